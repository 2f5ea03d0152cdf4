package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class NdSumAxisTest {

  private static final InternalRow IMAGE =
      NdRows.unsignedBytes(new int[] {2, 3}, 1, 2, 3, 254, 255, 6);

  @Test
  void unsignedBytesBecomeEightBytesAsInNumpy() {
    InternalRow sums = NdSumAxis.invoke(IMAGE, 0);
    assertThat(sums.getUTF8String(0)).hasToString("<u8");
    assertThat(sums.getArray(1).toIntArray()).containsExactly(3);
    assertThat(NdValues.invoke(sums).toDoubleArray()).containsExactly(255, 257, 9);
  }

  @Test
  void axesAreCountedBackwardsToo() {
    assertThat(NdValues.invoke(NdSumAxis.invoke(IMAGE, -1)).toDoubleArray())
        .containsExactly(6, 515);
    assertThat(NdValues.invoke(NdSumAxis.invoke(IMAGE, 1)).toDoubleArray()).containsExactly(6, 515);
  }

  @Test
  void overAnEmptyAxisTheSumsAreZero() {
    InternalRow sums = NdSumAxis.invoke(NdRows.doubles(new int[] {0, 2}), 0);
    assertThat(NdValues.invoke(sums).toDoubleArray()).containsExactly(0, 0);
  }

  @Test
  void anAxisThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> NdSumAxis.invoke(IMAGE, 2))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("axis 2")
        .hasMessageContaining("2 axes");
    assertThatThrownBy(() -> NdSumAxis.invoke(IMAGE, -3)).isInstanceOf(OptionException.class);
  }

  @Test
  void nullIsNull() {
    assertThat(NdSumAxis.invoke(null, 0)).isNull();
  }
}
