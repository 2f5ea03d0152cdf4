package io.github.blueskyspark.documents;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of event-model documents, deprecated ones included (event-model: {@code
 * DocumentNames}).
 */
public enum DocumentKind {
  START,
  DESCRIPTOR,
  EVENT,
  EVENT_PAGE,
  BULK_EVENTS,
  STREAM_RESOURCE,
  STREAM_DATUM,
  RESOURCE,
  DATUM,
  DATUM_PAGE,
  BULK_DATUM,
  STOP;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in the documents, for example {@code event_page}. */
  public String label() {
    return label;
  }

  /** Whether it is an event, or several in one document. */
  public boolean holdsEvents() {
    return this == EVENT || this == EVENT_PAGE || this == BULK_EVENTS;
  }

  /** The kind of that name; empty when event-model has none. */
  public static Optional<DocumentKind> of(String name) {
    for (DocumentKind kind : values()) {
      if (kind.label.equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
