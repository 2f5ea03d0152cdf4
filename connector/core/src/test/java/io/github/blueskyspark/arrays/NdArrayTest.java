package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Arrays in memory; the expected figures come from numpy 2. */
class NdArrayTest {
  private static final Location HERE = Location.of("test");

  private static NdArray array(String dtype, int[] shape, byte[] bytes) {
    return NdArray.of(DTypes.parse(dtype).orElseThrow(), shape, bytes);
  }

  private static NdArray doubles(double... values) {
    ByteBuffer data = ByteBuffer.wrap(new byte[8 * values.length]).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      data.putDouble(v);
    }
    return array("<f8", new int[] {values.length}, bytesOf(data));
  }

  private static NdArray longs(String dtype, long... values) {
    ByteBuffer data = ByteBuffer.wrap(new byte[8 * values.length]).order(ByteOrder.LITTLE_ENDIAN);
    for (long v : values) {
      data.putLong(v);
    }
    return array(dtype, new int[] {values.length}, bytesOf(data));
  }

  private static byte[] bytesOf(ByteBuffer data) {
    byte[] bytes = new byte[data.capacity()];
    data.flip().get(bytes);
    return bytes;
  }

  /** {@code np.arange(24, dtype="<i4").reshape(2, 3, 4) * 7 - 30}. */
  private static NdArray cube() {
    ByteBuffer data = ByteBuffer.wrap(new byte[96]).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, 24).forEach(i -> data.putInt(i * 7 - 30));
    return array("<i4", new int[] {2, 3, 4}, bytesOf(data));
  }

  /** {@code np.arange(30, dtype="|u1").reshape(5, 6)}. */
  private static NdArray image() {
    byte[] bytes = new byte[30];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return array("|u1", new int[] {5, 6}, bytes);
  }

  private static double[] values(NdArray array) {
    double[] values = new double[array.size()];
    array.read(0, values.length, values);
    return values;
  }

  @Test
  void bytesThatDoNotFitTheShapeAreRefused() {
    assertThatThrownBy(() -> array("<u2", new int[] {2, 3}, new byte[11]))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("11 bytes");
    assertThatThrownBy(() -> array("<u2", new int[] {1 << 30, 1 << 30, 1 << 30}, new byte[0]))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> array("<u2", new int[] {-1, -2}, new byte[4]))
        .isInstanceOf(OptionException.class);
  }

  @Test
  void deviationsAreThoseOfNumpy() {
    assertThat(StandardDeviation.of(cube())).isEqualTo(48.455305867022105, Offset.offset(1e-13));
    assertThat(StandardDeviation.of(doubles(0.1, 0.2, 0.7)))
        .isEqualTo(0.262466929133727, Offset.offset(1e-15));
    assertThat(StandardDeviation.of(doubles(1e300, 1e284, -1e300)))
        .isEqualTo(8.164965809277261e+299, Offset.offset(1e287));
    assertThat(StandardDeviation.of(doubles(1, Double.NaN))).isNaN();
    assertThat(StandardDeviation.of(doubles(1, Double.POSITIVE_INFINITY))).isNaN();
  }

  @Test
  void deviationsOfLargeIntegersCloseTogetherAreExact() {
    long near = Long.MIN_VALUE + 5; // 2^63 + 5 as <u8
    assertThat(StandardDeviation.of(longs("<u8", near, near, near))).isZero();
    assertThat(StandardDeviation.of(longs("<u8", near, near + 2))).isEqualTo(1.0);
    assertThat(StandardDeviation.of(longs("<i8", Long.MAX_VALUE, Long.MAX_VALUE - 2)))
        .isEqualTo(1.0);
    assertThat(StandardDeviation.of(longs("<i8", Long.MAX_VALUE, Long.MIN_VALUE)))
        .isEqualTo(0x1p63, Offset.offset(1e4));
  }

  @Test
  void sumsAlongAxesHaveNumpysShapeAndType() {
    NdArray middle = AxisSum.of(cube(), 1);
    assertThat(middle.shape()).containsExactly(2, 4);
    assertThat(middle.dtype()).hasToString("<i8");
    assertThat(values(middle)).containsExactly(-6, 15, 36, 57, 246, 267, 288, 309);
    assertThat(values(AxisSum.of(cube(), -1))).containsExactly(-78, 34, 146, 258, 370, 482);
    assertThat(AxisSum.of(image(), 0).dtype()).hasToString("<u8");
    NdArray scalar = AxisSum.of(doubles(1e16, 1, -1e16), 0);
    assertThat(scalar.rank()).isZero();
    assertThat(values(scalar)).containsExactly(1.0);
    assertThatThrownBy(() -> AxisSum.of(cube(), 3))
        .hasMessageContaining("axis 3")
        .hasMessageContaining("3 axes");
  }

  @Test
  void histogramsHaveNumpysEdges() {
    NdArray tenths = doubles(0, 0.1, 0.2, 0.3, 0.7, 0.8, 0.9, 1.0, 1.1, Double.NaN);
    assertThat(Histogram.of(tenths, 0, 1, 10)).containsExactly(1, 1, 2, 0, 0, 0, 1, 0, 1, 2);
    assertThat(Histogram.of(cube(), 0, 90, 7)).containsExactly(2, 1, 2, 2, 2, 2, 2);
    assertThatThrownBy(() -> Histogram.of(cube(), 0, 1, 0)).hasMessageContaining("0 bins");
    assertThatThrownBy(() -> Histogram.of(cube(), 1, 0, 3)).hasMessageContaining("no range");
    assertThatThrownBy(() -> Histogram.of(cube(), 0, Double.NaN, 3)).hasMessageContaining("NaN");
  }

  @Test
  void centresOfMassAreInAxisOrder() {
    NdArray weights = array("|u1", new int[] {2, 3}, new byte[] {1, 2, 0, 0, 4, 1});
    assertThat(Centroid.of(weights)).containsExactly(0.625, 1.0);
    assertThat(Centroid.of(array("|u1", new int[] {2}, new byte[2]))).containsExactly(Double.NaN);
  }

  @Test
  void radialMeansAreNanWhereNothingLies() {
    double[] means = RadialMean.of(image(), 2.0, 1.5, 6);
    assertThat(means)
        .containsExactly(
            new double[] {13.5, 13.5, 14.181818181818182, 16.6, 17.0, Double.NaN},
            Offset.offset(1e-12));
    assertThatThrownBy(() -> RadialMean.of(cube(), 0, 0, 3)).hasMessageContaining("2 axes");
  }

  @Test
  void picturesArePngs() {
    byte[] png = GrayPng.of(image());
    assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    assertThat(ByteBuffer.wrap(png).getInt(16)).isEqualTo(6);
    assertThat(ByteBuffer.wrap(png).getInt(20)).isEqualTo(5);
    assertThatThrownBy(() -> GrayPng.of(array("|u1", new int[] {0, 3}, new byte[0])))
        .hasMessageContaining("no pixels");
  }

  @Test
  void slicesAreThoseOfNumpy() {
    assertThat(values(ArraySlice.of(cube(), "1, ::-1, 1:3", HERE)))
        .containsExactly(117, 124, 89, 96, 61, 68);
    assertThat(ArraySlice.of(cube(), "0,:,-1", HERE).shape()).containsExactly(3);
    assertThat(ArraySlice.of(cube(), "...,5:9", HERE).shape()).containsExactly(2, 3, 0);
    assertThat(ArraySlice.of(cube(), "", HERE).shape()).containsExactly(2, 3, 4);
    assertThat(ArraySlice.of(cube(), "0,0,0", HERE).rank()).isZero();
    assertThatThrownBy(() -> ArraySlice.of(cube(), "a:b", HERE))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("a:b");
    assertThatThrownBy(() -> ArraySlice.of(cube(), "2", HERE)).hasMessageContaining("index 2");
    assertThatThrownBy(() -> ArraySlice.of(cube(), ":,:,:,:", HERE))
        .hasMessageContaining("4 axes")
        .isInstanceOf(OptionException.class);
  }

  @Test
  void unsignedNumbersBeyondTheSignBitAreRoundedToTheNearest() {
    assertThat(values(longs("<u8", -1L, Long.MIN_VALUE, Long.MIN_VALUE + 1025)))
        .containsExactly(0x1p64, 0x1p63, 0x1p63 + 2048);
  }
}
