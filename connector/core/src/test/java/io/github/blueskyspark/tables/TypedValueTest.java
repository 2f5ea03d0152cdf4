package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.tables.RecordingRowWriter.NdArray;
import io.github.blueskyspark.tables.RecordingRowWriter.Recorded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValueTest {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The cell's value, or {@code unfit}. */
  private static Object written(ColumnType type, String numpy, String json) throws IOException {
    TypedValue value =
        TypedValue.of(type, numpy.isEmpty() ? Optional.empty() : DTypes.parse(numpy));
    Recorded cell = new Recorded();
    try (JsonParser parser = JSON.createParser("[" + json + ", \"behind\"]")) {
      parser.nextToken();
      parser.nextToken();
      boolean fits = value.write(parser, cell);
      assertThat(parser.nextToken())
          .as("stands on the last token")
          .isEqualTo(JsonToken.VALUE_STRING);
      assertThat(parser.getText()).isEqualTo("behind");
      if (!fits) {
        assertThat(cell.value()).as("what does not fit is null").isNull();
      }
      return fits ? cell.value() : "unfit";
    }
  }

  private static ColumnType scalar(String name) {
    return switch (name) {
      case "boolean" -> ColumnType.BOOLEAN;
      case "byte" -> ColumnType.BYTE;
      case "short" -> ColumnType.SHORT;
      case "int" -> ColumnType.INT;
      case "long" -> ColumnType.LONG;
      case "decimal" -> ColumnType.DECIMAL20;
      case "float" -> ColumnType.FLOAT;
      case "double" -> ColumnType.DOUBLE;
      case "string" -> ColumnType.STRING;
      default -> ColumnType.VARIANT;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean | true | true",
        "boolean | null | null",
        "boolean | 1 | unfit",
        "boolean | 'true' | unfit",
        "boolean | [true] | unfit",
        "byte | 127 | 127",
        "byte | 128 | unfit",
        "byte | -128 | -128",
        "short | 32768 | unfit",
        "int | -2147483649 | unfit",
        "int | 2147483647 | 2147483647",
        "long | 9223372036854775807 | 9223372036854775807",
        "long | 9223372036854775808 | unfit",
        "long | -9223372036854775809 | unfit",
        "long | 3.0 | 3",
        "long | -0.0 | 0",
        "long | 3.5 | unfit",
        "long | 1e18 | unfit",
        "long | NaN | unfit",
        "long | Infinity | unfit",
        "long | true | unfit",
        "long | '3' | unfit",
        "long | null | null",
        "long | {'a': [1]} | unfit",
        "decimal | 18446744073709551615 | 18446744073709551615",
        "decimal | 18446744073709551616 | unfit",
        "decimal | -1 | -1",
        "decimal | 7.0 | 7",
        "decimal | 7.5 | unfit",
        "double | 0.1 | 0.1",
        "double | -0.0 | -0.0",
        "double | 5e-324 | 4.9E-324",
        "double | 3 | 3.0",
        "double | NaN | NaN",
        "double | -Infinity | -Infinity",
        "double | 9007199254740993 | 9.007199254740992E15",
        "double | true | unfit",
        "double | '1.5' | unfit",
        "double | null | null",
        "float | 0.5 | 0.5",
        "float | 3.4028235e38 | 3.4028235E38",
        "float | 1e39 | unfit",
        "float | Infinity | Infinity",
        "string | 'Grüße' | Grüße",
        "string | '' | ``",
        "string | 3 | unfit",
        "string | null | null",
        "variant | {'a': 1} | {\"a\":1}",
        "variant | 18446744073709551616 | 18446744073709551616",
        "variant | null | null",
      })
  void valueFitsItsColumnOrIsNull(String type, String json, String expected) throws IOException {
    assertThat(String.valueOf(written(scalar(type), "", json.replace('\'', '"'))))
        .isEqualTo(expected);
  }

  @Test
  void wholeNumbersOfManyDigitsAreNotInfinite() throws IOException {
    String huge = "1" + "0".repeat(400);
    assertThat(written(ColumnType.DOUBLE, "", huge)).isEqualTo("unfit");
    assertThat(written(ColumnType.array(ColumnType.DOUBLE), "", "[1, " + huge + "]"))
        .isEqualTo("unfit");
    assertThat(written(ColumnType.NDARRAY, "", "[[" + huge + "]]")).isEqualTo("unfit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "double | [] | []",
        "double | [1, 2.5, NaN] | [1.0, 2.5, NaN]",
        "double | [1, null] | [1.0, null]",
        "double | [1, 'a'] | unfit",
        "double | [1, [2]] | unfit",
        "double | 5 | unfit",
        "double | null | null",
        "float | [1e39] | unfit",
        "long | [1, 2.0, null] | [1, 2, null]",
        "long | [1, 2.5] | unfit",
        "byte | [1, 300] | unfit",
        "boolean | [true, null] | [true, null]",
        "boolean | [true, 1] | unfit",
        "string | ['a', '', null] | [a, , null]",
        "string | ['a', 1] | unfit",
        "decimal | [18446744073709551615] | [18446744073709551615]",
      })
  void arrayFitsWhenEveryElementDoes(String element, String json, String expected)
      throws IOException {
    assertThat(
            String.valueOf(written(ColumnType.array(scalar(element)), "", json.replace('\'', '"'))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | [[1, 2], [3, 4]] | <i8 | [2, 2]",
        "`` | [[1, 2.5]] | <f8 | [1, 2]",
        "`` | [[1, null]] | <f8 | [1, 2]",
        "`` | [[9223372036854775808]] | <f8 | [1, 1]",
        "`` | 5 | <i8 | []",
        "`` | [] | <i8 | [0]",
        "`` | [[], []] | <i8 | [2, 0]",
        "`` | [[[1], [2]]] | <i8 | [1, 2, 1]",
        "<u2 | [[0, 65535]] | <u2 | [1, 2]",
        ">u2 | [[1]] | <u2 | [1, 1]",
        "<u8 | [[18446744073709551615]] | <u8 | [1, 1]",
        "<i8 | [[-9223372036854775808]] | <i8 | [1, 1]",
        "<f4 | [[1, 0.5]] | <f4 | [1, 2]",
      })
  void nestedArrayHasTheDeclaredDtype(String numpy, String json, String dtype, String shape)
      throws IOException {
    NdArray array = (NdArray) written(ColumnType.NDARRAY, numpy, json);
    assertThat(array.dtype()).isEqualTo(dtype);
    assertThat(array.shape().toString()).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | [[1, 2], [3]]",
        "`` | [[1], 2]",
        "`` | [1, [2]]",
        "`` | [[], [1]]",
        "`` | [[['a']]]",
        "`` | {'a': 1}",
        "<u1 | [[256]]",
        "<u1 | [[-1]]",
        "<i1 | [[128]]",
        "<i4 | [[2147483648]]",
        "<i8 | [[9223372036854775808]]",
        "<u8 | [[18446744073709551616]]",
        "<u8 | [[-1]]",
        "<i4 | [[1.5]]",
        "<i4 | [[null]]",
        "<i4 | [[true]]",
        "<f2 | [[65520]]",
        "<f4 | [[1e39]]",
      })
  void nestedArrayThatDoesNotFitIsNull(String numpy, String json) throws IOException {
    assertThat(written(ColumnType.NDARRAY, numpy, json.replace('\'', '"'))).isEqualTo("unfit");
  }

  @Test
  void booleansAreAnArrayOfTheirOwn() throws IOException {
    NdArray array = (NdArray) written(ColumnType.NDARRAY, "|b1", "[[true, false]]");
    assertThat(array).isEqualTo(new NdArray("|b1", List.of(1, 2), List.of((byte) 1, (byte) 0)));
    assertThat(written(ColumnType.NDARRAY, "|b1", "[[2]]")).isEqualTo("unfit");
  }

  /** {@code np.array(x, '<f2').view('<u2')} of numpy 2.2. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 32768",
    "1, 15360",
    "0.1, 11878",
    "65504, 31743",
    "65519.99, 31743",
    "2049, 26624",
    "2051, 26626",
    "1.0009765625, 15361",
    "1.00048828125, 15360",
    "0.00006103515625, 1024",
    "0.00006097555160522461, 1023",
    "5.960464477539063e-8, 1",
    "2.9802322387695312e-8, 0",
    "2.98023223876953125e-8, 0",
    "8.940696716308594e-8, 2",
    "NaN, 32256",
    "Infinity, 31744",
    "-Infinity, 64512",
  })
  void halvesAreRoundedAsNumpyRounds(String value, int bits) throws IOException {
    NdArray array = (NdArray) written(ColumnType.NDARRAY, "<f2", "[[" + value + "]]");
    byte[] bytes = {array.data().get(0), array.data().get(1)};
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xffff)
        .isEqualTo(bits);
  }
}
