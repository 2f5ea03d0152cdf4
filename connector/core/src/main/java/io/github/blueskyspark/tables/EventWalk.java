package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.Descriptor;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.EventHeader;
import io.github.blueskyspark.documents.EventPages;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamCensus;
import io.github.blueskyspark.documents.StreamCensus.Verdict;
import io.github.blueskyspark.spi.FileRef;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second pass: the events of a group once more, pages taken apart, each with its run,
 * descriptor and verdict. Documents delivered twice are passed over. Not thread safe.
 */
final class EventWalk implements Closeable {
  private final GroupReading reading;
  private final GroupIndex index;
  private final Optional<String> stream;
  private final GroupCursor cursor;
  private final EventHeader header = new EventHeader();
  private final EventPages pages = new EventPages();
  private final Map<StreamCensus, StreamCensus.Walk> walks = new HashMap<>();
  private final Map<RunIndex, Boolean> wanted = new HashMap<>();
  private Iterator<ObjectNode> unpacked = List.<ObjectNode>of().iterator();
  private Optional<ObjectNode> single = Optional.empty();
  private RunIndex run;
  private Descriptor descriptor;
  private Verdict verdict;

  /**
   * @param stream only events of this stream; all when empty
   */
  EventWalk(List<FileRef> files, GroupReading reading, GroupIndex index, Optional<String> stream)
      throws IOException {
    this.reading = reading;
    this.index = index;
    this.stream = stream;
    this.cursor = new GroupCursor(files, reading);
    cursor.nextFile();
  }

  /** Goes on to the next event. */
  boolean next() throws IOException {
    boolean found = false;
    while (!found) {
      if (unpacked.hasNext()) {
        single = Optional.of(unpacked.next());
        try (JsonParser parser = single.get().traverse()) {
          header.read(parser);
        }
        found = place();
      } else if (cursor.nextDocument()) {
        found = read() && place();
      } else {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks at a document: whether it is an event of a wanted run. A page is left in {@link
   * #unpacked}.
   */
  private boolean read() throws IOException {
    Optional<DocumentKind> kind = DocumentKind.of(cursor.document().name());
    if (kind.isEmpty() || !kind.get().holdsEvents()) {
      return false;
    }
    Optional<RunIndex> owner = cursor.owner(index);
    if (owner.isEmpty() || !wanted.computeIfAbsent(owner.get(), reading.wanted()::test)) {
      return false;
    }
    run = owner.get();
    if (kind.get() == DocumentKind.EVENT
        && !index.hasRepeatedKey(cursor.file(), cursor.ordinal())) {
      single = Optional.empty();
      header.read(cursor.document());
      return true;
    }
    unpacked = pages.singles(kind.get(), Json.tree(cursor.document())).iterator();
    return false;
  }

  private boolean place() {
    Optional<Descriptor> found = index.descriptor(header.descriptor());
    if (found.isEmpty() || (stream.isPresent() && !stream.get().equals(found.get().stream()))) {
      return false;
    }
    descriptor = found.get();
    verdict =
        walks
            .computeIfAbsent(run.census(descriptor.stream()), StreamCensus::walk)
            .next(header.seqNum());
    return verdict != Verdict.REPEATED;
  }

  RunIndex run() {
    return run;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  EventHeader header() {
    return header;
  }

  boolean superseded() {
    return verdict == Verdict.SUPERSEDED;
  }

  /** A parser that stands before the event; the caller closes it. */
  JsonParser open() throws IOException {
    return single.isPresent() ? single.get().traverse() : cursor.document().parser();
  }

  FileRef file() {
    return cursor.fileRef();
  }

  long position() {
    return cursor.document().position();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
