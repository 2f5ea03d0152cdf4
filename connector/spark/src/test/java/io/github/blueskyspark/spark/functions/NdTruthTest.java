package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Every function on arrays of every dtype against what numpy answers (functions/make.py). */
class NdTruthTest {
  private static final Path CASES = Path.of("src/test/resources/functions/cases.jsonl");
  private static final double NEAR = 1e-12;

  private static final Map<String, BiFunction<InternalRow, JsonNode, Object>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("nd_sum", (x, a) -> NdSum.invoke(x)),
          Map.entry("nd_mean", (x, a) -> NdMean.invoke(x)),
          Map.entry("nd_min", (x, a) -> NdMin.invoke(x)),
          Map.entry("nd_max", (x, a) -> NdMax.invoke(x)),
          Map.entry("nd_std", (x, a) -> NdStd.invoke(x)),
          Map.entry("nd_size", (x, a) -> NdSize.invoke(x)),
          Map.entry("nd_values", (x, a) -> NdValues.invoke(x)),
          Map.entry("nd_get", NdTruthTest::get),
          Map.entry(
              "nd_slice", (x, a) -> NdSlice.invoke(x, UTF8String.fromString(a.get(0).asText()))),
          Map.entry("nd_sum_axis", (x, a) -> NdSumAxis.invoke(x, a.get(0).asLong())),
          Map.entry(
              "nd_histogram",
              (x, a) ->
                  NdHistogram.invoke(
                      x, a.get(0).asDouble(), a.get(1).asDouble(), a.get(2).asLong())),
          Map.entry("nd_centroid", (x, a) -> NdCentroid.invoke(x)),
          Map.entry(
              "nd_radial",
              (x, a) ->
                  NdRadial.invoke(x, a.get(0).asDouble(), a.get(1).asDouble(), a.get(2).asLong())));

  private static Object get(InternalRow x, JsonNode indices) {
    Object[] arguments = new Object[indices.size() + 1];
    arguments[0] = x;
    for (int i = 0; i < indices.size(); i++) {
      arguments[i + 1] = indices.get(i).asLong();
    }
    return new NdGet(new DataType[0]).produceResult(new GenericInternalRow(arguments));
  }

  @Test
  void everyAnswerIsThatOfNumpy() throws IOException {
    List<String> different = new ArrayList<>();
    int compared = 0;
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(CASES)) {
      JsonNode item = json.readTree(line);
      String problem = problem(item);
      compared++;
      if (!problem.isEmpty()) {
        different.add(
            item.get(0).asText()
                + item.get(1)
                + " of "
                + item.get(2).asText()
                + item.get(3)
                + ": "
                + problem);
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThanOrEqualTo(240);
  }

  private static String problem(JsonNode item) {
    int[] shape = new int[item.get(3).size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = item.get(3).get(i).asInt();
    }
    byte[] bytes = Base64.getDecoder().decode(item.get(4).asText());
    InternalRow row = NdRows.row(item.get(2).asText(), shape, bytes);
    Object found = FUNCTIONS.get(item.get(0).asText()).apply(row, item.get(1));
    JsonNode wanted = item.get(5);
    double scale = item.get(6).asDouble();
    return wanted.isObject() ? array(found, wanted, scale) : value(found, wanted, scale);
  }

  private static String value(Object found, JsonNode wanted, double scale) {
    if (wanted.isNull()) {
      return found == null || Double.isNaN((Double) found) ? "" : found + " and not null";
    }
    if (wanted.isArray()) {
      ArrayData values = (ArrayData) found;
      boolean isSame = values.numElements() == wanted.size();
      for (int i = 0; isSame && i < wanted.size(); i++) {
        isSame =
            wanted.get(i).isIntegralNumber()
                ? values.getLong(i) == wanted.get(i).asLong()
                : isNear(values.getDouble(i), wanted.get(i), scale);
      }
      return isSame ? "" : values + " and not " + wanted;
    }
    double number = ((Number) found).doubleValue();
    return isNear(number, wanted, scale) ? "" : number + " and not " + wanted;
  }

  private static boolean isNear(double found, JsonNode wanted, double scale) {
    double number =
        switch (wanted.asText()) {
          case "nan" -> Double.NaN;
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(wanted.asText());
        };
    return Double.compare(found, number) == 0
        || found == number
        || Math.abs(found - number) <= NEAR * Math.max(Math.abs(number), scale);
  }

  private static String array(Object found, JsonNode wanted, double scale) {
    InternalRow row = (InternalRow) found;
    String dtype = row.getUTF8String(0).toString();
    byte[] bytes = Base64.getDecoder().decode(wanted.get("data").asText());
    String shape = Arrays.toString(row.getArray(1).toIntArray()).replace(" ", "");
    boolean isAlike =
        dtype.equals(wanted.get("dtype").asText()) && shape.equals(wanted.get("shape").toString());
    if (isAlike && Arrays.equals(row.getBinary(2), bytes)) {
      return "";
    }
    boolean isNear = isAlike && dtype.equals("<f8") && row.getBinary(2).length == bytes.length;
    ByteBuffer a = ByteBuffer.wrap(row.getBinary(2)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (isNear && a.hasRemaining()) {
      double x = a.getDouble();
      double y = b.getDouble();
      isNear =
          Double.compare(x, y) == 0
              || x == y
              || Math.abs(x - y) <= NEAR * Math.max(Math.abs(y), scale);
    }
    return isNear ? "" : dtype + shape + " and not " + wanted;
  }
}
