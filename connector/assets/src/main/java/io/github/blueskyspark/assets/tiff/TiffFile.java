package io.github.blueskyspark.assets.tiff;

import io.github.blueskyspark.assets.FileSource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * An open TIFF file: its byte order, whether it is BigTIFF, and where the directories of its pages
 * are. Not thread safe; one owner closes it.
 */
final class TiffFile implements Closeable {
  private static final long MASK = 0xFFFFFFFFL;
  private static final int MOST_PAGES = 1 << 20;
  private static final int MOST_ENTRIES = 4096;

  private final FileSource source;
  private final FileSource segments;
  private final Location where;
  private final long size;
  private final ByteOrder order;
  private final boolean isBig;
  private final long[] directories;

  private TiffFile(RandomAccess file, Location where, ReadMetrics metrics) throws IOException {
    this.where = where;
    this.size = file.size();
    this.source = new FileSource(file, 0, where, metrics);
    this.segments = new FileSource(file, 0, where, metrics);
    if (size < 8) {
      throw wrong("it has " + size + " bytes", AssetStatus.TRUNCATED);
    }
    ByteBuffer start = source.bytes(0, 8).duplicate();
    short mark = start.order(ByteOrder.BIG_ENDIAN).getShort(0);
    if (mark != 0x4949 && mark != 0x4D4D) {
      throw wrong("it does not begin like a TIFF file", AssetStatus.UNREADABLE);
    }
    this.order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    short version = start.order(order).getShort(2);
    this.isBig = version == 43;
    if (version != 42 && !isBig) {
      throw wrong("it has TIFF version " + version, AssetStatus.UNREADABLE);
    }
    this.directories = directories(isBig ? bytes(8, 8).getLong(0) : bytes(4, 4).getInt(0) & MASK);
  }

  /** Opens a file; closes it again when it is no TIFF file. */
  static TiffFile open(RandomAccess file, Location where, ReadMetrics metrics) throws IOException {
    boolean done = false;
    try {
      TiffFile opened = new TiffFile(file, where, metrics);
      done = true;
      return opened;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  /** Follows the chain of directories to its end. */
  private long[] directories(long first) throws IOException {
    LongStream.Builder found = LongStream.builder();
    Set<Long> seen = new HashSet<>();
    int width = isBig ? 8 : 4;
    for (long at = first; at != 0; ) {
      if (!seen.add(at)) {
        throw wrong("its pages lead in a circle to byte " + at, AssetStatus.UNREADABLE);
      }
      if (seen.size() > MOST_PAGES) {
        throw wrong("it has more than " + MOST_PAGES + " pages", AssetStatus.UNREADABLE);
      }
      found.add(at);
      long next = at + (isBig ? 8 : 2) + entries(at) * (isBig ? 20 : 12);
      at = isBig ? bytes(next, width).getLong(0) : bytes(next, width).getInt(0) & MASK;
    }
    if (seen.isEmpty()) {
      throw wrong("it has no page", AssetStatus.UNREADABLE);
    }
    return found.build().toArray();
  }

  private long entries(long directory) throws IOException {
    long count = isBig ? bytes(directory, 8).getLong(0) : bytes(directory, 2).getShort(0) & 0xFFFFL;
    if (count < 0 || count > MOST_ENTRIES) {
      throw wrong(
          "the directory at byte " + directory + " has " + count + " entries",
          AssetStatus.UNREADABLE);
    }
    return count;
  }

  /** Pages in the file, at least 1. */
  int pages() {
    return directories.length;
  }

  /** The directory of a page. */
  Directory directory(int page) throws IOException {
    long at = directories[page] + (isBig ? 8 : 2);
    int width = isBig ? 20 : 12;
    int count = (int) entries(directories[page]);
    ByteBuffer block = ByteBuffer.allocate(count * width).order(order);
    block.put(0, bytes(at, (long) count * width), 0, count * width);
    Map<Integer, Directory.Entry> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int from = i * width;
      int tag = block.getShort(from) & 0xFFFF;
      int type = block.getShort(from + 2) & 0xFFFF;
      long number = isBig ? block.getLong(from + 4) : block.getInt(from + 4) & MASK;
      int valueAt = from + (isBig ? 12 : 8);
      int itemSize = Directory.size(type);
      boolean isInside = number >= 0 && number <= (isBig ? 8 : 4) / itemSize;
      long place =
          isInside ? at + valueAt : isBig ? block.getLong(valueAt) : block.getInt(valueAt) & MASK;
      entries.putIfAbsent(tag, new Directory.Entry(type, number, place));
    }
    return new Directory(this, entries, where.inside("page " + page));
  }

  /** The byte order of numbers. */
  ByteOrder order() {
    return order;
  }

  /** Bytes in the file. */
  long size() {
    return size;
  }

  /** Where it is, for messages. */
  Location where() {
    return where;
  }

  /**
   * Some bytes in the file's order; they hold until the next call.
   *
   * @throws AssetException when the file ends before
   */
  ByteBuffer bytes(long at, long length) throws IOException {
    return bytes(source, at, length);
  }

  /** The same for segments; they hold until the next call of this method. */
  ByteBuffer segment(long at, long length) throws IOException {
    return bytes(segments, at, length);
  }

  private ByteBuffer bytes(FileSource from, long at, long length) throws IOException {
    if (at < 0 || length < 0 || at > size - length) {
      throw wrong(
          "it tells of " + length + " bytes at byte " + at + " and has " + size,
          AssetStatus.TRUNCATED);
    }
    return from.bytes(at, length).slice().order(order);
  }

  private AssetException wrong(String found, AssetStatus status) {
    return wrong(where, found).as(status);
  }

  /** A file that cannot be read. */
  static AssetException wrong(Location where, String found) {
    return new AssetException(
        where,
        "read TIFF file",
        found,
        "Copy the file again from where it was written, or leave it out");
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
