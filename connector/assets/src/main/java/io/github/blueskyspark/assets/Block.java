package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.Location;

/** Bytes that filters read and write: one array, reused from chunk to chunk and grown as needed. */
public final class Block {
  private final Location where;
  private byte[] bytes = new byte[0];
  private int length;

  /** An empty block; {@code where} is for messages when memory is short. */
  public Block(Location where) {
    this.where = where;
  }

  /** The array; only the first {@link #length()} bytes count. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes that count. */
  public int length() {
    return length;
  }

  /**
   * Makes room for {@code n} bytes, which then count; what was there is lost when the array grows.
   */
  public byte[] resize(long n) {
    if (n > bytes.length) {
      bytes = Memory.array(n, where, "chunk");
    }
    length = (int) n;
    return bytes;
  }

  /** Grows to {@code n} bytes and keeps what is there. */
  public byte[] grow(long n) {
    byte[] old = bytes;
    int kept = length;
    resize(n);
    if (old != bytes) {
      System.arraycopy(old, 0, bytes, 0, kept);
    }
    return bytes;
  }

  /** Drops bytes at the end. */
  public void trim(int n) {
    length = n;
  }
}
