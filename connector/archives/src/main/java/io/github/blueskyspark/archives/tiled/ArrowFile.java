package io.github.blueskyspark.archives.tiled;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Arrow file (Arrow: File.fbs, Message.fbs), spooled to a temporary file and mapped, so that a
 * table of any length takes no heap. Row by row; not thread safe.
 */
final class ArrowFile implements Closeable {
  private static final int MAGIC = 8;
  private static final int SCHEMA = 1;
  private static final int RECORD_BATCH = 3;

  private final Path spooled;
  private final ByteBuffer bytes;
  private final List<ArrowField> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private List<ArrowColumn> columns = List.of();
  private int at = MAGIC;
  private long row = -1;
  private long rows;

  private ArrowFile(Path spooled, ByteBuffer bytes) {
    this.spooled = spooled;
    this.bytes = bytes;
  }

  /** Reads the whole stream into a temporary file, which goes when this is closed. */
  static ArrowFile spool(InputStream in) throws IOException {
    Path file = Files.createTempFile("bluesky-tiled", ".arrow");
    boolean isOpen = false;
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        if (channel.size() > Integer.MAX_VALUE) {
          throw new IOException("the table is longer than 2 GiB; read the catalog database itself");
        }
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        ArrowFile made = new ArrowFile(file, mapped.order(ByteOrder.LITTLE_ENDIAN));
        made.begin();
        isOpen = true;
        return made;
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("the server's Arrow file is damaged", e);
    } finally {
      if (!isOpen) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void begin() throws IOException {
    Optional<FlatTable> first = message();
    if (first.isEmpty() || first.get().octet(1) != SCHEMA) {
      throw new IOException("the server's answer is no Arrow file");
    }
    for (FlatTable field : first.get().table(2).tables(1)) {
      fields.add(ArrowField.of(field, 0));
      names.add(field.text(0));
    }
  }

  /** The next message, with {@link #at} at its body; empty at the end. */
  private Optional<FlatTable> message() {
    if (at + 8 > bytes.capacity() || bytes.getInt(at) != -1 || bytes.getInt(at + 4) <= 0) {
      return Optional.empty();
    }
    int length = bytes.getInt(at + 4);
    FlatTable message = FlatTable.message(bytes.slice(at, 8 + length));
    at += 8 + length;
    return Optional.of(message);
  }

  /** Names of the columns. */
  List<String> names() {
    return names;
  }

  /** Goes on to the next row. */
  boolean next() throws IOException {
    try {
      row++;
      while (row >= rows) {
        Optional<FlatTable> message = message();
        if (message.isEmpty()) {
          return false;
        }
        long body = message.get().wide(3);
        if (message.get().octet(1) == RECORD_BATCH) {
          FlatTable batch = message.get().table(2);
          rows = batch.wide(0);
          row = 0;
          if (rows > 8 * body) { // no row takes less than a bit
            throw new IllegalArgumentException(rows + " rows in " + body + " bytes");
          }
          columns = ArrowColumn.of(fields, batch, bytes.slice(at, Math.toIntExact(body)));
        }
        at = Math.addExact(at, Math.toIntExact(body));
      }
      return true;
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException("the server's Arrow file is damaged", e);
    }
  }

  /**
   * A value of the current row: {@link Long}, {@link Double}, {@link Boolean}, {@link String},
   * {@link List}; null where there is none.
   */
  Object value(int column) throws IOException {
    try {
      return columns.get(column).value(Math.toIntExact(row));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException("the server's Arrow file is damaged", e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(spooled);
  }
}
