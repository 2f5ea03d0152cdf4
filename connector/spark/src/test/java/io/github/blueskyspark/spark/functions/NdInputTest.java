package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.arrays.NdArray;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class NdInputTest {

  @Test
  void theBytesAreNotCopied() {
    byte[] bytes = {1, 2};
    NdArray array = NdInput.of(NdRows.row("<u2", new int[] {1}, bytes), "nd_sum");
    assertThat(array.bytes()).isSameAs(bytes);
    assertThat(array.dtype()).hasToString("<u2");
    assertThat(array.shape()).containsExactly(1);
  }

  @Test
  void anArrayComesBackFromItsRow() {
    NdArray array = NdInput.of(NdRows.unsignedBytes(new int[] {2, 1}, 3, 4), "nd_sum");
    InternalRow row = NdInput.row(array);
    assertThat(row.getUTF8String(0)).hasToString("|u1");
    assertThat(row.getArray(1).toIntArray()).containsExactly(2, 1);
    assertThat(row.getBinary(2)).containsExactly(3, 4);
  }

  @Test
  void halfAnArrayIsRefusedNamingTheFunction() {
    assertThatThrownBy(() -> NdInput.of(new GenericInternalRow(3), "nd_sum"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("function nd_sum: Cannot take array")
        .hasMessageContaining("dtype, shape or data is null");
  }

  @Test
  void whatIsNoDtypeIsRefused() {
    assertThatThrownBy(() -> NdInput.of(NdRows.row("uint16", new int[0], new byte[2]), "nd_sum"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("dtype 'uint16' is not supported");
  }

  @Test
  void bytesThatAreTooFewAreRefused() {
    assertThatThrownBy(() -> NdInput.of(NdRows.row("<u2", new int[] {2}, new byte[3]), "nd_sum"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("it has 3 bytes");
  }

  @Test
  void complexNumbersAreArraysButNoNumbers() {
    InternalRow complex = NdRows.row("<c8", new int[] {1}, new byte[8]);
    assertThat(NdInput.of(complex, "nd_slice").size()).isEqualTo(1);
    assertThatThrownBy(() -> NdInput.numbers(complex, "nd_sum"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("<c8");
  }
}
