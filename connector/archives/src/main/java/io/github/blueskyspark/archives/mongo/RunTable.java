package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose the documents of a dump are: numbers of the wanted runs by the uids of everything that is
 * referred to. Documents of old databases that are referred to by their {@code _id} are known by
 * both.
 */
final class RunTable {
  /** A run that is read elsewhere. */
  static final int OTHER = -1;

  /** A resource of an old database that does not say whose it is. */
  static final int SHARED = -2;

  /** Digits of an ObjectId. */
  private static final int HEX_ID = 24;

  private final Selection selection;
  private final UidTable owners = new UidTable();
  private final Map<String, String> uids = new HashMap<>();
  private final Envelope envelope = new Envelope();
  private final Envelope inner = new Envelope();
  private int runs;
  private boolean shares;

  private RunTable(Selection selection) {
    this.selection = selection;
  }

  /**
   * Reads what the scope needs. Where resources do not say whose they are, only all events of the
   * dump can tell, so that every run is wanted then.
   */
  static RunTable of(
      Dump dump, Selection selection, Scope scope, Storage storage, ReadLimits limits)
      throws IOException {
    RunTable table = new RunTable(selection);
    table.read(dump, scope, storage, limits);
    if (table.shares && !selection.uids().isEmpty()) {
      RunTable all = new RunTable(selection.whole());
      all.read(dump, scope, storage, limits);
      return all;
    }
    return table;
  }

  private void read(Dump dump, Scope scope, Storage storage, ReadLimits limits) throws IOException {
    List<CollectionName> wanted =
        scope == Scope.ENDS
            ? List.of(CollectionName.HEADER, CollectionName.RUN_START)
            : List.of(
                CollectionName.HEADER,
                CollectionName.RUN_START,
                CollectionName.EVENT_DESCRIPTOR,
                CollectionName.RESOURCE,
                CollectionName.STREAM_RESOURCE);
    for (CollectionName collection : wanted) {
      for (FileRef file : dump.of(collection)) {
        try (Pieces pieces = Pieces.open(file, storage, limits)) {
          for (Step step = pieces.advance(); step != Step.END; step = pieces.advance()) {
            if (step == Step.DOCUMENT) {
              envelope.read(pieces.document().bytes(), pieces.document().from());
              if (collection == CollectionName.HEADER) {
                header(pieces.document());
              } else {
                learn(collection, envelope);
              }
            }
          }
        }
      }
    }
  }

  /** A table that is filled while documents are read, starts before what refers to them. */
  static RunTable growing() {
    return new RunTable(new Selection(0, 1, Set.of()));
  }

  /** Looks at a document that others refer to. */
  void learn(CollectionName collection, Envelope e) {
    switch (collection) {
      case RUN_START -> start(e);
      case EVENT_DESCRIPTOR, RESOURCE, STREAM_RESOURCE -> owned(collection, e);
      case HEADER, DATUM, STREAM_DATUM, EVENT, RUN_STOP -> {
        // nothing refers to them
      }
    }
  }

  private void header(MongoDocument document) {
    for (int at : envelope.documents(Mark.START)) {
      inner.read(document.bytes(), at);
      start(inner);
    }
    for (Header.Part part : Header.OWNED) {
      for (int at : envelope.documents(part.key())) {
        inner.read(document.bytes(), at);
        owned(part.collection(), inner);
      }
    }
  }

  private void start(Envelope e) {
    Optional<String> uid = e.uid();
    if (uid.isEmpty()) {
      return;
    }
    int known = owners.get(uid.get());
    boolean isNew = known < 0 && selection.takes(uid.get());
    int number = selection.takes(uid.get()) ? known : OTHER;
    put(e, isNew ? runs++ : number);
  }

  private void owned(CollectionName collection, Envelope e) {
    Mark reference = collection.references().get(0);
    if (!e.has(reference) && collection == CollectionName.RESOURCE) {
      shares = true;
      put(e, SHARED);
      return;
    }
    int number = e.text(reference).map(owners::get).orElse(UidTable.NONE);
    if (number != UidTable.NONE) {
      put(e, number);
    }
  }

  private void put(Envelope e, int number) {
    boolean isKept = number != OTHER || selection.reportsOrphans();
    if (!isKept) {
      return;
    }
    Optional<String> uid = e.uid();
    uid.ifPresent(u -> put(u, number));
    Optional<String> id = e.id();
    if (id.isPresent() && !id.equals(uid)) {
      put(id.get(), number);
      if (number != OTHER) {
        uid.ifPresent(u -> uids.put(id.get(), u));
      }
    }
  }

  private void put(String uid, int number) {
    if (owners.get(uid) < 0) {
      owners.put(uid, number);
    }
  }

  /** How many runs are read here. */
  int runs() {
    return runs;
  }

  /** Number of the run that a document belongs to; {@link UidTable#NONE} when there is none. */
  int owner(CollectionName collection, Envelope e) {
    if (collection.startsRuns()) {
      return e.uid().map(owners::get).orElse(UidTable.NONE);
    }
    Mark reference = collection.references().get(0);
    if (!e.has(reference) && collection == CollectionName.RESOURCE) {
      return SHARED;
    }
    return e.text(reference).map(owners::get).orElse(UidTable.NONE);
  }

  /** Whether documents with that owner are given here. */
  boolean takes(int owner) {
    return switch (owner) {
      case OTHER -> false;
      case SHARED -> selection.part() == 0;
      case UidTable.NONE -> selection.reportsOrphans();
      default -> true;
    };
  }

  /** Whether broken pieces are given here. */
  boolean reportsOrphans() {
    return selection.reportsOrphans();
  }

  /** What a stored document differs in from the one that was inserted. */
  Edits edits(CollectionName collection, Envelope e) {
    boolean isPage = e.isArray(Mark.UID) || e.isArray(Mark.DATUM_ID);
    Edits usual = isPage ? Edits.PAGE : Edits.SINGLE;
    Map<String, String> replaced = Map.of();
    for (Mark key : collection.references()) {
      Optional<String> referred = e.text(key).filter(t -> t.length() == HEX_ID);
      if (referred.isPresent()) {
        String uid = uids.getOrDefault(referred.get(), referred.get());
        if (e.isObjectId(key) || !uid.equals(referred.get())) {
          replaced = with(replaced, key, uid);
        }
      }
    }
    if (e.isObjectId(Mark.UID)) {
      replaced = with(replaced, Mark.UID, e.text(Mark.UID).orElseThrow());
    }
    boolean isAdded = collection.isKnownByUid() && !e.has(Mark.UID);
    Optional<String> added = isAdded ? e.id() : Optional.empty();
    return replaced.isEmpty() && added.isEmpty()
        ? usual
        : new Edits(usual.dropped(), replaced, added);
  }

  private static Map<String, String> with(Map<String, String> map, Mark key, String value) {
    Map<String, String> more = new HashMap<>(map);
    more.put(key.field(), value);
    return more;
  }
}
