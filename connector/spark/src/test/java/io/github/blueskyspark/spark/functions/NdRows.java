package io.github.blueskyspark.spark.functions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows of NDARRAY for tests. */
final class NdRows {

  private NdRows() {}

  static InternalRow row(String dtype, int[] shape, byte[] bytes) {
    return new GenericInternalRow(
        new Object[] {UTF8String.fromString(dtype), new GenericArrayData(shape), bytes});
  }

  /** {@code <f8}. */
  static InternalRow doubles(int[] shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return row("<f8", shape, bytes.array());
  }

  /** {@code |u1}. */
  static InternalRow unsignedBytes(int[] shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return row("|u1", shape, bytes);
  }
}
