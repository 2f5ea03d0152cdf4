package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Documents in a temporary file, to be read in another order; a number a document is all that stays
 * in memory. First all are added, then any may be read. Not thread safe.
 */
final class StoredDocuments implements Closeable {
  /**
   * A document as it was added.
   *
   * @param file number of its file
   * @param repeatedKey whether a key stands twice in it
   */
  record Stored(RawDocument document, int file, boolean repeatedKey) {}

  /** Bytes of a record beside its texts. */
  private static final int FIXED = Integer.BYTES + 1 + 2 * Long.BYTES + 4 * Integer.BYTES;

  private final Path path;
  private final JsonFactory json;
  private Optional<DataOutputStream> out;
  private Optional<RandomAccessFile> in = Optional.empty();
  private long[] offsets = new long[1024];
  private int size;
  private long end;

  StoredDocuments(ReadLimits limits) throws IOException {
    path = Files.createTempFile("bluesky-documents-", ".tmp");
    json = DocumentText.factory(limits);
    out = Optional.of(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path))));
  }

  void add(RawDocument document, int file, boolean repeatedKey) throws IOException {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    offsets[size++] = end;
    DataOutputStream record = out.orElseThrow();
    byte[] types = repeatedKey ? new byte[0] : types(document).getBytes(StandardCharsets.UTF_8);
    byte[] source = document.source().getBytes(StandardCharsets.UTF_8);
    byte[] name = document.name().getBytes(StandardCharsets.UTF_8);
    byte[] text = document.text();
    record.writeInt(file);
    record.writeBoolean(repeatedKey);
    record.writeLong(document.position());
    record.writeLong(document.length());
    bytes(record, source);
    bytes(record, name);
    bytes(record, types);
    bytes(record, text);
    end += FIXED + source.length + name.length + types.length + text.length;
  }

  private static void bytes(DataOutputStream record, byte[] bytes) throws IOException {
    record.writeInt(bytes.length);
    record.write(bytes);
  }

  private static String types(RawDocument document) throws IOException {
    try (JsonParser parser = document.parser()) {
      if (!parser.canReadTypeId()) {
        return "";
      }
      ValueTypes types = new ValueTypes();
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t.isScalarValue() || t.isStructStart()) {
          types.next(parser.getTypeId());
        }
      }
      return types.text().orElse("");
    }
  }

  Stored read(int document) throws IOException {
    if (out.isPresent()) {
      out.get().close();
      out = Optional.empty();
    }
    if (in.isEmpty()) {
      in = Optional.of(new RandomAccessFile(path.toFile(), "r"));
    }
    RandomAccessFile record = in.get();
    record.seek(offsets[document]);
    int file = record.readInt();
    boolean repeatedKey = record.readBoolean();
    long position = record.readLong();
    long length = record.readLong();
    String source = text(record);
    String name = text(record);
    String types = text(record);
    return new Stored(
        new Copy(name, source, position, length, bytes(record), types, json), file, repeatedKey);
  }

  private static String text(RandomAccessFile record) throws IOException {
    return new String(bytes(record), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(RandomAccessFile record) throws IOException {
    byte[] bytes = new byte[record.readInt()];
    record.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (out.isPresent()) {
      out.get().close();
    }
    if (in.isPresent()) {
      in.get().close();
    }
    Files.deleteIfExists(path);
  }

  /** Its text, with the types of its values. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Copy(
      String name,
      String source,
      long position,
      long length,
      byte[] json,
      String types,
      JsonFactory factory)
      implements RawDocument {
    @Override
    public JsonParser parser() throws IOException {
      JsonParser plain = factory.createParser(json);
      return types.isEmpty() ? plain : ValueTypes.over(plain, types);
    }

    @Override
    public byte[] text() {
      return json;
    }

    @Override
    public byte[] raw(int limit) {
      return Arrays.copyOf(json, Math.min(limit, json.length));
    }
  }
}
