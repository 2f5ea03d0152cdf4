package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NdArrayVectorTest {

  private static final DType BIG_U2 = DType.of(DType.Kind.UNSIGNED, 2, ByteOrder.BIG_ENDIAN);

  private static final DType U1 = DType.of(DType.Kind.UNSIGNED, 1, ByteOrder.LITTLE_ENDIAN);

  private static ByteBuffer bytes(int... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length);
    for (int value : values) {
      data.put((byte) value);
    }
    return data.flip();
  }

  @Test
  void bigEndianArraysBecomeLittleEndian() {
    NdArrayVector vector = new NdArrayVector(SparkTypes.NDARRAY, new BatchSize());
    vector.putArray(BIG_U2, new int[] {1, 2}, bytes(1, 0, 0, 2));
    vector.finish();

    assertThat(vector.getStruct(0).getUTF8String(0)).hasToString("<u2");
    assertThat(vector.getStruct(0).getArray(1).toIntArray()).containsExactly(1, 2);
    assertThat(vector.getStruct(0).getBinary(2)).containsExactly(0, 1, 2, 0);
  }

  @Test
  void theDtypeMayChangeFromRowToRow() {
    NdArrayVector vector = new NdArrayVector(SparkTypes.NDARRAY, new BatchSize());
    vector.putArray(U1, new int[] {1}, bytes(9));
    vector.finish();
    vector.putArray(BIG_U2, new int[] {1}, bytes(0, 9));
    vector.finish();
    vector.putArray(U1, new int[] {1}, bytes(8));
    vector.finish();

    assertThat(vector.getStruct(0).getUTF8String(0)).hasToString("|u1");
    assertThat(vector.getStruct(1).getUTF8String(0)).hasToString("<u2");
    assertThat(vector.getStruct(2).getUTF8String(0)).hasToString("|u1");
  }

  @Test
  void scalarsAndEmptyArraysHaveTheirShapes() {
    NdArrayVector vector = new NdArrayVector(SparkTypes.NDARRAY, new BatchSize());
    vector.putArray(U1, new int[0], bytes(1));
    vector.finish();
    vector.putArray(U1, new int[] {0, 5}, bytes());
    vector.finish();

    assertThat(vector.getStruct(0).getArray(1).numElements()).isZero();
    assertThat(vector.getStruct(1).getArray(1).toIntArray()).containsExactly(0, 5);
    assertThat(vector.getStruct(1).getBinary(2)).isEmpty();
  }

  @Test
  void onlyTheWantedFieldIsKept() {
    BatchSize size = new BatchSize();
    StructType dtypeOnly = new StructType().add("dtype", DataTypes.StringType);
    NdArrayVector vector = new NdArrayVector(dtypeOnly, size);
    vector.putArray(U1, new int[] {4}, bytes(1, 2, 3, 4));
    vector.finish();

    assertThat(vector.getStruct(0).numFields()).isEqualTo(1);
    assertThat(vector.getStruct(0).getUTF8String(0)).hasToString("|u1");
    assertThat(size.bytes()).isEqualTo(3);
  }

  @Test
  void aHeaderWithoutDataLeavesTheDataNull() {
    NdArrayVector vector = new NdArrayVector(SparkTypes.NDARRAY, new BatchSize());
    vector.putArrayHeader(U1, new int[] {3});
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getStruct(0).isNullAt(2)).isTrue();
  }

  @Test
  void nullTakesTheWholeArrayBack() {
    NdArrayVector vector = new NdArrayVector(SparkTypes.NDARRAY, new BatchSize());
    vector.putArrayHeader(U1, new int[] {3});
    vector.putNull();
    vector.finish();
    vector.putArray(U1, new int[] {1}, bytes(5));
    vector.finish();
    assertThat(vector.isNullAt(0)).isTrue();
    assertThat(vector.getStruct(1).getBinary(2)).containsExactly(5);
  }
}
