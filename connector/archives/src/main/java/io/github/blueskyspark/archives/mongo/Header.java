package io.github.blueskyspark.archives.mongo;

import java.util.List;

/** The lists of documents inside a header of the embedded layout. */
final class Header {
  /**
   * One list.
   *
   * @param key its field
   * @param collection where the normalized layout has its documents
   */
  record Part(Mark key, CollectionName collection) {}

  /** What comes before a run's events. */
  static final List<Part> BEFORE =
      List.of(
          new Part(Mark.START, CollectionName.RUN_START),
          new Part(Mark.DESCRIPTORS, CollectionName.EVENT_DESCRIPTOR),
          new Part(Mark.RESOURCES, CollectionName.RESOURCE),
          new Part(Mark.STREAM_RESOURCES, CollectionName.STREAM_RESOURCE));

  /** What other documents refer to. */
  static final List<Part> OWNED = BEFORE.subList(1, BEFORE.size());

  /** What comes last. */
  static final List<Part> AFTER = List.of(new Part(Mark.STOP, CollectionName.RUN_STOP));

  private Header() {}

  /** Whether a document has any of the lists. */
  static boolean is(Envelope envelope) {
    return envelope.has(Mark.STOP) || BEFORE.stream().anyMatch(p -> envelope.has(p.key()));
  }
}
