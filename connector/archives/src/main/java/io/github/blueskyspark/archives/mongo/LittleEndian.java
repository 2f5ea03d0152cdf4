package io.github.blueskyspark.archives.mongo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as BSON stores them. */
final class LittleEndian {
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  private LittleEndian() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  static int int32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long int64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static double real(byte[] bytes, int at) {
    return (double) DOUBLES.get(bytes, at);
  }

  static void putInt32(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  static void putInt64(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }
}
