package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class NdSliceTest {

  private static final InternalRow IMAGE =
      NdRows.unsignedBytes(new int[] {2, 3}, 0, 1, 2, 10, 11, 12);

  private static InternalRow slice(String index) {
    return NdSlice.invoke(IMAGE, UTF8String.fromString(index));
  }

  @Test
  void aRangeKeepsItsAxisAndANumberDropsIt() {
    assertThat(slice("1:2,1:").getArray(1).toIntArray()).containsExactly(1, 2);
    assertThat(slice("1:2,1:").getBinary(2)).containsExactly(11, 12);
    assertThat(slice("1").getArray(1).toIntArray()).containsExactly(3);
    assertThat(slice("1").getBinary(2)).containsExactly(10, 11, 12);
    assertThat(slice("1").getUTF8String(0)).hasToString("|u1");
  }

  @Test
  void stepsMayGoBackwards() {
    assertThat(slice("0,::-2").getBinary(2)).containsExactly(2, 0);
    assertThat(slice(":,::2").getBinary(2)).containsExactly(0, 2, 10, 12);
  }

  @Test
  void rangesBeyondTheEndAreCutOffAsInNumpy() {
    assertThat(slice(":,5:9").getArray(1).toIntArray()).containsExactly(2, 0);
    assertThat(slice("0,-2:100").getBinary(2)).containsExactly(1, 2);
  }

  @Test
  void anElementOutsideIsRefused() {
    assertThatThrownBy(() -> slice("2"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("function nd_slice: Cannot use index '2'");
    assertThatThrownBy(() -> slice("0,0,0")).isInstanceOf(OptionException.class);
  }

  @Test
  void nullsAreNull() {
    assertThat(NdSlice.invoke(null, UTF8String.fromString("0"))).isNull();
    assertThat(NdSlice.invoke(IMAGE, null)).isNull();
  }
}
