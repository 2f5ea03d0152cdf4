package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class PandaColumnTest {
  private static DataType type(Kind kind, int bytes) {
    DType dtype = DType.of(kind, bytes, ByteOrder.LITTLE_ENDIAN);
    return new PandaColumn("x", "/x", dtype, 1, Map.of()).sparkType();
  }

  @Test
  void signedIntegersKeepTheirWidth() {
    assertThat(type(Kind.SIGNED, 1)).isEqualTo(DataTypes.ByteType);
    assertThat(type(Kind.SIGNED, 2)).isEqualTo(DataTypes.ShortType);
    assertThat(type(Kind.SIGNED, 4)).isEqualTo(DataTypes.IntegerType);
    assertThat(type(Kind.SIGNED, 8)).isEqualTo(DataTypes.LongType);
  }

  @Test
  void unsignedIntegersGetTheNextWiderType() {
    assertThat(type(Kind.UNSIGNED, 1)).isEqualTo(DataTypes.ShortType);
    assertThat(type(Kind.UNSIGNED, 2)).isEqualTo(DataTypes.IntegerType);
    assertThat(type(Kind.UNSIGNED, 4)).isEqualTo(DataTypes.LongType);
    assertThat(type(Kind.UNSIGNED, 8)).isEqualTo(DataTypes.createDecimalType(20, 0));
  }

  @Test
  void halfPrecisionFitsSingle() {
    assertThat(type(Kind.FLOAT, 2)).isEqualTo(DataTypes.FloatType);
    assertThat(type(Kind.FLOAT, 4)).isEqualTo(DataTypes.FloatType);
    assertThat(type(Kind.FLOAT, 8)).isEqualTo(DataTypes.DoubleType);
  }

  @Test
  void truthValuesStayTruthValues() {
    assertThat(type(Kind.BOOL, 1)).isEqualTo(DataTypes.BooleanType);
  }

  @Test
  void textHasNoColumn() {
    assertThat(PandaColumn.fits(DType.of(Kind.BYTES, 8, ByteOrder.LITTLE_ENDIAN))).isFalse();
    assertThat(PandaColumn.fits(DType.of(Kind.FLOAT, 8, ByteOrder.LITTLE_ENDIAN))).isTrue();
    assertThatThrownBy(() -> type(Kind.BYTES, 8)).isInstanceOf(IllegalStateException.class);
  }
}
