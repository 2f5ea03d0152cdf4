package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesVectorTest {

  private final BatchSize size = new BatchSize();
  private final BytesVector vector = new BytesVector(size);

  @Test
  void partOfAnArrayIsCopied() {
    byte[] given = {0, 1, 2, 3};
    vector.putBinary(given, 1, 2);
    vector.finish();
    given[1] = 99;
    assertThat(vector.getBinary(0)).containsExactly(1, 2);
    assertThat(size.bytes()).isEqualTo(2);
  }

  @Test
  void noBytesAreNotNull() {
    vector.putBinary(new byte[0], 0, 0);
    vector.finish();
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getBinary(0)).isEmpty();
    assertThat(vector.isNullAt(1)).isTrue();
  }

  @Test
  void aGivenArrayIsNotCopied() {
    byte[] given = {7};
    vector.give(given);
    vector.finish();
    assertThat(vector.getBinary(0)).isSameAs(given);
  }

  @Test
  void forgottenBytesAreLetGo() {
    vector.give(new byte[] {7});
    vector.finish();
    vector.clear();
    assertThat(vector.getBinary(0)).isNull();
  }
}
