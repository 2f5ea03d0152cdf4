package io.github.blueskyspark.assets.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples of a number of bits that is no whole number of bytes; rows begin at a byte. */
final class Bits {
  private Bits() {}

  /** Bytes of a row of samples. */
  static long rowBytes(long samples, int bits) {
    return Math.addExact(Math.multiplyExact(samples, (long) bits), 7) / 8;
  }

  /**
   * Unpacks rows.
   *
   * @param packed rows, the most significant bit first
   * @param samples in a row
   * @param bits a sample, at most 31
   * @param size bytes of a sample in {@code to}
   */
  static void unpack(byte[] packed, int rows, int samples, int bits, byte[] to, int size) {
    ByteBuffer out = ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
    int rowBytes = (int) rowBytes(samples, bits);
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes;
      long held = 0;
      int has = 0;
      for (int i = 0; i < samples; i++, at += size) {
        while (has < bits) {
          held = (held << 8) | (packed[from] & 0xFF);
          from++;
          has += 8;
        }
        has -= bits;
        int value = (int) ((held >> has) & ((1L << bits) - 1));
        switch (size) {
          case 1 -> out.put(at, (byte) value);
          case 2 -> out.putShort(at, (short) value);
          default -> out.putInt(at, value);
        }
      }
    }
  }

  /** Turns the bits of every byte round. */
  static void reverse(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
    }
  }
}
