package io.github.blueskyspark.converters.sinks;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the tables of a conversion go. */
public enum SinkKind {
  /** Plain Parquet files and a commit log of our own. */
  PARQUET,
  /** Tables of Apache Iceberg, format version 3. */
  ICEBERG,
  /** Tables of Delta Lake. */
  DELTA;

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The sink of a name, in any case.
   *
   * @throws OptionException when there is none of that name
   */
  public static SinkKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(name.trim().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new OptionException(
                    Location.option("sink"),
                    "use value '" + name + "'",
                    "there is no such sink",
                    "Use one of "
                        + Arrays.stream(values())
                            .map(SinkKind::label)
                            .collect(Collectors.joining(", "))));
  }
}
