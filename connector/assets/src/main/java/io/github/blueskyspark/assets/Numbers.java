package io.github.blueskyspark.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers in byte arrays. */
public final class Numbers {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Numbers() {}

  public static int little32(byte[] bytes, int at) {
    return (int) LITTLE.get(bytes, at);
  }

  public static int big32(byte[] bytes, int at) {
    return (int) BIG.get(bytes, at);
  }

  public static long big64(byte[] bytes, int at) {
    return (long) BIG_LONG.get(bytes, at);
  }

  /** An integer of some bytes, most significant first or last. */
  public static long unsigned(byte[] bytes, int at, int size, boolean bigEndian) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[bigEndian ? at + i : at + size - 1 - i] & 0xFF);
    }
    return value;
  }

  /** Writes an integer of some bytes, most significant first or last. */
  public static void put(byte[] bytes, int at, int size, boolean bigEndian, long value) {
    for (int i = 0; i < size; i++) {
      bytes[bigEndian ? at + size - 1 - i : at + i] = (byte) (value >>> (8 * i));
    }
  }
}
