package io.github.blueskyspark.jobs.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Expected texts follow RFC 4180, as Python's csv module reads it. */
class CsvTextTest {
  private static final StructType TEXT = new StructType().add("s", DataTypes.StringType);

  private static String print(StructType schema, Row... rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvText.print(List.of(rows), schema, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void noRowsLeaveTheHeader() {
    assertThat(print(TEXT)).isEqualTo("s\n");
  }

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(print(TEXT, RowFactory.create("a,b"))).isEqualTo("s\n\"a,b\"\n");
    assertThat(print(TEXT, RowFactory.create("say \"x\""))).isEqualTo("s\n\"say \"\"x\"\"\"\n");
    assertThat(print(TEXT, RowFactory.create("a\nb"))).isEqualTo("s\n\"a\nb\"\n");
    assertThat(print(TEXT, RowFactory.create("a\rb"))).isEqualTo("s\n\"a\rb\"\n");
    assertThat(print(TEXT, RowFactory.create(" a b "))).isEqualTo("s\n a b \n");
  }

  @Test
  void emptyTextIsToldFromNull() {
    assertThat(print(TEXT, RowFactory.create(""), RowFactory.create((Object) null)))
        .isEqualTo("s\n\"\"\n\n");
  }

  @Test
  void columnNamesAreQuotedToo() {
    StructType schema =
        new StructType().add("a,b", DataTypes.LongType).add("c\"d", DataTypes.LongType);
    assertThat(print(schema, RowFactory.create(1L, -2L))).isEqualTo("\"a,b\",\"c\"\"d\"\n1,-2\n");
  }

  @Test
  void numbersAreWrittenInFull() {
    StructType schema =
        new StructType()
            .add("d", DataTypes.createDecimalType(20, 0))
            .add("x", DataTypes.DoubleType)
            .add("n", DataTypes.DoubleType)
            .add("b", DataTypes.BooleanType);
    assertThat(print(schema, RowFactory.create(new BigDecimal("1E+3"), 0.1, Double.NaN, true)))
        .isEqualTo("d,x,n,b\n1000,0.1,NaN,true\n");
  }
}
