package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTypeTest {
  @Test
  void isShownAsSparkShowsTypes() {
    assertThat(ColumnType.BYTE).hasToString("tinyint");
    assertThat(ColumnType.LONG).hasToString("bigint");
    assertThat(ColumnType.DECIMAL20).hasToString("decimal(20,0)");
    assertThat(ColumnType.NDARRAY).hasToString("struct<dtype:string,shape:array<int>,data:binary>");
    assertThat(ColumnType.array(ColumnType.map(ColumnType.DOUBLE)))
        .hasToString("array<map<string,double>>");
    assertThat(
            ColumnType.struct(
                List.of("x", "y"), List.of(ColumnType.INT, ColumnType.array(ColumnType.STRING))))
        .hasToString("struct<x:int,y:array<string>>");
    assertThat(ColumnType.struct(List.of(), List.of())).hasToString("struct<>");
  }

  @Test
  void elementOfAMapIsItsValue() {
    assertThat(ColumnType.map(ColumnType.VARIANT).element()).isEqualTo(ColumnType.VARIANT);
    assertThat(ColumnType.array(ColumnType.FLOAT).element()).isEqualTo(ColumnType.FLOAT);
  }

  @Test
  void typesOfTheSamePartsAreEqual() {
    assertThat(ColumnType.array(ColumnType.INT))
        .isEqualTo(ColumnType.array(ColumnType.INT))
        .isNotEqualTo(ColumnType.array(ColumnType.LONG))
        .isNotEqualTo(ColumnType.map(ColumnType.INT));
    assertThat(ColumnType.struct(List.of("a"), List.of(ColumnType.INT)))
        .isNotEqualTo(ColumnType.struct(List.of("b"), List.of(ColumnType.INT)));
  }
}
