package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class DoubleVectorTest {

  private final DoubleVector vector = new DoubleVector(DataTypes.DoubleType, new BatchSize());

  @Test
  void valuesThatAreNoFiniteNumbersComeBack() {
    vector.putDouble(Double.NaN);
    vector.finish();
    vector.putDouble(Double.NEGATIVE_INFINITY);
    vector.finish();
    vector.putDouble(-0.0);
    vector.finish();

    assertThat(vector.getDouble(0)).isNaN();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getDouble(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Double.doubleToRawLongBits(vector.getDouble(2))).isEqualTo(0x8000000000000000L);
  }

  @Test
  void floatsAreRoundedToTheNearestWhenRead() {
    DoubleVector floats = new DoubleVector(DataTypes.FloatType, new BatchSize());
    floats.putDouble(16777217.0);
    floats.finish();
    floats.putDouble(1e300);
    floats.finish();

    assertThat(floats.getFloat(0)).isEqualTo(16777216.0f);
    assertThat(floats.getFloat(1)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void rowsThatAreForgottenLeaveNoNulls() {
    vector.finish();
    vector.clear();
    vector.putDouble(2.5);
    vector.finish();
    assertThat(vector.hasNull()).isFalse();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getDouble(0)).isEqualTo(2.5);
  }

  @Test
  void itCannotBeReadAsALong() {
    assertThatThrownBy(() -> vector.getLong(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("double")
        .hasMessageContaining("getLong");
  }
}
