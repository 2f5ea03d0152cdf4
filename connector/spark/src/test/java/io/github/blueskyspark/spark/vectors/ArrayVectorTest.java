package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class ArrayVectorTest {

  private final BatchSize size = new BatchSize();
  private final ArrayVector vector =
      new ArrayVector(new LongVector(DataTypes.LongType, size), size);

  private void put(long... values) {
    vector.beginArray();
    for (long value : values) {
      vector.element().putLong(value);
    }
    vector.endArray();
    vector.finish();
  }

  @Test
  void rowsOfDifferentLengthKeepApart() {
    put(1, 2, 3);
    put();
    vector.finish();
    put(4);

    assertThat(vector.getArray(0).toLongArray()).containsExactly(1, 2, 3);
    assertThat(vector.isNullAt(1)).isFalse();
    assertThat(vector.getArray(1).numElements()).isZero();
    assertThat(vector.isNullAt(2)).isTrue();
    assertThat(vector.getArray(3).toLongArray()).containsExactly(4);
  }

  @Test
  void elementsThatReceiveNothingAreNull() {
    vector.beginArray();
    vector.element();
    vector.element().putLong(5);
    vector.element();
    vector.endArray();
    vector.finish();

    assertThat(vector.getArray(0).numElements()).isEqualTo(3);
    assertThat(vector.getArray(0).isNullAt(0)).isTrue();
    assertThat(vector.getArray(0).getLong(1)).isEqualTo(5);
    assertThat(vector.getArray(0).isNullAt(2)).isTrue();
  }

  @Test
  void moreElementsThanTheFirstCapacityComeBack() {
    long[] values = new long[100];
    for (int i = 0; i < 100; i++) {
      values[i] = -i;
    }
    put(values);
    put(1);
    assertThat(vector.getArray(0).toLongArray()).isEqualTo(values);
    assertThat(vector.getArray(1).toLongArray()).containsExactly(1);
  }

  @Test
  void theNextBatchBeginsAtTheFirstElement() {
    put(1, 2);
    vector.clear();
    put(3);
    assertThat(vector.getArray(0).toLongArray()).containsExactly(3);
  }

  @Test
  void theTypeNamesItsElements() {
    assertThat(vector.dataType().simpleString()).isEqualTo("array<bigint>");
    assertThatThrownBy(() -> vector.putLong(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("array<bigint>");
  }
}
