package io.github.blueskyspark.archives.mongo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** BSON bytes as they are written, up to a bound. Used again for each document. */
final class BsonBuffer {
  private final int most;
  private byte[] bytes = new byte[1 << 12];
  private int size;

  BsonBuffer(int most) {
    this.most = most;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /**
   * Room for so many bytes.
   *
   * @return where they begin
   */
  int room(int length) throws UnfitJson {
    if (length > most - size) {
      throw new UnfitJson(
          "too-long", "as BSON it is longer than the " + most + " bytes that are allowed");
    }
    if (length > bytes.length - size) {
      long wanted = Math.max(bytes.length * 2L, (long) size + length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, most));
    }
    int at = size;
    size += length;
    return at;
  }

  void put(int value) throws UnfitJson {
    int at = room(1);
    bytes[at] = (byte) value;
  }

  void putInt32(int value) throws UnfitJson {
    int at = room(4);
    LittleEndian.putInt32(bytes, at, value);
  }

  void putInt64(long value) throws UnfitJson {
    int at = room(8);
    LittleEndian.putInt64(bytes, at, value);
  }

  void put(byte[] value) throws UnfitJson {
    int at = room(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  /** A name or expression, ended by a zero byte. */
  void name(String text) throws UnfitJson {
    if (text.indexOf('\0') >= 0) {
      throw new UnfitJson("not-bson", "a name holds the character U+0000");
    }
    put(utf8(text));
    put(0);
  }

  /** A string with its length. */
  void string(String text) throws UnfitJson {
    byte[] content = utf8(text);
    putInt32(content.length + 1);
    put(content);
    put(0);
  }

  /** Writes a type over the one that was not known yet. */
  void set(int at, int type) {
    bytes[at] = (byte) type;
  }

  /** Ends a document that began at an index. */
  void end(int from) throws UnfitJson {
    put(BsonType.END);
    LittleEndian.putInt32(bytes, from, size - from);
  }

  private static byte[] utf8(String text) throws UnfitJson {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new UnfitJson(
              "not-utf8", String.format("a string holds the lone surrogate U+%04X", (int) c));
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
