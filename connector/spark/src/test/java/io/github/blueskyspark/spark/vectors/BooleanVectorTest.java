package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BooleanVectorTest {

  private final BooleanVector vector = new BooleanVector(new BatchSize());

  @Test
  void falseIsNotNull() {
    vector.putBoolean(false);
    vector.finish();
    vector.putBoolean(true);
    vector.finish();
    vector.finish();

    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getBoolean(0)).isFalse();
    assertThat(vector.getBoolean(1)).isTrue();
    assertThat(vector.isNullAt(2)).isTrue();
  }

  @Test
  void valuesSurviveWhenTheArrayGrows() {
    for (int i = 0; i < 33; i++) {
      vector.putBoolean(i % 2 == 1);
      vector.finish();
    }
    assertThat(vector.getBoolean(15)).isTrue();
    assertThat(vector.getBoolean(16)).isFalse();
    assertThat(vector.getBoolean(31)).isTrue();
    assertThat(vector.getBoolean(32)).isFalse();
  }

  @Test
  void aClosedVectorServesTheNextBatch() {
    vector.finish();
    vector.close();
    assertThat(vector.hasNull()).isFalse();
    vector.putBoolean(true);
    vector.finish();
    assertThat(vector.getBoolean(0)).isTrue();
  }

  @Test
  void aNumberIsNoBoolean() {
    assertThatThrownBy(() -> vector.putLong(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("boolean")
        .hasMessageContaining("putLong");
  }
}
