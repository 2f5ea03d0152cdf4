package io.github.blueskyspark.tables.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Numbers and texts as bytes, compressed at the end. */
final class IndexOutput {
  private static final int SEVEN_BITS = 7;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

  void putByte(int value) {
    bytes.write(value);
  }

  /** Any number; small ones of either sign take few bytes. */
  void putLong(long value) {
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) (left & 0x7f) | MORE);
      left >>>= SEVEN_BITS;
    }
    bytes.write((int) left);
  }

  void putFixed(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes.write((int) (value >>> shift));
    }
  }

  void putBytes(byte[] value) {
    putLong(value.length);
    bytes.writeBytes(value);
  }

  void putText(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return bytes.size();
  }

  byte[] compressed() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.size() / 4 + 64);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      bytes.writeTo(out);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("Memory cannot be written to; please report", e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }
}
