package io.github.blueskyspark.jobs.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.unsafe.types.VariantVal;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class OutputFormatTest {
  private static final StructType NDARRAY =
      new StructType()
          .add("dtype", DataTypes.StringType)
          .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("data", DataTypes.BinaryType);

  private static String print(OutputFormat format, StructType schema, Object... cells) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    format.print(List.of(RowFactory.create(cells)), schema, ZoneId.of("Europe/Berlin"), out);
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static scala.collection.immutable.Seq<Object> seq(Object... values) {
    return CollectionConverters.asScala(Arrays.asList(values)).toSeq();
  }

  private static VariantVal variant(String json) throws java.io.IOException {
    var made = VariantBuilder.parseJson(json, false);
    return new VariantVal(made.getValue(), made.getMetadata());
  }

  @Test
  void jsonKeepsDigitsAndMarksWhatJsonLacks() throws java.io.IOException {
    StructType schema =
        new StructType()
            .add("n", "bigint")
            .add("u", "decimal(20,0)")
            .add("x", "double")
            .add("t", "timestamp")
            .add("v", "variant")
            .add("m", "map<string,bigint>")
            .add("a", "array<string>")
            .add("s", "string");
    String json =
        print(
            OutputFormat.JSON,
            schema,
            9007199254740993L,
            new BigDecimal("18446744073709551615"),
            Double.NaN,
            Instant.parse("2026-06-01T10:00:00.25Z"),
            variant("{\"b\": [1, null], \"a\": \"é\"}"),
            CollectionConverters.asScala(Map.of("primary", 3L)),
            seq("x", null),
            null);
    assertThat(json)
        .isEqualTo(
            "[{\"n\":9007199254740993,\"u\":18446744073709551615,\"x\":\"NaN\",\"t\":\"2026-06-01T10:00:00.250Z\",\"v\":{\"a\":\"é\",\"b\":[1,null]},\"m\":{\"primary\":3},\"a\":[\"x\",null],\"s\":null}]\n");
  }

  @Test
  void tableShowsArraysByDtypeAndShapeAndTimesInTheZone() {
    StructType schema =
        new StructType()
            .add("image", NDARRAY)
            .add("time", "timestamp")
            .add("n", "int")
            .add("none", "string");
    Row image = RowFactory.create("<u2", seq(1, 24, 32), new byte[1536]);
    assertThat(
            print(
                OutputFormat.TABLE,
                schema,
                image,
                Instant.parse("2026-06-01T10:00:00.25Z"),
                7,
                null))
        .isEqualTo(
            """
            image          time                    n  none
            -------------  ----------------------  -  ----
            <u2 (1,24,32)  2026-06-01 12:00:00.25  7  ·
            (1 row)
            """);
  }

  @Test
  void tableObeysNoControlCharacters() {
    StructType schema = new StructType().add("s", "string");
    assertThat(print(OutputFormat.TABLE, schema, "red\u001b[31m\u0007 two\nlines\u202e"))
        .contains("red[31m two lines")
        .doesNotContain("\u001b", "\u0007", "\u202e");
  }

  @Test
  void tableCutsLongCells() {
    StructType schema = new StructType().add("s", "string");
    assertThat(print(OutputFormat.TABLE, schema, "x".repeat(500)))
        .contains("x".repeat(71) + "…")
        .doesNotContain("x".repeat(72));
  }

  @Test
  void csvQuotesWhatNeedsIt() throws java.io.IOException {
    StructType schema =
        new StructType()
            .add("a b", "string")
            .add("v", "variant")
            .add("none", "string")
            .add("empty", "string")
            .add("t", "timestamp");
    assertThat(
            print(
                OutputFormat.CSV,
                schema,
                "say \"x\", y",
                variant("{\"k\": 1}"),
                null,
                "",
                Instant.parse("2026-06-01T10:00:00Z")))
        .isEqualTo(
            """
            a b,v,none,empty,t
            "say ""x"", y","{""k"":1}",,"",2026-06-01T10:00:00Z
            """);
  }
}
