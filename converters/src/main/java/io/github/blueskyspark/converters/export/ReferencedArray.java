package io.github.blueskyspark.converters.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.arrays.Elements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * One array as Zarr version 2 describes it.
 *
 * @param stream the stream
 * @param key path in the stream's group: the data key, and a number where it has several resources
 * @param metadata what {@code .zarray} says
 * @param attributes what {@code .zattrs} says
 */
record ReferencedArray(String stream, String key, ObjectNode metadata, ObjectNode attributes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NUMBERS = Pattern.compile("([<>|])([biufc])(\\d+)");

  /** Copies nothing: both are written once. */
  ReferencedArray {
    metadata = metadata.deepCopy();
    attributes = attributes.deepCopy();
  }

  /**
   * What all chunks of an array have in common.
   *
   * @param row one of {@code ReferenceExport#summary}
   * @param reasons gets the reason why there is no such array
   */
  static Optional<ReferencedArray> of(Row row, String key, List<String> reasons) {
    String dtype = row.getAs("dtype");
    Matcher kind = NUMBERS.matcher(dtype == null ? "" : dtype);
    if (row.<Long>getAs("notes") > 0) {
      reasons.add(row.getAs("note"));
    } else if (row.<Long>getAs("layouts") > 1) {
      reasons.add("its files have different filters or chunks");
    } else if (!kind.matches()) {
      reasons.add("elements of type " + dtype + " are not expressed");
    } else if (!row.<Long>getAs("mask").equals(row.<Long>getAs("last_mask"))) {
      reasons.add("filters were left out of some chunks");
    }
    if (!reasons.isEmpty()) {
      return Optional.empty();
    }
    ArrayNode codecs =
        NumCodecs.of(
            parsed(row.getAs("filters")),
            row.<Long>getAs("mask"),
            filter -> reasons.add("Python's numcodecs has no codec for filter " + filter));
    return reasons.isEmpty()
        ? Optional.of(
            new ReferencedArray(
                row.getAs("stream"), key, metadata(row, dtype, codecs), attributes(row)))
        : Optional.empty();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Column filters is no JSON; please report", e);
    }
  }

  private static ObjectNode metadata(Row row, String dtype, ArrayNode codecs) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("zarr_format", 2);
    ArrayNode shape = node.putArray("shape");
    row.<Long>getList(row.fieldIndex("shape")).forEach(shape::add);
    ArrayNode chunks = node.putArray("chunks");
    row.<Long>getList(row.fieldIndex("chunk_shape")).forEach(n -> chunks.add(Math.max(1, n)));
    node.put("dtype", dtype);
    node.set("fill_value", fill(row.getAs("fill_value"), DTypes.parse(dtype).orElseThrow()));
    node.put("order", "C");
    node.putNull("compressor");
    if (codecs.isEmpty()) {
      node.putNull("filters");
    } else {
      node.set("filters", codecs);
    }
    node.put("dimension_separator", ".");
    return node;
  }

  private static ObjectNode attributes(Row row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode dimensions = node.putArray("_ARRAY_DIMENSIONS");
    String key = row.getAs("data_key");
    List<Long> shape = row.getList(row.fieldIndex("shape"));
    for (int a = 0; a < shape.size(); a++) {
      dimensions.add(key + (a == 0 ? "_frame" : "_dim_" + a));
    }
    for (String field : List.of("resource_uid", "uri", "dataset")) {
      String value = row.getAs(field);
      if (value != null) {
        node.put(field, value);
      }
    }
    return node;
  }

  /** One element as Zarr spells it. */
  private static JsonNode fill(byte[] bytes, DType dtype) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    int size = dtype.itemSize();
    ByteBuffer value =
        bytes == null || bytes.length < size ? ByteBuffer.allocate(size) : ByteBuffer.wrap(bytes);
    value.order(dtype.order());
    return switch (dtype.kind()) {
      case BOOL -> make.booleanNode(Elements.asBoolean(value, 0));
      case FLOAT -> number(Elements.asDouble(dtype, value, 0));
      case COMPLEX ->
          make.arrayNode()
              .add(number(Elements.real(dtype, value, 0)))
              .add(number(Elements.imaginary(dtype, value, 0)));
      default -> make.numberNode(Elements.integer(dtype, value, 0));
    };
  }

  private static JsonNode number(double number) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (Double.isNaN(number)) {
      return make.textNode("NaN");
    }
    return Double.isInfinite(number)
        ? make.textNode(number > 0 ? "Infinity" : "-Infinity")
        : make.numberNode(number);
  }

  /** Path in the group of the run. */
  String name() {
    return stream + "/" + key;
  }

  /** Chunks along each axis, slowest first; empty for a scalar. */
  long[] grid() {
    JsonNode shape = metadata.get("shape");
    JsonNode chunks = metadata.get("chunks");
    long[] grid = new long[shape.size()];
    for (int a = 0; a < grid.length; a++) {
      grid[a] = -Math.floorDiv(-shape.get(a).asLong(), chunks.get(a).asLong());
    }
    return grid;
  }

  /** Names of the groups above it. */
  List<String> groups() {
    List<String> all = new ArrayList<>();
    String name = name();
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      all.add(name.substring(0, at));
    }
    return all;
  }
}
