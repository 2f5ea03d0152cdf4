package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.archives.Decompression;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of runs whose events are not stored in the order of their times. Plain files are read
 * where the events stand; compressed ones from the beginning again for each batch of events that
 * fits into memory. Not thread safe.
 */
final class SortedFeed implements Feed {
  private static final int BATCH_BYTES = 32 << 20;
  private static final int MAGIC = 4;

  private final List<FileRef> files;
  private final EventOrder order;
  private final RunTable table;
  private final Storage storage;
  private final ReadLimits limits;
  private final Envelope envelope = new Envelope();
  private final Map<Integer, Optional<RandomAccess>> open = new HashMap<>();
  private final Map<Integer, byte[]> batch = new HashMap<>();
  private int at = -1;
  private Optional<Pieces> pieces = Optional.empty();

  SortedFeed(
      List<FileRef> files, EventOrder order, RunTable table, Storage storage, ReadLimits limits) {
    this.files = files;
    this.order = order;
    this.table = table;
    this.storage = storage;
    this.limits = limits;
  }

  @Override
  public Step advance() throws IOException {
    closePieces();
    at++;
    if (at >= order.count()) {
      return Step.END;
    }
    FileRef file = files.get(order.file(at));
    Pieces one = Pieces.again(file, bytes(), order.position(at), limits);
    pieces = Optional.of(one);
    if (one.advance() != Step.DOCUMENT) {
      throw changed(file);
    }
    MongoDocument document = one.document();
    envelope.read(document.bytes(), document.from());
    document.named(
        Naming.name(CollectionName.EVENT, envelope), table.edits(CollectionName.EVENT, envelope));
    return Step.DOCUMENT;
  }

  private ArchiveException changed(FileRef file) {
    return new ArchiveException(
        Location.file(file.uri()).at(order.position(at)),
        "read event",
        "the file changed while it was read",
        "Wait until the dump is complete and read again");
  }

  private byte[] bytes() throws IOException {
    Optional<RandomAccess> plain = access(order.file(at));
    if (plain.isPresent()) {
      byte[] piece = new byte[order.length(at)];
      plain.get().read(order.position(at), ByteBuffer.wrap(piece));
      return piece;
    }
    if (!batch.containsKey(at)) {
      fill();
    }
    byte[] piece = batch.remove(at);
    if (piece == null) {
      throw changed(files.get(order.file(at)));
    }
    return piece;
  }

  private Optional<RandomAccess> access(int file) throws IOException {
    Optional<RandomAccess> known = open.get(file);
    if (known == null) {
      RandomAccess access = storage.open(files.get(file).uri());
      byte[] head = new byte[(int) Math.min(MAGIC, access.size())];
      access.read(0, ByteBuffer.wrap(head));
      boolean isCompressed = Decompression.isCompressed(head);
      if (isCompressed) {
        access.close();
      }
      known = isCompressed ? Optional.empty() : Optional.of(access);
      open.put(file, known);
    }
    return known;
  }

  /** Reads the next events that stand in compressed files. */
  private void fill() throws IOException {
    batch.clear();
    List<Integer> wanted = new ArrayList<>();
    long size = 0;
    for (int i = at; i < order.count() && (i == at || size < BATCH_BYTES); i++) {
      if (access(order.file(i)).isEmpty()) {
        wanted.add(i);
        size += order.length(i);
      }
    }
    Map<Integer, Map<Long, Integer>> byFile = new HashMap<>();
    for (int i : wanted) {
      byFile.computeIfAbsent(order.file(i), f -> new HashMap<>()).put(order.position(i), i);
    }
    for (Map.Entry<Integer, Map<Long, Integer>> entry : byFile.entrySet()) {
      Map<Long, Integer> left = entry.getValue();
      try (Pieces all = Pieces.open(files.get(entry.getKey()), storage, limits)) {
        Step step = all.advance();
        while (step != Step.END && !left.isEmpty()) {
          if (step == Step.DOCUMENT) {
            Integer i = left.remove(all.document().position());
            if (i != null) {
              batch.put(i, all.document().raw(order.length(i)));
            }
          }
          step = all.advance();
        }
      }
    }
  }

  @Override
  public MongoDocument document() {
    return pieces.orElseThrow().document();
  }

  @Override
  public Rejection rejection() {
    throw new IllegalStateException("Nothing is rejected twice; please report");
  }

  private void closePieces() throws IOException {
    if (pieces.isPresent()) {
      pieces.get().close();
      pieces = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    closePieces();
    for (Optional<RandomAccess> access : open.values()) {
      if (access.isPresent()) {
        access.get().close();
      }
    }
    open.clear();
  }
}
