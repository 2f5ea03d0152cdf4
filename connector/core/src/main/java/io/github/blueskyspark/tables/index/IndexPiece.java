package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Bytes of one block: themselves, or where they stand in an index file. Sent to tasks. */
public final class IndexPiece implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String uri;
  private final long offset;
  private final int length;
  private final long checksum;
  private final byte[] kept;

  private IndexPiece(String uri, long offset, int length, long checksum, byte[] kept) {
    this.uri = uri;
    this.offset = offset;
    this.length = length;
    this.checksum = checksum;
    this.kept = kept;
  }

  static IndexPiece kept(byte[] bytes) {
    return new IndexPiece("", 0, bytes.length, checksum(bytes), bytes);
  }

  static IndexPiece stored(String uri, long offset, int length, long checksum) {
    return new IndexPiece(uri, offset, length, checksum, new byte[0]);
  }

  static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** The bytes of a piece that is in memory. */
  byte[] kept() {
    return kept.clone();
  }

  /** This piece in memory. */
  public IndexPiece inMemory(Storage storage) throws IOException {
    return uri.isEmpty() ? this : kept(bytes(storage));
  }

  /** Bytes, compressed. */
  public int length() {
    return length;
  }

  long checksum() {
    return checksum;
  }

  /**
   * The compressed bytes.
   *
   * @throws DamagedIndex when they are not those that were written
   */
  public byte[] bytes(Storage storage) throws IOException {
    if (uri.isEmpty()) {
      return kept.clone();
    }
    try (RandomAccess file = storage.open(uri)) {
      return bytes(file);
    }
  }

  byte[] bytes(RandomAccess file) throws IOException {
    if (offset < 0 || length < 0 || offset > file.size() - length) {
      throw new DamagedIndex("a block is beyond its end");
    }
    byte[] bytes = new byte[length];
    file.read(offset, ByteBuffer.wrap(bytes));
    if (checksum(bytes) != checksum) {
      throw new DamagedIndex("the checksum of a block is wrong");
    }
    return bytes;
  }
}
