package io.github.blueskyspark.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether events have the data keys that their descriptor declares. Each sequence of keys is
 * compared once a descriptor. Not thread safe.
 */
final class KeyAgreement {
  private static final int SEQUENCES = 10_000;

  private final Map<String, Map<List<String>, Optional<String>>> compared = new HashMap<>();

  /**
   * What is wrong with an event's keys; empty when they agree. Keys of stream resources need not be
   * in events.
   *
   * @param keys one object for each sequence
   */
  Optional<String> disagreement(Descriptor descriptor, List<String> keys) {
    Map<List<String>, Optional<String>> known =
        compared.computeIfAbsent(descriptor.uid(), d -> new IdentityHashMap<>());
    Optional<String> result = known.get(keys);
    if (result == null) {
      if (known.size() == SEQUENCES) {
        known.clear();
      }
      result = compare(descriptor, keys);
      known.put(keys, result);
    }
    return result;
  }

  private static Optional<String> compare(Descriptor descriptor, List<String> keys) {
    Set<String> undeclared = new HashSet<>(keys);
    List<String> missing = new ArrayList<>();
    for (DataKey key : descriptor.keys()) {
      if (!undeclared.remove(key.name()) && !key.text("external").startsWith("STREAM")) {
        missing.add(key.name());
      }
    }
    if (undeclared.isEmpty() && missing.isEmpty()) {
      return Optional.empty();
    }
    List<String> declared = descriptor.keys().stream().map(DataKey::name).sorted().toList();
    return Optional.of(
        "the event has data keys "
            + shown(keys.stream().sorted().toList())
            + ", its descriptor '"
            + descriptor.uid()
            + "' declares "
            + shown(declared));
  }

  private static String shown(List<String> keys) {
    String text = keys.toString();
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }
}
