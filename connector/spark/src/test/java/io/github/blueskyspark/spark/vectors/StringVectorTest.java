package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringVectorTest {

  private final BatchSize size = new BatchSize();
  private final StringVector vector = new StringVector(size);

  private void put(String text) {
    vector.putString(text);
    vector.finish();
  }

  @Test
  void textOfEveryLengthOfUtf8ComesBack() {
    put("a");
    put("\u00b5m");
    put("\u20ac");
    put("\uD83D\uDE00");

    assertThat(vector.getUTF8String(0)).hasToString("a");
    assertThat(vector.getUTF8String(1)).hasToString("\u00b5m");
    assertThat(vector.getUTF8String(2)).hasToString("\u20ac");
    assertThat(vector.getUTF8String(3)).hasToString("\uD83D\uDE00");
    assertThat(size.bytes()).isEqualTo(1 + 3 + 3 + 4);
  }

  @Test
  void emptyTextIsNotNull() {
    put("");
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getUTF8String(0).numBytes()).isZero();
    assertThat(vector.isNullAt(1)).isTrue();
  }

  @Test
  void earlierRowsStayWhenTheHeapGrows() {
    put("first");
    put("x".repeat(10_000));
    put("last");
    assertThat(vector.getUTF8String(0)).hasToString("first");
    assertThat(vector.getUTF8String(1).numBytes()).isEqualTo(10_000);
    assertThat(vector.getUTF8String(2)).hasToString("last");
  }

  @Test
  void partOfAnArrayIsTaken() {
    vector.putUtf8("__abc__".getBytes(StandardCharsets.UTF_8), 2, 3);
    vector.finish();
    assertThat(vector.getUTF8String(0)).hasToString("abc");
    assertThat(vector.getBinary(0)).containsExactly('a', 'b', 'c');
  }

  @Test
  void theNextBatchBeginsAtTheStartOfTheHeap() {
    put("old");
    vector.clear();
    put("new one");
    assertThat(vector.getUTF8String(0)).hasToString("new one");
    assertThat(vector.numNulls()).isZero();
  }

  @Test
  void numbersInATextColumnAreOurOwnBug() {
    assertThatThrownBy(() -> vector.putDouble(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("string")
        .hasMessageContaining("putDouble");
  }
}
