package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeTextTest {
  @Test
  void typesComeBackFromTheirText() {
    for (ColumnType type :
        List.of(
            ColumnType.LONG,
            ColumnType.DECIMAL20,
            ColumnType.VARIANT,
            ColumnType.array(ColumnType.array(ColumnType.FLOAT)),
            ColumnType.struct(
                List.of("re", "im"), List.of(ColumnType.DOUBLE, ColumnType.DOUBLE)))) {
      assertThat(TypeText.of(type.toString())).contains(type);
    }
    assertThat(TypeText.of("ndarray")).contains(ColumnType.NDARRAY);
  }

  @Test
  void structsWithNamesOfTheirOwnAreNotGuessed() {
    assertThat(TypeText.of("struct<a:int,b:c:string>")).isEmpty();
    assertThat(TypeText.of("array<nonsense>")).isEmpty();
  }

  @Test
  void variantsBelowTheSurfaceAreSeen() {
    assertThat(TypeText.hasInnerVariant(ColumnType.VARIANT)).isFalse();
    assertThat(TypeText.hasInnerVariant(ColumnType.array(ColumnType.VARIANT))).isTrue();
  }
}
