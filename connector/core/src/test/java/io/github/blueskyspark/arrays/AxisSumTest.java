package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Sums of {@code numpy.sum(x, axis)}. */
class AxisSumTest {
  private static NdArray bytes(String dtype, int[] shape, int... values) {
    byte[] data = new byte[values.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) values[i];
    }
    return NdArray.of(DTypes.parse(dtype).orElseThrow(), shape, data);
  }

  private static long[] longs(NdArray array) {
    long[] longs = new long[array.size()];
    ByteBuffer.wrap(array.bytes()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
    return longs;
  }

  @Test
  void eachAxisIsSummedAlone() {
    NdArray x = bytes("|u1", new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
    assertThat(longs(AxisSum.of(x, 0))).containsExactly(5, 7, 9);
    assertThat(longs(AxisSum.of(x, 1))).containsExactly(6, 15);
    assertThat(longs(AxisSum.of(x, -1))).containsExactly(6, 15);
    assertThat(AxisSum.of(x, 0).shape()).containsExactly(3);
  }

  @Test
  void middleAxisLeavesTheOthersInOrder() {
    NdArray x = bytes("|u1", new int[] {2, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(longs(AxisSum.of(x, 1))).containsExactly(2, 4, 10, 12);
    assertThat(AxisSum.of(x, 1).shape()).containsExactly(2, 2);
  }

  @Test
  void sumsAreWiderThanTheElements() {
    assertThat(longs(AxisSum.of(bytes("|u1", new int[] {3}, 255, 255, 255), 0)))
        .containsExactly(765);
    assertThat(AxisSum.of(bytes("|u1", new int[] {1}, 1), 0).dtype()).hasToString("<u8");
    assertThat(longs(AxisSum.of(bytes("|i1", new int[] {2}, -128, -1), 0))).containsExactly(-129);
    assertThat(AxisSum.of(bytes("|i1", new int[] {1}, 1), 0).dtype()).hasToString("<i8");
    assertThat(longs(AxisSum.of(bytes("|b1", new int[] {3}, 1, 1, 0), 0))).containsExactly(2);
  }

  @Test
  void axisWithoutElementsSumsToZero() {
    assertThat(longs(AxisSum.of(bytes("|u1", new int[] {0, 2}), 0))).containsExactly(0, 0);
    assertThat(longs(AxisSum.of(bytes("|u1", new int[] {0, 2}), 1))).isEmpty();
  }

  @Test
  void axisThatIsNotThereIsRefused() {
    NdArray x = bytes("|u1", new int[] {1, 1}, 7);
    assertThatThrownBy(() -> AxisSum.of(x, 2))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("the array has 2 axes");
    assertThatThrownBy(() -> AxisSum.of(x, -3)).isInstanceOf(OptionException.class);
  }
}
