package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.errors.AssetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A place in a piece of metadata, little endian; every step is checked against its end. */
public final class Cursor {
  private final FileBytes file;
  private final ByteBuffer bytes;
  private final long start;

  /**
   * @param bytes little endian, position at the start
   * @param start file address of byte 0 of the buffer, for messages
   */
  Cursor(FileBytes file, ByteBuffer bytes, long start) {
    this.file = file;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
  }

  /** The file this is of. */
  public FileBytes file() {
    return file;
  }

  /** File address of the next byte. */
  public long address() {
    return start + bytes.position();
  }

  /** Bytes from the start. */
  public int position() {
    return bytes.position();
  }

  /** Bytes left. */
  public int remaining() {
    return bytes.remaining();
  }

  private void need(long n) {
    if (n < 0 || n > bytes.remaining()) {
      throw damaged(
          "structure", n + " bytes expected, " + bytes.remaining() + " left of the structure");
    }
  }

  /** Unsigned byte. */
  public int u8() {
    need(1);
    return bytes.get() & 0xFF;
  }

  /** Unsigned 16-bit integer. */
  public int u16() {
    need(2);
    return bytes.getShort() & 0xFFFF;
  }

  /** Unsigned 32-bit integer. */
  public long u32() {
    need(4);
    return bytes.getInt() & 0xFFFFFFFFL;
  }

  /** 32-bit integer. */
  public int i32() {
    need(4);
    return bytes.getInt();
  }

  /** 64 bits as they are. */
  public long i64() {
    need(8);
    return bytes.getLong();
  }

  /** Unsigned integer of 1 to 8 bytes; must fit 63 bits. */
  public long unsigned(int size) {
    long value = raw(size);
    if (value < 0) {
      throw damaged("length", Long.toUnsignedString(value) + " is beyond 2^63");
    }
    return value;
  }

  private long raw(int size) {
    need(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes.get() & 0xFFL) << (8 * i);
    }
    return value;
  }

  /** Unsigned integer of 1 to 8 bytes; -1 when all bits are set. */
  long orUnlimited(int size) {
    long value = rawOrAllOnes(size);
    if (value < -1) {
      throw damaged("length", Long.toUnsignedString(value) + " is beyond 2^63");
    }
    return value;
  }

  private long rawOrAllOnes(int size) {
    long value = raw(size);
    long ones = size == 8 ? -1L : (1L << (8 * size)) - 1;
    return value == ones ? FileBytes.UNDEFINED : value;
  }

  /** An address; {@link FileBytes#UNDEFINED} when all bits are set. */
  public long offset() {
    long value = rawOrAllOnes(file.offsetSize());
    if (value < FileBytes.UNDEFINED) {
      throw damaged("address", Long.toUnsignedString(value) + " is beyond 2^63");
    }
    return value;
  }

  /** A length. */
  public long length() {
    return unsigned(file.lengthSize());
  }

  /** A length; -1 when all bits are set (unlimited). */
  public long lengthOrUnlimited() {
    return orUnlimited(file.lengthSize());
  }

  /** Copies bytes. */
  public byte[] bytes(long n) {
    need(n);
    byte[] copy = new byte[(int) n];
    bytes.get(copy);
    return copy;
  }

  /** Steps over bytes. */
  public Cursor skip(long n) {
    need(n);
    bytes.position(bytes.position() + (int) n);
    return this;
  }

  /** Steps to the next multiple of 8 from the start of {@code from}. */
  public void align8(int from) {
    skip((8 - ((bytes.position() - from) & 7)) & 7);
  }

  /** The next bytes as a cursor of their own; this one steps over them. */
  public Cursor slice(long n) {
    need(n);
    Cursor part =
        new Cursor(file, bytes.slice(bytes.position(), (int) n), start + bytes.position());
    bytes.position(bytes.position() + (int) n);
    return part;
  }

  /** A second cursor over the same bytes, at the start. */
  public Cursor again() {
    return new Cursor(file, bytes.duplicate().rewind(), start);
  }

  /** Text up to the next NUL, which is stepped over. */
  public String untilNul() {
    int at = bytes.position();
    while (at < bytes.limit() && bytes.get(at) != 0) {
      at++;
    }
    if (at == bytes.limit()) {
      throw damaged("name", "no end of text within the structure");
    }
    String text = text(bytes(at - bytes.position()));
    skip(1);
    return text;
  }

  /** Bytes as UTF-8, up to the first NUL. */
  public String text(long n) {
    return text(bytes(n));
  }

  static String text(byte[] raw) {
    int n = 0;
    while (n < raw.length && raw[n] != 0) {
      n++;
    }
    return new String(raw, 0, n, StandardCharsets.UTF_8);
  }

  /** Steps over a 4-byte signature. */
  public void signature(String expected, String what) {
    long from = address();
    byte[] found = bytes(4);
    if (!new String(found, StandardCharsets.ISO_8859_1).equals(expected)) {
      throw file.damaged(from, what, "signature '" + expected + "' is missing");
    }
  }

  /** Verifies the checksum in the next 4 bytes against all bytes before them. */
  public void checksum(String what) {
    int n = bytes.position();
    byte[] covered = new byte[n];
    bytes.get(0, covered);
    int stored = i32();
    int computed = Lookup3.hash(covered, n);
    if (stored != computed) {
      throw file.damaged(
          start, what, String.format("checksum is %08x, the bytes give %08x", stored, computed));
    }
  }

  /** A structure that is not what the format says, at this place. */
  public AssetException damaged(String what, String found) {
    return file.damaged(address(), what, found);
  }
}
