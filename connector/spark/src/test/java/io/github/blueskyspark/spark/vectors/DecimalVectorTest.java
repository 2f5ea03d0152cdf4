package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class DecimalVectorTest {

  private final DecimalVector vector =
      new DecimalVector(DataTypes.createDecimalType(20, 0), new BatchSize());

  @Test
  void theLargestUnsignedIntegerComesBackExactly() {
    vector.putDecimal(new BigDecimal("18446744073709551615"));
    vector.finish();
    assertThat(vector.getDecimal(0, 20, 0)).hasToString("18446744073709551615");
    assertThat(vector.getDecimal(0, 20, 0).precision()).isEqualTo(20);
  }

  @Test
  void zeroIsNotNull() {
    vector.putDecimal(BigDecimal.ZERO);
    vector.finish();
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getDecimal(0, 20, 0).isZero()).isTrue();
    assertThat(vector.isNullAt(1)).isTrue();
  }

  @Test
  void valuesSurviveWhenTheArrayGrows() {
    for (int i = 0; i < 20; i++) {
      vector.putDecimal(BigDecimal.valueOf(i));
      vector.finish();
    }
    assertThat(vector.getDecimal(0, 20, 0)).hasToString("0");
    assertThat(vector.getDecimal(19, 20, 0)).hasToString("19");
  }

  @Test
  void aDoubleIsNoDecimal() {
    assertThatThrownBy(() -> vector.putDouble(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("decimal(20,0)");
  }
}
