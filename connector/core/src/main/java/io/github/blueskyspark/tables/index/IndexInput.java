package io.github.blueskyspark.tables.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/** What {@link IndexOutput} wrote. A length beyond the bytes that are there is damage. */
final class IndexInput {
  private static final int SEVEN_BITS = 7;
  private static final int MORE = 0x80;
  private static final long MOST_RATIO = 1100;
  private static final int PIECE = 1 << 16;

  private final byte[] bytes;
  private int at;

  private IndexInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Over compressed bytes. */
  static IndexInput of(byte[] compressed) throws DamagedIndex {
    ByteArrayOutputStream all = new ByteArrayOutputStream(compressed.length * 4 + 64);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      byte[] piece = new byte[PIECE];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        all.write(piece, 0, n);
        if (all.size() > MOST_RATIO * compressed.length + PIECE) {
          throw new DamagedIndex("its bytes grow without end");
        }
      }
    } catch (DamagedIndex e) {
      throw e;
    } catch (IOException e) {
      throw new DamagedIndex("its bytes cannot be decompressed: " + e.getMessage());
    }
    return new IndexInput(all.toByteArray());
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int readByte() throws DamagedIndex {
    if (at >= bytes.length) {
      throw new DamagedIndex("it ends early");
    }
    return bytes[at++] & 0xff;
  }

  long readLong() throws DamagedIndex {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += SEVEN_BITS) {
      int b = readByte();
      value |= (long) (b & 0x7f) << shift;
      if (b < MORE) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new DamagedIndex("a number has no end");
  }

  /** A number of things that follow, each of one byte at the least. */
  int readCount() throws DamagedIndex {
    long count = readLong();
    if (count < 0 || count > bytes.length - at) {
      throw new DamagedIndex("it says " + count + " of what has no room");
    }
    return (int) count;
  }

  long readFixed() throws DamagedIndex {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | readByte();
    }
    return value;
  }

  byte[] readBytes() throws DamagedIndex {
    int length = readCount();
    byte[] value = java.util.Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  String readText() throws DamagedIndex {
    int length = readCount();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}
