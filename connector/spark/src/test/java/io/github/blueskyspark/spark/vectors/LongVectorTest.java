package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class LongVectorTest {

  private final LongVector vector = new LongVector(DataTypes.LongType, new BatchSize());

  @Test
  void extremesAndNullsComeBack() {
    vector.putLong(Long.MIN_VALUE);
    vector.finish();
    vector.finish();
    vector.putLong(Long.MAX_VALUE);
    vector.finish();

    assertThat(vector.getLong(0)).isEqualTo(-9223372036854775808L);
    assertThat(vector.isNullAt(1)).isTrue();
    assertThat(vector.getLong(2)).isEqualTo(9223372036854775807L);
    assertThat(vector.numNulls()).isEqualTo(1);
    assertThat(vector.hasNull()).isTrue();
  }

  @Test
  void valuesSurviveWhenTheArraysGrow() {
    for (int i = 0; i < 40; i++) {
      vector.putLong(i * 10L);
      vector.finish();
    }
    assertThat(vector.getLong(0)).isZero();
    assertThat(vector.getLong(15)).isEqualTo(150);
    assertThat(vector.getLong(16)).isEqualTo(160);
    assertThat(vector.getLong(39)).isEqualTo(390);
    assertThat(vector.hasNull()).isFalse();
  }

  @Test
  void ofTwoValuesOfOneRowTheLastWins() {
    vector.putLong(1);
    vector.putLong(2);
    vector.finish();
    assertThat(vector.getLong(0)).isEqualTo(2);
  }

  @Test
  void nullTakesAValueBack() {
    vector.putLong(1);
    vector.putNull();
    vector.finish();
    assertThat(vector.isNullAt(0)).isTrue();
  }

  @Test
  void timestampsKeepTheirType() {
    LongVector times = new LongVector(DataTypes.TimestampType, new BatchSize());
    assertThat(times.dataType().simpleString()).isEqualTo("timestamp");
  }

  @Test
  void textInALongColumnIsOurOwnBug() {
    assertThatThrownBy(() -> vector.putString("7"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bigint")
        .hasMessageContaining("putString");
  }
}
