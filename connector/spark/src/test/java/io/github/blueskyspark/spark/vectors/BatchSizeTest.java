package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private final BatchSize size = new BatchSize();

  @Test
  void bytesAddUpBeyondAnInt() {
    size.add(Integer.MAX_VALUE);
    size.add(1);
    assertThat(size.bytes()).isEqualTo(2147483648L);
  }

  @Test
  void aNewBatchIsEmptyAgain() {
    assertThat(size.bytes()).isZero();
    size.add(5);
    size.clear();
    assertThat(size.bytes()).isZero();
  }
}
