package io.github.blueskyspark.assets.csv;

import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits a file into records of fields, from any record's beginning. Not thread safe. */
final class Lines {
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST = 16 << 20;

  private final RandomAccess file;
  private final Dialect dialect;
  private final ReadMetrics metrics;
  private final byte[] block = new byte[BLOCK];
  private final StringBytes field = new StringBytes();
  private final List<String> fields = new ArrayList<>();
  private long blockStart;
  private int at;
  private int end;
  private int length;

  Lines(RandomAccess file, Dialect dialect, ReadMetrics metrics) {
    this.file = file;
    this.dialect = dialect;
    this.metrics = metrics;
  }

  /** Bytes of one field, put together. */
  private static final class StringBytes {
    private byte[] bytes = new byte[64];
    private int length;

    void add(int b) {
      if (length == bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = (byte) b;
    }

    String take() {
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      length = 0;
      return text;
    }
  }

  /** Goes to a byte, which must be the first of a record. */
  void seek(long position) {
    blockStart = position;
    at = 0;
    end = 0;
  }

  /** Where the next byte is. */
  long position() {
    return blockStart + at;
  }

  /** The fields of the record read last. */
  List<String> fields() {
    return fields;
  }

  private int peek() throws IOException {
    if (at == end) {
      blockStart += at;
      at = 0;
      end = (int) Math.min(BLOCK, file.size() - blockStart);
      if (end <= 0) {
        end = 0;
        return -1;
      }
      file.read(blockStart, ByteBuffer.wrap(block, 0, end));
      metrics.add(Counter.BYTES_READ, end);
    }
    return block[at] & 0xFF;
  }

  private int take() throws IOException {
    int b = peek();
    if (b >= 0) {
      at++;
      if (++length > LONGEST) {
        throw new BadDialect("a line of more than " + LONGEST + " bytes at byte " + position());
      }
    }
    return b;
  }

  /** Passes over one line, whatever is in it; false at the end of the file. */
  boolean skip() throws IOException {
    if (peek() < 0) {
      return false;
    }
    for (int b = take(); b >= 0 && b != '\n'; b = take()) {
      if (b == '\r' && peek() != '\n') {
        break;
      }
      length = 0;
    }
    return true;
  }

  /**
   * Reads the next line as a record.
   *
   * @return false at the end of the file; a line without data gives no fields
   */
  boolean next() throws IOException {
    fields.clear();
    length = 0;
    if (peek() < 0) {
      return false;
    }
    boolean hasData = false;
    boolean more = true;
    while (more) {
      if (dialect.skipBlanks() || dialect.byBlanks()) {
        while (peek() == ' ' || (dialect.byBlanks() && peek() == '\t')) {
          take();
        }
      }
      int last = readField();
      boolean isEmpty = field.length == 0;
      hasData |= !isEmpty || last == dialect.separator();
      boolean isTail = dialect.byBlanks() && isEmpty && last != dialect.separator();
      String text = field.take();
      if (!isTail || fields.isEmpty()) {
        fields.add(text);
      }
      more = last == dialect.separator();
    }
    if (!hasData) {
      fields.clear();
    }
    return true;
  }

  /** Reads to the end of a field; gives the separator, or -1 at the end of the record. */
  private int readField() throws IOException {
    if (peek() == dialect.quote()) {
      take();
      quoted();
    }
    while (true) {
      int b = take();
      if (b < 0 || b == '\n') {
        return -1;
      }
      if (b == '\r') {
        if (peek() == '\n') {
          take();
        }
        return -1;
      }
      if (b == dialect.separator() || (dialect.byBlanks() && b == '\t')) {
        return dialect.separator();
      }
      if (dialect.comment() != 0 && b == dialect.comment()) {
        skip();
        return -1;
      }
      field.add(b);
    }
  }

  /** What stands in quotes; two of them are one. */
  private void quoted() throws IOException {
    for (int b = take(); b >= 0; b = take()) {
      if (b == dialect.quote()) {
        if (peek() != dialect.quote()) {
          return;
        }
        take();
      }
      field.add(b);
    }
  }
}
