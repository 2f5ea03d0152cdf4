package io.github.blueskyspark.archives.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.blueskyspark.archives.Decompression;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.spi.DocumentFormat;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** JSON text: lines, RFC 7464 records or arrays of documents, in UTF-8, plain or compressed. */
public final class JsonlFormat implements DocumentFormat {
  private static final Set<String> SUFFIXES = suffixesOf(".jsonl", ".json", ".ndjson", ".json-seq");
  private static final int LEAST_TAIL = 1 << 10;
  private static final int GROWTH = 4;
  private static final int MAGIC = 4;

  private volatile Parsers parsers = Parsers.of(ReadLimits.DEFAULT);

  /** The last factory made: it keeps the field names it has seen, for all files of a task. */
  private record Parsers(ReadLimits limits, JsonFactory json) {
    static Parsers of(ReadLimits limits) {
      return new Parsers(limits, DocumentText.factory(limits));
    }
  }

  private static Set<String> suffixesOf(String... plain) {
    Set<String> all = new TreeSet<>();
    for (String suffix : plain) {
      all.add(suffix);
      all.add(suffix + ".gz");
      all.add(suffix + ".zst");
    }
    return Set.copyOf(all);
  }

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public Set<String> suffixes() {
    return SUFFIXES;
  }

  @Override
  public boolean recognises(byte[] first) {
    byte[] head = Decompression.head(first);
    int at = 0;
    while (at < head.length && isBlank(head, at)) {
      at++;
    }
    DocumentStart start = new DocumentStart();
    if (at == head.length || start.couldBe(head, at, head.length)) {
      return at < head.length;
    }
    if (head[at] != '[') {
      return false;
    }
    do {
      at++;
    } while (at < head.length && isBlank(head, at));
    return at < head.length && start.couldBe(head, at, head.length);
  }

  private static boolean isBlank(byte[] head, int at) {
    return switch (head[at]) {
      case ' ', '\t', '\r', '\n', 0x1E -> true;
      case (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> at < 3;
      default -> false;
    };
  }

  @Override
  public DocumentReader open(FileRef file, Storage storage, ReadLimits limits) throws IOException {
    return reader(file.uri(), Window.open(file, storage, limits), limits);
  }

  private JsonlReader reader(String uri, Window window, ReadLimits limits) {
    return new JsonlReader(uri, window, limits.maxDocumentBytes(), json(limits));
  }

  private JsonFactory json(ReadLimits limits) {
    Parsers known = parsers;
    if (!known.limits().equals(limits)) {
      known = Parsers.of(limits);
      parsers = known;
    }
    return known.json();
  }

  @Override
  public Optional<DocumentReader> tail(FileRef file, Storage storage, ReadLimits limits, int bytes)
      throws IOException {
    try (RandomAccess access = storage.open(file.uri())) {
      long size = Math.min(file.size(), access.size());
      long most = Math.min(size, limits.maxDocumentBytes());
      long wanted = Math.max(bytes, LEAST_TAIL);
      while (true) {
        byte[] block = new byte[(int) Math.min(wanted, most)];
        access.read(size - block.length, ByteBuffer.wrap(block));
        int from = firstWhole(file.uri(), block, size - block.length, limits);
        if (from >= 0) {
          return Optional.of(within(file.uri(), block, from, size - block.length, limits));
        }
        if (block.length == most || isCompressed(access, size)) {
          return Optional.empty();
        }
        wanted *= GROWTH;
      }
    }
  }

  private static boolean isCompressed(RandomAccess access, long size) throws IOException {
    byte[] head = new byte[(int) Math.min(MAGIC, size)];
    access.read(0, ByteBuffer.wrap(head));
    return Decompression.isCompressed(head);
  }

  private DocumentReader within(
      String uri, byte[] block, int from, long position, ReadLimits limits) {
    Window window = Window.over(block, from, position + from, limits.maxDocumentBytes());
    return reader(uri, window, limits);
  }

  /** Index of the first place where a document starts that is there as a whole; -1 for none. */
  private int firstWhole(String uri, byte[] block, long position, ReadLimits limits)
      throws IOException {
    DocumentStart start = new DocumentStart();
    for (int i = 0; i < block.length; i++) {
      if ((block[i] == '[' || block[i] == '{') && start.isKnown(block, i, block.length)) {
        try (DocumentReader reader = within(uri, block, i, position, limits)) {
          return reader.advance() == DocumentReader.Step.DOCUMENT ? i : -1;
        }
      }
    }
    return -1;
  }
}
