package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

class TypeUnionTest {
  private static String union(String a, String b) {
    String one = TypeUnion.of(DataType.fromDDL(a), DataType.fromDDL(b)).sql();
    assertThat(TypeUnion.of(DataType.fromDDL(b), DataType.fromDDL(a)).sql()).isEqualTo(one);
    return one;
  }

  @Test
  void numbersWiden() {
    assertThat(union("SMALLINT", "BIGINT")).isEqualTo("BIGINT");
    assertThat(union("BIGINT", "DOUBLE")).isEqualTo("DOUBLE");
    assertThat(union("FLOAT", "INT")).isEqualTo("DOUBLE");
    assertThat(union("BIGINT", "DECIMAL(20,0)")).isEqualTo("DECIMAL(20,0)");
    assertThat(union("ARRAY<BIGINT>", "ARRAY<DOUBLE>")).isEqualTo("ARRAY<DOUBLE>");
  }

  @Test
  void anythingElseBecomesVariant() {
    assertThat(union("STRING", "BIGINT")).isEqualTo("VARIANT");
    assertThat(union("ARRAY<BIGINT>", "BIGINT")).isEqualTo("VARIANT");
    assertThat(union("ARRAY<BIGINT>", "ARRAY<STRING>")).isEqualTo("VARIANT");
    assertThat(union("STRUCT<a: INT>", "VARIANT")).isEqualTo("VARIANT");
  }

  @Test
  void valuesAreMadeOfTheOtherType() {
    DataType variant = DataType.fromDDL("VARIANT");
    assertThat(TypeUnion.sql("`x`", DataType.fromDDL("BIGINT"), DataType.fromDDL("DOUBLE")))
        .isEqualTo("CAST(`x` AS DOUBLE)");
    assertThat(TypeUnion.sql("`x`", DataType.fromDDL("STRUCT<a: INT>"), variant))
        .isEqualTo("to_variant_object(`x`)");
    assertThat(TypeUnion.sql("`x`", DataType.fromDDL("ARRAY<INT>"), variant))
        .isEqualTo("CAST(`x` AS VARIANT)");
  }
}
