package io.github.blueskyspark.jobs.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  private static String cell(Object value) {
    return PlainText.cell(value, DataTypes.StringType, ZoneOffset.UTC);
  }

  @Test
  void timesAreInTheSessionsZoneWithoutEmptyFractions() {
    Instant time = Instant.ofEpochSecond(1_500_000_000L);
    assertThat(PlainText.cell(time, DataTypes.TimestampType, ZoneId.of("Europe/Berlin")))
        .isEqualTo("2017-07-14 04:40:00");
    assertThat(cell(time.plusNanos(1000))).isEqualTo("2017-07-14 02:40:00.000001");
    assertThat(cell(LocalDateTime.of(2020, 2, 29, 1, 2, 3, 500_000_000)))
        .isEqualTo("2020-02-29 01:02:03.5");
  }

  @Test
  void nullIsEmptyText() {
    assertThat(cell(null)).isEmpty();
  }

  @Test
  void textStaysAsItIsEvenInQuotes() {
    assertThat(cell("\"quoted\"")).isEqualTo("\"quoted\"");
  }

  @Test
  void numbersAreNotShortened() {
    assertThat(cell(new BigDecimal("1E+20"))).isEqualTo("100000000000000000000");
    assertThat(cell(-7L)).isEqualTo("-7");
    assertThat(cell(0.1)).isEqualTo("0.1");
  }

  @Test
  void lineEndsAndTabsBecomeOneBlank() {
    assertThat(PlainText.printable("a\r\n\tb\u2028c")).isEqualTo("a b c");
  }

  @Test
  void escapeSequencesAndMarksOfDirectionAreLeftOut() {
    assertThat(PlainText.printable("\u001b[31mred\u0007\u202e\u2066\u007f")).isEqualTo("[31mred");
    assertThat(PlainText.printable("größe µm 😀")).isEqualTo("größe µm 😀");
  }

  @Test
  void anArrayIsKnownByItsThreeFields() {
    StructType array =
        new StructType()
            .add("dtype", DataTypes.StringType)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("data", DataTypes.BinaryType);
    assertThat(PlainText.isNdarray(array)).isTrue();
    assertThat(PlainText.isNdarray(array.add("more", DataTypes.StringType))).isFalse();
    assertThat(PlainText.isNdarray(DataTypes.BinaryType)).isFalse();
  }
}
