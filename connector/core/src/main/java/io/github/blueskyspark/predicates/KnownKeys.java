package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.NearestNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that the documents of a search have, to warn of a key in the query that none has. Grows
 * with the documents up to a bound, beyond which it warns of nothing. Not thread safe.
 */
public final class KnownKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20_000;
  private static final int DEEPEST = 20;

  private final Map<Target, Set<String>> paths = new EnumMap<>(Target.class);
  private final Set<Target> full = EnumSet.noneOf(Target.class);

  /** Takes up the keys of one document, for {@link Target#DESCRIPTORS} of one descriptor. */
  public void add(Target target, JsonNode document) {
    collect(target, "", document, 0);
  }

  /** Whether no document was taken up. */
  public boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Takes up what another one knows, for example of another task. */
  public void add(KnownKeys other) {
    other.paths.forEach(
        (target, keys) -> paths.computeIfAbsent(target, none -> new TreeSet<>()).addAll(keys));
    full.addAll(other.full);
  }

  private void collect(Target target, String prefix, JsonNode node, int depth) {
    Set<String> known = paths.computeIfAbsent(target, none -> new TreeSet<>());
    if (known.size() > MOST || depth > DEEPEST) {
      full.add(target);
      return;
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (element.isContainerNode()) {
          collect(target, prefix, element, depth + 1);
        }
      }
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      known.add(prefix + field.getKey());
      if (field.getValue().isContainerNode()) {
        collect(target, prefix + field.getKey() + ".", field.getValue(), depth + 1);
      }
    }
  }

  /**
   * One sentence for each key of the predicate that no document has, naming near ones; none for
   * documents that were not taken up.
   */
  public List<String> warnings(Predicate predicate) {
    List<String> warnings = new ArrayList<>();
    for (Field field : PredicateFields.of(predicate)) {
      Set<String> known = paths.getOrDefault(field.target(), Set.of());
      String path = withoutPositions(field.steps());
      if (known.isEmpty()
          || full.contains(field.target())
          || path.isEmpty()
          || known.contains(path)) {
        continue;
      }
      String warning =
          "No run has the key '" + field.text() + "'. " + NearestNames.question(path, known);
      if (!warnings.contains(warning.strip())) {
        warnings.add(warning.strip());
      }
    }
    return warnings;
  }

  /** Positions in arrays are no keys; a key of digits alone is not warned of. */
  private static String withoutPositions(List<String> steps) {
    return String.join(".", steps.stream().filter(step -> !step.matches("\\d+")).toList());
  }
}
