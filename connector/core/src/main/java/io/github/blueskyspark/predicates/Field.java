package io.github.blueskyspark.predicates;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Place of a value inside a run: a document and the steps down into it.
 *
 * @param target the document the steps start in
 * @param steps names of fields or positions in arrays (0-based, decimal), outermost first; empty
 *     means the target itself
 */
public record Field(Target target, List<String> steps) implements Serializable {
  /** Copies the steps. */
  public Field {
    steps = List.copyOf(steps);
  }

  /** The field at a dotted path of a document, split as MongoDB splits it: at every dot. */
  public static Field of(Target target, String dottedPath) {
    return new Field(target, List.of(dottedPath.split("\\.", -1)));
  }

  /** The array element itself. */
  static Field element() {
    return new Field(Target.ELEMENT, List.of());
  }

  /**
   * The dotted path with its prefix, as a query spells it: {@code plan_name}, {@code stop.reason}.
   */
  public String text() {
    String path = String.join(".", steps);
    if (target == Target.START || target == Target.ELEMENT) {
      return path;
    }
    String prefix = target.name().toLowerCase(Locale.ROOT);
    return steps.isEmpty() ? prefix : prefix + "." + path;
  }
}
