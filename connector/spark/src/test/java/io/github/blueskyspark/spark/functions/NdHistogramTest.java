package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.junit.jupiter.api.Test;

class NdHistogramTest {

  @Test
  void onlyTheLastBinIsClosed() {
    assertThat(
            NdHistogram.invoke(NdRows.doubles(new int[] {5}, 0, 1, 2, 3, 4), 0, 4, 2).toLongArray())
        .containsExactly(2, 3);
  }

  @Test
  void whatLiesOutsideOrIsNoNumberCountsNowhere() {
    assertThat(
            NdHistogram.invoke(
                    NdRows.doubles(
                        new int[] {5}, -0.1, 10.1, Double.NaN, Double.POSITIVE_INFINITY, 5),
                    0,
                    10,
                    1)
                .toLongArray())
        .containsExactly(1);
  }

  @Test
  void edgesThatAreNoRangeAreRefused() {
    assertThatThrownBy(() -> NdHistogram.invoke(NdRows.doubles(new int[] {0}), 1, 1, 2))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("from 1.0 to 1.0");
  }

  @Test
  void noBinsAreRefused() {
    assertThatThrownBy(() -> NdHistogram.invoke(NdRows.doubles(new int[] {0}), 0, 1, 0))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("0 bins");
  }

  @Test
  void nullIsNull() {
    assertThat(NdHistogram.invoke(null, 0, 1, 2)).isNull();
  }
}
