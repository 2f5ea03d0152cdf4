package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps and exports: a big one is read in shares of its runs, each of which passes over the whole
 * files and takes what is its own. Stateless, thread safe.
 */
final class DumpStore {
  private static final long BYTES_A_PART = 128L << 20;
  private static final long METADATA_A_PART = 24L << 20;
  private static final int MOST_PARTS = 64;

  private static final List<CollectionName> BEFORE_EVENTS =
      List.of(
          CollectionName.RUN_START,
          CollectionName.EVENT_DESCRIPTOR,
          CollectionName.RESOURCE,
          CollectionName.STREAM_RESOURCE,
          CollectionName.DATUM,
          CollectionName.STREAM_DATUM);

  private DumpStore() {}

  static StoreParts parts(StoreRequest request) throws IOException {
    List<Dump> dumps = Dumps.at(request.place());
    if (dumps.isEmpty()) {
      throw new ArchiveException(
          Location.file(request.place().root()),
          "read MongoDB dump",
          "there is no file of a collection such as run_start.bson, header.bson or run_start.json",
          "Name the directory that mongodump or mongoexport wrote");
    }
    List<FileRef> parts = new ArrayList<>();
    for (Dump dump : dumps) {
      int count = count(dump, request.storage());
      for (int i = 0; i < count; i++) {
        parts.add(new DumpPart(dump, i, count).reference());
      }
    }
    return new StoreParts(parts, dumps.size() == 1);
  }

  private static int count(Dump dump, Storage storage) throws IOException {
    long wanted = Math.max(dump.bytes() / BYTES_A_PART, dump.metadataBytes() / METADATA_A_PART) + 1;
    return wanted > 1 && sharesResources(dump, storage) ? 1 : (int) Math.min(MOST_PARTS, wanted);
  }

  /** Whether resources do not say whose they are, so that only all events together tell. */
  private static boolean sharesResources(Dump dump, Storage storage) throws IOException {
    Envelope envelope = new Envelope();
    for (FileRef file : dump.of(CollectionName.RESOURCE)) {
      try (Pieces pieces = Pieces.open(file, storage, ReadLimits.DEFAULT)) {
        if (pieces.advance() == Step.DOCUMENT) {
          envelope.read(pieces.document().bytes(), pieces.document().from());
          if (!envelope.has(Mark.RUN_START)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Start, descriptors and resources before use, events by time, stop last. */
  static DocumentReader open(FileRef reference, StoreReading reading) throws IOException {
    DumpPart part = DumpPart.of(reference, reading.storage());
    Dump dump = part.dump();
    Storage storage = reading.storage();
    ReadLimits limits = reading.limits();
    Scope scope = reading.scope();
    Selection selection = new Selection(part.part(), part.parts(), reading.runUids());
    RunTable table = RunTable.of(dump, selection, scope, storage, limits);

    List<FeedReader.Opening> feeds = new ArrayList<>();
    CollectionFeed.Choice all = (collection, owner, envelope) -> true;
    for (FileRef file : dump.of(CollectionName.HEADER)) {
      List<Header.Part> parts = scope == Scope.ENDS ? Header.BEFORE.subList(0, 1) : Header.BEFORE;
      feeds.add(feed(CollectionName.HEADER, file, table, parts, all, reading));
    }
    for (CollectionName collection : BEFORE_EVENTS) {
      if (isWanted(collection, scope)) {
        for (FileRef file : dump.of(collection)) {
          feeds.add(feed(collection, file, table, List.of(), all, reading));
        }
      }
    }
    List<FileRef> events = dump.of(CollectionName.EVENT);
    if (isWanted(CollectionName.EVENT, scope) && !events.isEmpty()) {
      EventOrder order = EventOrder.of(events, table, storage, limits);
      CollectionFeed.Choice ordered = (name, owner, envelope) -> !order.isDisordered(owner);
      for (FileRef file : events) {
        feeds.add(feed(CollectionName.EVENT, file, table, List.of(), ordered, reading));
      }
      if (order.count() > 0) {
        feeds.add(() -> new SortedFeed(events, order, table, storage, limits));
      }
    }
    for (FileRef file : dump.of(CollectionName.HEADER)) {
      feeds.add(feed(CollectionName.HEADER, file, table, Header.AFTER, all, reading));
    }
    for (FileRef file : dump.of(CollectionName.RUN_STOP)) {
      feeds.add(feed(CollectionName.RUN_STOP, file, table, List.of(), all, reading));
    }
    return new FeedReader(feeds);
  }

  private static boolean isWanted(CollectionName collection, Scope scope) {
    return switch (scope) {
      case ENDS -> collection == CollectionName.RUN_START;
      case METADATA -> !collection.growsWithEvents();
      case EVERYTHING -> true;
    };
  }

  private static FeedReader.Opening feed(
      CollectionName collection,
      FileRef file,
      RunTable table,
      List<Header.Part> parts,
      CollectionFeed.Choice choice,
      StoreReading reading) {
    return () ->
        new CollectionFeed(
            collection,
            Pieces.open(file, reading.storage(), reading.limits()),
            table,
            parts,
            choice);
  }
}
