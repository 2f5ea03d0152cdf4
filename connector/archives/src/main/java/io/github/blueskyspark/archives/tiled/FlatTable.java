package io.github.blueskyspark.archives.tiled;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a FlatBuffers message, as Arrow writes its metadata. Damaged input ends in an
 * unchecked exception of the buffer, which callers turn into theirs; nothing is allocated by what
 * it declares.
 *
 * @param bytes the message, little endian
 * @param at where the table stands
 */
record FlatTable(ByteBuffer bytes, int at) {
  private static final int MOST = 1 << 16;

  /** The root of an encapsulated message, with or without the mark in front. */
  static FlatTable message(ByteBuffer encapsulated) {
    ByteBuffer bytes = encapsulated.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes.getInt(0) == -1 ? 8 : 4;
    return new FlatTable(bytes, start + bytes.getInt(start));
  }

  /** Where a field stands; 0 when it has its default. */
  int field(int number) {
    int entries = at - bytes.getInt(at);
    int slot = 4 + 2 * number;
    int offset = slot < bytes.getShort(entries) ? bytes.getShort(entries + slot) & 0xFFFF : 0;
    return offset == 0 ? 0 : at + offset;
  }

  int octet(int number) {
    int field = field(number);
    return field == 0 ? 0 : bytes.get(field);
  }

  int number(int number) {
    int field = field(number);
    return field == 0 ? 0 : bytes.getInt(field);
  }

  long wide(int number) {
    int field = field(number);
    return field == 0 ? 0 : bytes.getLong(field);
  }

  FlatTable table(int number) {
    int field = field(number);
    if (field == 0) {
      throw new IndexOutOfBoundsException("field " + number + " is missing");
    }
    return new FlatTable(bytes, field + bytes.getInt(field));
  }

  String text(int number) {
    int field = field(number);
    if (field == 0) {
      return "";
    }
    int text = field + bytes.getInt(field);
    byte[] utf8 = new byte[Math.max(0, Math.min(bytes.getInt(text), bytes.capacity()))];
    bytes.get(text + 4, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Where the elements of a vector begin; its length stands before them. */
  int vector(int number) {
    int field = field(number);
    return field == 0 ? 0 : field + bytes.getInt(field) + 4;
  }

  int length(int number) {
    int vector = vector(number);
    return vector == 0 ? 0 : bytes.getInt(vector - 4);
  }

  /** The tables of a vector. */
  List<FlatTable> tables(int number) {
    List<FlatTable> all = new ArrayList<>();
    int vector = vector(number);
    int count = Math.min(length(number), MOST);
    for (int i = 0; i < count; i++) {
      int slot = vector + 4 * i;
      all.add(new FlatTable(bytes, slot + bytes.getInt(slot)));
    }
    return all;
  }
}
