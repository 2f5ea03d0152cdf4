package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class IntVectorTest {

  private final IntVector bytes = new IntVector(DataTypes.ByteType, -128, 127, new BatchSize());

  @Test
  void bothEndsOfTheRangeComeBack() {
    bytes.putLong(-128);
    bytes.finish();
    bytes.putLong(127);
    bytes.finish();
    assertThat(bytes.getByte(0)).isEqualTo(Byte.MIN_VALUE);
    assertThat(bytes.getByte(1)).isEqualTo(Byte.MAX_VALUE);
    assertThat(bytes.getInt(0)).isEqualTo(-128);
  }

  @Test
  void oneBeyondTheRangeIsRefusedWithItsValue() {
    assertThatThrownBy(() -> bytes.putLong(128))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("128 does not fit tinyint");
    assertThatThrownBy(() -> bytes.putLong(-129))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-129 does not fit tinyint");
  }

  @Test
  void aRefusedValueLeavesTheRowNull() {
    assertThatThrownBy(() -> bytes.putLong(1L << 32)).isInstanceOf(IllegalStateException.class);
    bytes.finish();
    assertThat(bytes.isNullAt(0)).isTrue();
  }

  @Test
  void shortsAreReadAsShorts() {
    IntVector shorts = new IntVector(DataTypes.ShortType, -32768, 32767, new BatchSize());
    shorts.putLong(-32768);
    shorts.finish();
    assertThat(shorts.getShort(0)).isEqualTo(Short.MIN_VALUE);
  }
}
