package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.RunIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types that descriptors declare for values inside events; external keys and undeclared ones
 * have none. Not thread safe.
 */
final class DeclaredTypes {
  /** One key's type and the writer of its values. */
  record Declared(ColumnType type, TypedValue value) {
    static Declared of(DataKey key) {
      ColumnType type = ColumnTypes.of(key);
      return new Declared(type, TypedValue.of(type, key.numpy()));
    }
  }

  private record Stream(RunIndex run, String name) {}

  private final Map<Stream, Map<String, DataKey>> keys = new HashMap<>();
  private final Map<DataKey, Declared> types = new HashMap<>();

  /** The type of a key of that stream. */
  Optional<Declared> of(RunIndex run, String stream, String key) {
    DataKey found = keys.computeIfAbsent(new Stream(run, stream), s -> run.keysOf(stream)).get(key);
    return Optional.ofNullable(found)
        .filter(k -> !k.isExternal())
        .map(k -> types.computeIfAbsent(k, Declared::of));
  }
}
