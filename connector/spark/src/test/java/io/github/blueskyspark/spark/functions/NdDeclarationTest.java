package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.spark.vectors.SparkTypes;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NdDeclarationTest {

  private static BoundFunction bind(String function, DataType... arguments) {
    StructType input = new StructType();
    for (DataType argument : arguments) {
      input = input.add("_" + input.length(), argument);
    }
    return CatalogFunctions.of(function).orElseThrow().bind(input);
  }

  @Test
  void argumentsAreCastToTheDeclaredTypes() {
    BoundFunction bound = bind("nd_sum_axis", SparkTypes.NDARRAY, DataTypes.IntegerType);
    assertThat(bound.inputTypes()).containsExactly(SparkTypes.NDARRAY, DataTypes.LongType);
    assertThat(bound.canonicalName()).isEqualTo("bluesky.nd_sum_axis");
  }

  @Test
  void theNamesOfTheFieldsDoNotMatter() {
    StructType other =
        new StructType()
            .add("a", DataTypes.StringType)
            .add("b", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("c", DataTypes.BinaryType);
    assertThat(bind("nd_sum", other).resultType()).isEqualTo(DataTypes.DoubleType);
  }

  @Test
  void aPictureTakesTwoLevelsOrNone() {
    assertThat(bind("nd_png", SparkTypes.NDARRAY).inputTypes()).hasSize(1);
    assertThat(
            bind("nd_png", SparkTypes.NDARRAY, DataTypes.IntegerType, DataTypes.IntegerType)
                .inputTypes())
        .containsExactly(SparkTypes.NDARRAY, DataTypes.DoubleType, DataTypes.DoubleType);
    assertThatThrownBy(() -> bind("nd_png", SparkTypes.NDARRAY, DataTypes.IntegerType))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("nd_png(x [, low, high])");
  }

  @Test
  void whatIsNoArrayIsRefusedByItsType() {
    assertThatThrownBy(() -> bind("nd_sum", DataTypes.BinaryType))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("it cannot take (binary)");
    assertThatThrownBy(() -> bind("nd_sum")).isInstanceOf(UnsupportedOperationException.class);
  }
}
