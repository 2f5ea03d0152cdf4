package io.github.blueskyspark.archives.mongo;

/** What a stored document is called outside: pages are told by the lists in them. */
final class Naming {
  private Naming() {}

  static String name(CollectionName collection, Envelope envelope) {
    return switch (collection) {
      case EVENT -> envelope.isArray(Mark.UID) ? "event_page" : collection.document();
      case DATUM -> envelope.isArray(Mark.DATUM_ID) ? "datum_page" : collection.document();
      default -> collection.document();
    };
  }
}
