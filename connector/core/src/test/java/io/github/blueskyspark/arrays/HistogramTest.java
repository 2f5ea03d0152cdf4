package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Counts of {@code numpy.histogram(x, bins, (low, high))}. */
class HistogramTest {
  private static NdArray array(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return NdArray.of(DTypes.parse("<f8").orElseThrow(), new int[] {values.length}, bytes.array());
  }

  @Test
  void binsAreHalfOpenAndTheLastIsClosed() {
    assertThat(Histogram.of(array(0, 1, 2, 3, 4), 0, 4, 4)).containsExactly(1, 1, 1, 2);
  }

  @Test
  void outsideAndNanCountNowhere() {
    assertThat(
            Histogram.of(
                array(-0.1, 0, 1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, -1e308), 0, 1, 1))
        .containsExactly(2);
  }

  @Test
  void edgesThatRoundFallAsInNumpy() {
    // np.histogram([.1,.2,.3,.4,.5,.6,.7,.8,.9], 10, (0, 1))[0]: 0.3 lies below the edge
    // 3 * 0.1 = 0.30000000000000004, and so do 0.6 and 0.7
    assertThat(Histogram.of(array(.1, .2, .3, .4, .5, .6, .7, .8, .9), 0, 1, 10))
        .containsExactly(0, 1, 2, 0, 1, 2, 1, 0, 1, 1);
  }

  @Test
  void nothingCountsNothing() {
    assertThat(Histogram.of(array(), 0, 1, 3)).containsExactly(0, 0, 0);
  }

  @Test
  void edgesAndBinsThatMakeNoHistogramAreRefused() {
    NdArray x = array(1);
    for (double[] edges :
        new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}}) {
      assertThatThrownBy(() -> Histogram.of(x, edges[0], edges[1], 3))
          .isInstanceOf(OptionException.class);
    }
    assertThatThrownBy(() -> Histogram.of(x, 0, 1, 0)).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> Histogram.of(x, 0, 1, 1L << 40)).isInstanceOf(OptionException.class);
  }
}
