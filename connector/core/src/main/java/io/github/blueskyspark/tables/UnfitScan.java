package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Compares every value inside an event with the type that its descriptor declares, whichever
 * columns are selected. Not thread safe.
 */
final class UnfitScan {
  /** A value that does not fit. */
  record Unfit(String key, ColumnType type) {}

  private final DeclaredTypes types = new DeclaredTypes();
  private final Probe probe = new Probe();
  private final UnfitJson texts = new UnfitJson();
  private final boolean withTexts;
  private Optional<Unfit> first = Optional.empty();

  private UnfitScan(boolean withTexts) {
    this.withTexts = withTexts;
  }

  /** Only finds out whether there is one. */
  static UnfitScan quick() {
    return new UnfitScan(false);
  }

  /** Keeps the values for {@link #put}. */
  static UnfitScan keeping() {
    return new UnfitScan(true);
  }

  /** Looks at the walk's current event; forgets the one before. */
  void look(EventWalk event) throws IOException {
    clear();
    try (JsonParser parser = event.open()) {
      parser.nextToken();
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        if (parser.nextToken() == JsonToken.START_OBJECT && field.equals("data")) {
          data(parser, event);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void data(JsonParser parser, EventWalk event) throws IOException {
    String stream = event.descriptor().stream();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      Optional<DeclaredTypes.Declared> type = types.of(event.run(), stream, key);
      if (type.isEmpty()) {
        parser.skipChildren();
      } else if (!fits(key, type.get().value(), parser)) {
        found(key, type.get().type());
      }
    }
  }

  private boolean fits(String key, TypedValue type, JsonParser parser) throws IOException {
    return withTexts ? texts.write(key, type, parser, probe) : type.write(parser, probe);
  }

  private void found(String key, ColumnType type) {
    first = first.isPresent() ? first : Optional.of(new Unfit(key, type));
  }

  /** Forgets what was found. */
  void clear() {
    texts.clear();
    first = Optional.empty();
  }

  /** Adds a value of an external file, which is not at hand. */
  void add(Unfit outside) throws IOException {
    texts.unknown(outside.key());
    found(outside.key(), outside.type());
  }

  /** The first value that does not fit. */
  Optional<Unfit> first() {
    return first;
  }

  /** Writes all of them as JSON; null when every value fits. */
  void put(CellWriter cell) throws IOException {
    texts.put(cell);
  }
}
