package io.github.blueskyspark.tables;

import java.util.Locale;
import java.util.Optional;

/** The tables of the public contract, by the value of option {@code table}. */
public enum TableName {
  RUNS,
  STREAMS,
  DATA_KEYS,
  CONFIGURATION,
  EVENTS,
  STREAM,
  DOCUMENTS,
  ASSETS,
  FRAMES,
  DATASETS,
  CHUNKS,
  QUARANTINE,
  CONVERSIONS;

  /** The name users type. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table of that name, in any case. */
  public static Optional<TableName> of(String text) {
    for (TableName t : values()) {
      if (t.label().equalsIgnoreCase(text.trim())) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }

  /** Whether it takes a name of its own: the stream, or the data key. */
  public boolean hasMember() {
    return this == STREAM || this == FRAMES;
  }
}
