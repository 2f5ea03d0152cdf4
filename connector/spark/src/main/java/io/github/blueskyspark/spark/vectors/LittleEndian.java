package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the numbers of an array round, in place. */
final class LittleEndian {
  private LittleEndian() {}

  /** Makes every number of an array of {@code dtype} little endian. */
  static void turn(DType dtype, byte[] data) {
    if (!dtype.isStruct()) {
      if (dtype.order() == ByteOrder.BIG_ENDIAN) {
        swap(data, 0, data.length, dtype.swapUnit());
      }
      return;
    }
    for (int at = 0; at + dtype.itemSize() <= data.length; at += dtype.itemSize()) {
      turnRecord(dtype, data, at);
    }
  }

  private static void turnRecord(DType dtype, byte[] data, int at) {
    for (Field field : dtype.fields()) {
      DType type = field.type();
      for (int i = 0; i < field.count(); i++) {
        int start = at + field.offset() + i * type.itemSize();
        if (type.isStruct()) {
          turnRecord(type, data, start);
        } else if (type.order() == ByteOrder.BIG_ENDIAN) {
          swap(data, start, start + type.itemSize(), type.swapUnit());
        }
      }
    }
  }

  private static void swap(byte[] data, int from, int to, int unit) {
    ByteBuffer big = ByteBuffer.wrap(data).order(ByteOrder.BIG_ENDIAN);
    ByteBuffer little = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i + unit <= to; i += unit) {
      switch (unit) {
        case 2 -> little.putShort(i, big.getShort(i));
        case 4 -> little.putInt(i, big.getInt(i));
        case 8 -> little.putLong(i, big.getLong(i));
        default -> throw new IllegalStateException("Numbers of " + unit + " bytes; please report");
      }
    }
  }
}
