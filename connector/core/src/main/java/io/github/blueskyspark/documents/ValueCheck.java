package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Passes over JSON values and looks for what parsers let through and documents must not hold: keys
 * that stand twice, numbers beyond doubles. Not thread safe.
 *
 * <p>Events of a stream have the same keys in the same order, so a sequence of keys is looked at
 * once.
 */
final class ValueCheck {
  private static final int SEQUENCES = 10_000;

  private final Map<List<String>, List<String>> sequences = new HashMap<>();
  private final List<List<String>> levels = new ArrayList<>();
  private int depth;
  private Optional<String> repeated = Optional.empty();

  /** A key that stood twice in an object since {@link #begin()}. */
  Optional<String> repeated() {
    return repeated;
  }

  /** Forgets what the last document had. */
  void begin() {
    repeated = Optional.empty();
    depth = 0;
  }

  /**
   * Passes over the value at the parser's current token and leaves the parser on its last.
   *
   * @throws NumberOutOfRange when it holds such a number
   */
  void pass(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_FLOAT -> NumberOutOfRange.refuse(parser);
      default -> {}
    }
  }

  private void array(JsonParser parser) throws IOException {
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      pass(parser);
    }
  }

  /** As {@link #pass} of an object; returns its keys in order. */
  List<String> object(JsonParser parser) throws IOException {
    List<String> names = level();
    depth++;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      names.add(name);
      parser.nextToken();
      pass(parser);
    }
    depth--;
    return keys(names);
  }

  private List<String> level() {
    if (depth == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<String> names = levels.get(depth);
    names.clear();
    return names;
  }

  /** The same keys as one object for each sequence, so that they compare by identity. */
  List<String> keys(List<String> names) {
    List<String> known = sequences.get(names);
    if (known != null) {
      return known;
    }
    Set<String> different = new HashSet<>();
    for (String name : names) {
      if (!different.add(name)) {
        repeated = Optional.of(name);
        return List.copyOf(names);
      }
    }
    if (sequences.size() == SEQUENCES) {
      sequences.clear();
    }
    List<String> kept = List.copyOf(names);
    sequences.put(kept, kept);
    return kept;
  }
}
