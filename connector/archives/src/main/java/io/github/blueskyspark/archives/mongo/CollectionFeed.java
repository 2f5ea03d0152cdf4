package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The wanted documents of one collection, in stored order. Not thread safe. */
final class CollectionFeed implements Feed {
  /** Which documents of the wanted runs are given. */
  interface Choice {
    /** Looks at a document that refers to others or is referred to. */
    default void learn(CollectionName collection, Envelope envelope) {}

    /** Whether it is given. */
    boolean takes(CollectionName collection, int owner, Envelope envelope);

    /** Gives it as it was. */
    default void restore(int owner, MongoDocument document, Envelope envelope) {}
  }

  private record Inner(CollectionName collection, int at) {}

  private final CollectionName collection;
  private final Feed pieces;
  private final RunTable table;
  private final List<Header.Part> parts;
  private final Choice choice;
  private final boolean reports;
  private final Envelope envelope = new Envelope();
  private final Deque<Inner> inside = new ArrayDeque<>();
  private Optional<Rejection> noHeader = Optional.empty();

  /**
   * @param parts lists to take out of headers
   * @param choice which of them are given here
   */
  CollectionFeed(
      CollectionName collection,
      Feed pieces,
      RunTable table,
      List<Header.Part> parts,
      Choice choice) {
    this.collection = collection;
    this.pieces = pieces;
    this.table = table;
    this.parts = parts;
    this.choice = choice;
    // Headers are read twice; the first time tells what is broken.
    this.reports = table.reportsOrphans() && !parts.equals(Header.AFTER);
  }

  @Override
  public Step advance() throws IOException {
    noHeader = Optional.empty();
    while (true) {
      while (!inside.isEmpty()) {
        Inner next = inside.poll();
        pieces.document().bson(pieces.document().bytes(), next.at());
        if (isWanted(next.collection())) {
          return Step.DOCUMENT;
        }
      }
      Step step = pieces.advance();
      if (step == Step.END || (step == Step.REJECTED && reports)) {
        return step;
      }
      if (step == Step.DOCUMENT) {
        if (collection != CollectionName.HEADER) {
          if (isWanted(collection)) {
            return step;
          }
        } else if (!open()) {
          return Step.REJECTED;
        }
      }
    }
  }

  /** Lists what is in a header; false when it is none, and that is told. */
  private boolean open() {
    MongoDocument document = pieces.document();
    envelope.read(document.bytes(), document.from());
    if (Header.is(envelope)) {
      for (Header.Part part : parts) {
        for (int at : envelope.documents(part.key())) {
          inside.add(new Inner(part.collection(), at));
        }
      }
      return true;
    }
    if (!reports) {
      return true;
    }
    noHeader =
        Optional.of(
            new Rejection(
                document.source(),
                document.position(),
                document.length(),
                "",
                "",
                "not-a-document",
                "the header has none of the lists start, descriptors, resources and stop",
                document.raw(Rejection.RAW_LIMIT)));
    return false;
  }

  private boolean isWanted(CollectionName kind) {
    MongoDocument document = pieces.document();
    envelope.read(document.bytes(), document.from());
    choice.learn(kind, envelope);
    int owner = table.owner(kind, envelope);
    if (!table.takes(owner) || !choice.takes(kind, owner, envelope)) {
      return false;
    }
    choice.restore(owner, document, envelope);
    document.named(Naming.name(kind, envelope), table.edits(kind, envelope));
    return true;
  }

  @Override
  public MongoDocument document() {
    return pieces.document();
  }

  @Override
  public Rejection rejection() {
    return noHeader.orElseGet(pieces::rejection);
  }

  @Override
  public void close() throws IOException {
    pieces.close();
  }
}
