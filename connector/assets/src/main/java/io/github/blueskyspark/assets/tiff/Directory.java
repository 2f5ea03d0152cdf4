package io.github.blueskyspark.assets.tiff;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The directory of one page. Values are read when they are asked for, one by one: a list of a
 * billion offsets costs what is looked up in it.
 *
 * @param file it is in
 * @param entries by tag
 * @param where the page, for messages
 */
record Directory(TiffFile file, Map<Integer, Entry> entries, Location where) {
  private static final int LONGEST_TEXT = 1 << 16;

  /**
   * One tag.
   *
   * @param type of TIFF
   * @param count of values
   * @param at byte of the first value
   */
  record Entry(int type, long count, long at) {}

  /** Copies the entries. */
  Directory {
    entries = Map.copyOf(entries);
  }

  /** Bytes of a value of a type; 1 for those that are unknown. */
  static int size(int type) {
    return switch (type) {
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 1;
    };
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Number of values, 0 without the tag. */
  long count(int tag) {
    return entries.containsKey(tag) ? entries.get(tag).count() : 0;
  }

  /** The first value as an unsigned integer, or what counts without the tag. */
  long number(int tag, long otherwise) throws IOException {
    return count(tag) == 0 ? otherwise : value(tag, 0);
  }

  /** One of several values as an unsigned integer. */
  long value(int tag, long index) throws IOException {
    if (index < 0 || index >= count(tag)) {
      throw TiffFile.wrong(
          where, "tag " + tag + " has " + count(tag) + " values and no number " + index);
    }
    Entry entry = entries.get(tag);
    int size = size(entry.type());
    ByteBuffer value = file.bytes(Math.addExact(entry.at(), Math.multiplyExact(index, size)), size);
    long number =
        switch (entry.type()) {
          case 1, 6, 7 -> value.get(0) & 0xFF;
          case 3, 8 -> value.getShort(0) & 0xFFFF;
          case 4, 9, 13 -> value.getInt(0) & 0xFFFFFFFFL;
          case 16, 17, 18 -> value.getLong(0);
          default -> -1;
        };
    if (number < 0) {
      throw TiffFile.wrong(where, "tag " + tag + " is no integer (type " + entry.type() + ")");
    }
    return number;
  }

  /** The one value that all samples share. */
  int common(int tag, int otherwise) throws IOException {
    int first = (int) Math.min(Integer.MAX_VALUE, number(tag, otherwise));
    for (int i = 1; i < Math.min(count(tag), 64); i++) {
      if (value(tag, i) != first) {
        throw TiffFile.wrong(where, "its samples differ in tag " + tag);
      }
    }
    return first;
  }

  /** Bytes of a tag, empty without it. */
  Optional<byte[]> bytes(int tag) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.count() > LONGEST_TEXT) {
      throw TiffFile.wrong(where, "tag " + tag + " has " + entry.count() + " bytes")
          .as(AssetStatus.UNREADABLE);
    }
    byte[] bytes = new byte[(int) entry.count()];
    file.bytes(entry.at(), entry.count()).get(0, bytes);
    return Optional.of(bytes);
  }

  /** A text, empty without it or when it cannot be read. */
  Optional<String> text(int tag) throws IOException {
    Entry entry = entries.get(tag);
    if (entry == null || entry.type() != 2) {
      return Optional.empty();
    }
    try {
      return bytes(tag).map(b -> new String(b, StandardCharsets.UTF_8).replaceAll("\0+$", ""));
    } catch (AssetException e) {
      return Optional.empty();
    }
  }
}
