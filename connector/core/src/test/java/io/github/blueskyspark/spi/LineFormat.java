package io.github.blueskyspark.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The smallest format that keeps the promises of {@link DocumentFormat}: one {@code ["name", {…}]}
 * a line, file names ending in {@code .lines} or {@code .lines.gz}. For tests of what lies behind
 * the formats.
 */
public final class LineFormat implements DocumentFormat {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Pattern LINE = Pattern.compile("\\[\"([^\"]*)\", ?(.*)\\]");

  /** A document that is not in any file. */
  public static RawDocument document(String source, long position, String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      throw new IllegalArgumentException("no document: " + line);
    }
    return new Line(source, position, line, m.group(1), m.group(2));
  }

  private record Line(String source, long position, String line, String name, String json)
      implements RawDocument {
    @Override
    public long length() {
      return line.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public JsonParser parser() throws IOException {
      return JSON.createParser(text());
    }

    @Override
    public byte[] text() {
      return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] raw(int limit) {
      byte[] all = line.getBytes(StandardCharsets.UTF_8);
      return Arrays.copyOf(all, Math.min(all.length, limit));
    }
  }

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".lines", ".lines.gz");
  }

  @Override
  public boolean recognises(byte[] head) {
    return false;
  }

  @Override
  public DocumentReader open(FileRef file, Storage storage, ReadLimits limits) throws IOException {
    InputStream raw = storage.stream(file.uri(), 0);
    return new Reader(file.uri(), file.name().endsWith(".gz") ? new GZIPInputStream(raw) : raw, 0);
  }

  @Override
  public Optional<DocumentReader> tail(FileRef file, Storage storage, ReadLimits limits, int bytes)
      throws IOException {
    if (file.name().endsWith(".gz")) {
      return Optional.empty();
    }
    try (RandomAccess access = storage.open(file.uri())) {
      byte[] block = new byte[(int) Math.min(bytes, access.size())];
      long from = access.size() - block.length;
      access.read(from, ByteBuffer.wrap(block));
      int begin = 0;
      while (from > 0 && begin < block.length && block[begin++] != '\n') {
        // the line that began before the block is passed over
      }
      return Optional.of(
          new Reader(
              file.uri(),
              new ByteArrayInputStream(block, begin, block.length - begin),
              from + begin));
    }
  }

  private static final class Reader implements DocumentReader {
    private final String source;
    private final InputStream in;
    private long position;
    private Optional<RawDocument> document = Optional.empty();
    private Optional<Rejection> rejection = Optional.empty();

    Reader(String source, InputStream in, long position) {
      this.source = source;
      this.in = in;
      this.position = position;
    }

    @Override
    public Step advance() throws IOException {
      StringBuilder text = new StringBuilder();
      long start = position;
      int b = in.read();
      if (b < 0) {
        return Step.END;
      }
      while (b >= 0 && b != '\n') {
        text.append((char) b);
        position++;
        b = in.read();
      }
      position++;
      String line =
          new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      Matcher m = LINE.matcher(line);
      if (m.matches()) {
        document = Optional.of(new Line(source, start, line, m.group(1), m.group(2)));
        return Step.DOCUMENT;
      }
      rejection =
          Optional.of(
              new Rejection(
                  source,
                  start,
                  line.length(),
                  "",
                  "",
                  "not-a-document",
                  "the line is no document",
                  line.getBytes(StandardCharsets.UTF_8)));
      return Step.REJECTED;
    }

    @Override
    public RawDocument document() {
      return document.orElseThrow();
    }

    @Override
    public Rejection rejection() {
      return rejection.orElseThrow();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
