package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.EventHeader;
import io.github.blueskyspark.documents.EventPages;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents run by run in canonical order: start, descriptors by time, resources, datums, stream
 * datums, events by (time, seq_num, uid), stop. What has no time keeps its order. A page stands
 * where its first event does.
 */
final class CanonicalWalk implements DocumentWalk {
  private record Key(double time, long seqNum, String uid) {}

  private final List<FileRef> files;
  private final StoredDocuments stored;
  private final Iterator<Map.Entry<RunIndex, CanonicalKeys>> runs;
  private RunIndex run;
  private int[] order = {};
  private int next;
  private StoredDocuments.Stored current;

  private CanonicalWalk(
      List<FileRef> files, StoredDocuments stored, Map<RunIndex, CanonicalKeys> runs) {
    this.files = files;
    this.stored = stored;
    this.runs = runs.entrySet().iterator();
  }

  /** Documents that stand in canonical order already are not copied. */
  static DocumentWalk of(List<FileRef> files, GroupReading reading, GroupIndex index)
      throws IOException {
    Map<RunIndex, CanonicalKeys> runs = new LinkedHashMap<>();
    try (OriginalWalk walk = new OriginalWalk(files, reading, index)) {
      EventHeader header = new EventHeader();
      EventPages pages = new EventPages();
      for (int i = 0; walk.next(); i++) {
        DocumentKind kind = DocumentKind.of(walk.document().name()).orElseThrow();
        Key key = key(kind, walk, header, pages);
        runs.computeIfAbsent(walk.run(), r -> new CanonicalKeys())
            .add(i, rank(kind), key.time(), key.seqNum(), key.uid());
      }
    }
    if (runs.values().stream().allMatch(CanonicalKeys::isSorted)) {
      return new OriginalWalk(files, reading, index);
    }
    StoredDocuments stored = new StoredDocuments(reading.limits());
    CanonicalWalk sorted = new CanonicalWalk(files, stored, runs);
    boolean filled = false;
    try (OriginalWalk walk = new OriginalWalk(files, reading, index)) {
      while (walk.next()) {
        stored.add(walk.document(), walk.fileNumber(), walk.hasRepeatedKey());
      }
      filled = true;
    } finally {
      if (!filled) {
        stored.close();
      }
    }
    return sorted;
  }

  private static int rank(DocumentKind kind) {
    return switch (kind) {
      case START -> 0;
      case DESCRIPTOR -> 1;
      case RESOURCE, STREAM_RESOURCE -> 2;
      case DATUM, DATUM_PAGE, BULK_DATUM -> 3;
      case STREAM_DATUM -> 4;
      case EVENT, EVENT_PAGE, BULK_EVENTS -> 5;
      case STOP -> 6;
    };
  }

  private static Key key(DocumentKind kind, OriginalWalk walk, EventHeader header, EventPages pages)
      throws IOException {
    if (kind == DocumentKind.EVENT && !walk.hasRepeatedKey()) {
      header.read(walk.document());
      return new Key(header.time(), header.seqNum(), header.uid());
    }
    if (kind == DocumentKind.DESCRIPTOR) {
      JsonNode doc = Json.tree(walk.document());
      return new Key(doc.path("time").asDouble(Double.NaN), 0, doc.path("uid").asText());
    }
    Key first = new Key(Double.NaN, kind.holdsEvents() ? Long.MAX_VALUE : 0, "");
    if (kind.holdsEvents()) {
      for (JsonNode event : pages.singles(kind, Json.tree(walk.document()))) {
        Key key =
            new Key(
                event.path("time").asDouble(Double.NaN),
                event.path("seq_num").asLong(),
                event.path("uid").asText());
        boolean isEarlier = Double.compare(key.time(), first.time()) < 0;
        boolean isSame = Double.compare(key.time(), first.time()) == 0;
        first = isEarlier || (isSame && key.seqNum() < first.seqNum()) ? key : first;
      }
    }
    return first;
  }

  @Override
  public boolean next() throws IOException {
    while (next == order.length) {
      if (!runs.hasNext()) {
        return false;
      }
      Map.Entry<RunIndex, CanonicalKeys> entry = runs.next();
      run = entry.getKey();
      order = entry.getValue().sorted();
      next = 0;
    }
    current = stored.read(order[next++]);
    return true;
  }

  @Override
  public RunIndex run() {
    return run;
  }

  @Override
  public RawDocument document() {
    return current.document();
  }

  @Override
  public FileRef file() {
    return files.get(current.file());
  }

  @Override
  public boolean hasRepeatedKey() {
    return current.repeatedKey();
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
