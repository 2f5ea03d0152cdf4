package io.github.blueskyspark.archives.tiled;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition in SQL. Values are parameters, never part of the text.
 *
 * @param sql a boolean expression
 * @param parameters for its question marks, in order: {@link String}, {@link Double}, {@link Long}
 */
record Condition(String sql, List<Object> parameters) {
  Condition {
    parameters = List.copyOf(parameters);
  }

  static Condition of(String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters));
  }

  Condition and(Condition other) {
    return join(List.of(this, other), " AND ");
  }

  Condition or(Condition other) {
    return join(List.of(this, other), " OR ");
  }

  /** True where this is false or unknown. */
  Condition negated() {
    return new Condition("NOT COALESCE(" + sql + ", FALSE)", parameters);
  }

  static Condition join(List<Condition> parts, String word) {
    List<Object> all = new ArrayList<>();
    parts.forEach(p -> all.addAll(p.parameters()));
    Stream<String> texts = parts.stream().map(Condition::sql);
    return new Condition("(" + String.join(word, texts.toList()) + ")", all);
  }
}
