package io.github.blueskyspark.converters.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.layout.SchemaUnion;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SinkSchemaTest {
  private static StructType ddl(String text) {
    return StructType.fromDDL(text);
  }

  @Test
  void tableKeepsItsColumnsAndNewOnesFollow() {
    StructType union = SchemaUnion.union(ddl("a BIGINT, `b c` STRING"), ddl("d DOUBLE, a BIGINT"));
    assertThat(union.fieldNames()).containsExactly("a", "b c", "d");
    assertThat(SchemaUnion.isRetyped(ddl("a BIGINT, `b c` STRING"), union)).isFalse();
  }

  @Test
  void widerTypeIsSeen() {
    StructType table = ddl("a BIGINT");
    StructType union = SchemaUnion.union(table, ddl("a DOUBLE"));
    assertThat(union).isEqualTo(ddl("a DOUBLE"));
    assertThat(SchemaUnion.isRetyped(table, union)).isTrue();
    assertThat(SchemaUnion.union(ddl("a DOUBLE"), ddl("a BIGINT"))).isEqualTo(ddl("a DOUBLE"));
  }

  @Test
  void namesThatDifferInCaseAloneStayWithTheirColumns() {
    StructType first = SinkSchema.named(ddl("a INT, A INT"), new StructType(), false);
    assertThat(first.fieldNames()).containsExactly("a", "A_");
    assertThat(SinkSchema.named(ddl("A INT, a INT"), first, false).fieldNames())
        .containsExactly("A_", "a");
    assertThat(SinkSchema.named(ddl("A INT"), first, false).fieldNames()).containsExactly("A_");
    assertThat(SinkSchema.named(ddl("a INT, A INT"), first, true).fieldNames())
        .containsExactly("a", "A");
  }

  @Test
  void projectionFillsWhatTheRowsDoNotHave() {
    assertThat(
            SchemaUnion.projection(
                ddl("`b.c` INT, A INT"),
                ddl("`b.c` INT, A_ INT"),
                ddl("x STRING, `b.c` DOUBLE, A_ INT")))
        .containsExactly(
            "CAST(NULL AS STRING) AS `x`", "CAST(`b.c` AS DOUBLE) AS `b.c`", "`A` AS `A_`");
  }

  @Test
  void variantInsideAnArrayIsFound() {
    assertThat(SinkSchema.hasNestedVariant(ddl("a VARIANT, b ARRAY<INT>"))).isFalse();
    assertThat(SinkSchema.hasNestedVariant(ddl("a STRUCT<x: ARRAY<VARIANT>>"))).isTrue();
  }

  @Test
  void missingJarsAreNamedByTheirCoordinates() {
    assertThatThrownBy(() -> ClassPath.need(SinkKind.DELTA, "no.such.Class", "io.delta:x:1"))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "option 'sink': Cannot use value 'delta': its classes are not on the class path. Start"
                + " Spark with --packages io.delta:x:1.");
    assertThatThrownBy(() -> SinkKind.of("hudi"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("Use one of parquet, iceberg, delta");
  }

  @Test
  void foldersBecomeNames() {
    assertThat(SinkWarehouse.tableName("stream/stream=a%2Fb")).isEqualTo("stream_a%2Fb");
    assertThat(SinkWarehouse.tableName("frames/data_key=img")).isEqualTo("frames_img");
    assertThat(SinkWarehouse.tableName("runs")).isEqualTo("runs");
  }
}
