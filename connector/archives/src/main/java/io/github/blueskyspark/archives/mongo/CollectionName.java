package io.github.blueskyspark.archives.mongo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The collections of suitcase-mongo's layouts and what their documents are called outside. */
enum CollectionName {
  /** Embedded layout: start, descriptors, resources and stop of a run in one document. */
  HEADER(""),
  RUN_START("start"),
  EVENT_DESCRIPTOR("descriptor"),
  RESOURCE("resource"),
  STREAM_RESOURCE("stream_resource"),
  DATUM("datum"),
  STREAM_DATUM("stream_datum"),
  EVENT("event"),
  RUN_STOP("stop");

  private final String collectionName = name().toLowerCase(Locale.ROOT);
  private final String document;

  CollectionName(String document) {
    this.document = document;
  }

  static Optional<CollectionName> of(String name) {
    for (CollectionName collection : values()) {
      if (collection.collectionName.equals(name)) {
        return Optional.of(collection);
      }
    }
    return Optional.empty();
  }

  /** The name in the database. */
  String collectionName() {
    return collectionName;
  }

  /** The name of its documents; empty for headers. */
  String document() {
    return document;
  }

  /** Fields that name documents of other collections; the first tells whose the document is. */
  List<Mark> references() {
    return switch (this) {
      case HEADER, RUN_START -> List.of();
      case EVENT_DESCRIPTOR, RESOURCE, STREAM_RESOURCE, RUN_STOP -> List.of(Mark.RUN_START);
      case DATUM -> List.of(Mark.RESOURCE);
      case STREAM_DATUM -> List.of(Mark.STREAM_RESOURCE, Mark.DESCRIPTOR);
      case EVENT -> List.of(Mark.DESCRIPTOR);
    };
  }

  /** Whether its documents have a uid, which in old databases is their {@code _id}. */
  boolean isKnownByUid() {
    return this != HEADER && this != DATUM && this != STREAM_DATUM;
  }

  /** Whether its documents are of one size with the events, not with the runs. */
  boolean growsWithEvents() {
    return this == DATUM || this == EVENT;
  }

  /** Whether its documents say that a run exists. */
  boolean startsRuns() {
    return this == HEADER || this == RUN_START;
  }
}
