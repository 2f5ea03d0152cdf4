package io.github.blueskyspark.jobs.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  private static final StructType N = new StructType().add("n", DataTypes.LongType);

  @Test
  void integersKeepAllDigits() {
    assertThat(JsonText.value(Long.MIN_VALUE, DataTypes.LongType))
        .isEqualTo("-9223372036854775808");
    assertThat(JsonText.value((byte) -1, DataTypes.ByteType)).isEqualTo("-1");
    assertThat(
            JsonText.value(
                new BigDecimal("18446744073709551615"), DataTypes.createDecimalType(20, 0)))
        .isEqualTo("18446744073709551615");
  }

  @Test
  void whatJsonCannotSpellIsText() {
    assertThat(JsonText.value(Double.NaN, DataTypes.DoubleType)).isEqualTo("\"NaN\"");
    assertThat(JsonText.value(Double.POSITIVE_INFINITY, DataTypes.DoubleType))
        .isEqualTo("\"Infinity\"");
    assertThat(JsonText.value(Float.NEGATIVE_INFINITY, DataTypes.FloatType))
        .isEqualTo("\"-Infinity\"");
  }

  @Test
  void singlePrecisionIsNotWidened() {
    assertThat(JsonText.value(0.1f, DataTypes.FloatType)).isEqualTo("0.1");
    assertThat(JsonText.value(-0.0, DataTypes.DoubleType)).isEqualTo("-0.0");
  }

  @Test
  void bytesAreBase64() {
    byte[] bytes = "Man!".getBytes(StandardCharsets.US_ASCII);
    assertThat(JsonText.value(bytes, DataTypes.BinaryType)).isEqualTo("\"TWFuIQ==\"");
    assertThat(JsonText.value(new byte[0], DataTypes.BinaryType)).isEqualTo("\"\"");
  }

  @Test
  void textIsEscaped() {
    assertThat(JsonText.value("a\"b\\c\n\u0001é", DataTypes.StringType))
        .isEqualTo("\"a\\\"b\\\\c\\n\\u0001é\"");
  }

  @Test
  void timesAreInUtc() {
    Instant time = Instant.ofEpochSecond(1_500_000_000L, 250_000_000);
    assertThat(JsonText.value(time, DataTypes.TimestampType))
        .isEqualTo("\"2017-07-14T02:40:00.250Z\"");
  }

  @Test
  void nullIsNullAtEveryDepth() {
    assertThat(JsonText.value(null, DataTypes.StringType)).isEqualTo("null");
    StructType outer = new StructType().add("in", N).add("s", DataTypes.StringType);
    assertThat(JsonText.row(RowFactory.create(RowFactory.create((Object) null), null), outer))
        .isEqualTo("{\"in\":{\"n\":null},\"s\":null}");
  }

  @Test
  void rowsAreAListWithARowALine() {
    assertThat(JsonText.rows(List.of(), N)).isEqualTo("[]");
    assertThat(JsonText.rows(List.of(RowFactory.create(1L), RowFactory.create(2L)), N))
        .isEqualTo("[{\"n\":1},\n {\"n\":2}]");
  }
}
