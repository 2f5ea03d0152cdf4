package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SparkTypesTest {

  private static String sql(ColumnType type) {
    return SparkTypes.of(type).sql();
  }

  @Test
  void plainTypesAreSparks() {
    assertThat(sql(ColumnType.BOOLEAN)).isEqualTo("BOOLEAN");
    assertThat(sql(ColumnType.BYTE)).isEqualTo("TINYINT");
    assertThat(sql(ColumnType.SHORT)).isEqualTo("SMALLINT");
    assertThat(sql(ColumnType.INT)).isEqualTo("INT");
    assertThat(sql(ColumnType.LONG)).isEqualTo("BIGINT");
    assertThat(sql(ColumnType.DECIMAL20)).isEqualTo("DECIMAL(20,0)");
    assertThat(sql(ColumnType.FLOAT)).isEqualTo("FLOAT");
    assertThat(sql(ColumnType.DOUBLE)).isEqualTo("DOUBLE");
    assertThat(sql(ColumnType.STRING)).isEqualTo("STRING");
    assertThat(sql(ColumnType.BINARY)).isEqualTo("BINARY");
    assertThat(sql(ColumnType.TIMESTAMP)).isEqualTo("TIMESTAMP");
    assertThat(sql(ColumnType.VARIANT)).isEqualTo("VARIANT");
  }

  @Test
  void nestedTypesAreNestedTheSameWay() {
    assertThat(sql(ColumnType.array(ColumnType.array(ColumnType.INT))))
        .isEqualTo("ARRAY<ARRAY<INT>>");
    assertThat(sql(ColumnType.map(ColumnType.DOUBLE))).isEqualTo("MAP<STRING, DOUBLE>");
    assertThat(
            sql(ColumnType.struct(List.of("a", "b"), List.of(ColumnType.LONG, ColumnType.VARIANT))))
        .isEqualTo("STRUCT<a: BIGINT, b: VARIANT>");
    assertThat(sql(ColumnType.NDARRAY))
        .isEqualTo("STRUCT<dtype: STRING, shape: ARRAY<INT>, data: BINARY>");
  }

  @Test
  void commentsAreKeptAndEveryColumnMayBeNull() {
    StructType schema =
        SparkTypes.schema(
            List.of(
                new Column("motor", ColumnType.DOUBLE, "mm"),
                Column.of("plain", ColumnType.STRING)));
    assertThat(schema.fieldNames()).containsExactly("motor", "plain");
    assertThat(schema.apply("motor").getComment().get()).isEqualTo("mm");
    assertThat(schema.apply("plain").getComment().isDefined()).isFalse();
    assertThat(schema.apply("motor").nullable()).isTrue();
    assertThat(schema.apply("plain").nullable()).isTrue();
  }
}
