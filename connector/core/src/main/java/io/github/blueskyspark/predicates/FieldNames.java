package io.github.blueskyspark.predicates;

import io.github.blueskyspark.predicates.Predicate.AnyDocument;
import io.github.blueskyspark.predicates.Predicate.Compare;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the keys of a query mean where it stands: in a run, in one document, in an element. */
enum FieldNames {
  OF_RUNS {
    @Override
    Subject subject(String key) {
      int dot = key.indexOf('.');
      String first = dot < 0 ? key : key.substring(0, dot);
      String rest = dot < 0 ? "" : key.substring(dot + 1);
      return switch (first) {
        case "start" -> Subject.of(below(Target.START, rest));
        case "stop" -> Subject.of(below(Target.STOP, rest));
        case "descriptors" -> Subject.of(below(Target.DESCRIPTORS, rest));
        case "streams" -> stream(rest);
        default -> Subject.of(Field.of(Target.START, key));
      };
    }
  },
  OF_ONE_DOCUMENT {
    @Override
    Subject subject(String key) {
      return Subject.of(Field.of(Target.START, key));
    }
  },
  OF_ELEMENT {
    @Override
    Subject subject(String key) {
      return Subject.of(Field.of(Target.ELEMENT, key));
    }
  };

  /** event_descriptor.json of event-model; a stream of such a name is asked with $elemMatch. */
  private static final Set<String> DESCRIPTOR_FIELDS =
      Set.of(
          "configuration", "data_keys", "hints", "name", "object_keys", "run_start", "time", "uid");

  /**
   * What a condition is about.
   *
   * @param field where its leaves look
   * @param wrap what to put around each leaf
   * @param existenceOnly true when the field is a stand-in that has no value of its own
   */
  record Subject(Field field, UnaryOperator<Predicate> wrap, boolean existenceOnly) {
    static Subject of(Field field) {
      return new Subject(field, UnaryOperator.identity(), false);
    }
  }

  abstract Subject subject(String key);

  private static Field below(Target target, String rest) {
    return rest.isEmpty() ? new Field(target, List.of()) : Field.of(target, rest);
  }

  private static Subject stream(String rest) {
    int dot = rest.indexOf('.');
    String first = dot < 0 ? rest : rest.substring(0, dot);
    if (first.isEmpty() || DESCRIPTOR_FIELDS.contains(first)) {
      return Subject.of(below(Target.DESCRIPTORS, rest));
    }
    Predicate named =
        new Compare(Field.of(Target.ELEMENT, "name"), Comparison.EQ, new Value.Text(first));
    Field descriptors = new Field(Target.DESCRIPTORS, List.of());
    UnaryOperator<Predicate> wrap =
        leaf -> {
          Predicate any = new AnyDocument(descriptors, new Predicate.And(List.of(named, leaf)));
          return passesMissing(leaf)
              ? new Predicate.Or(
                  List.of(new Predicate.Not(new AnyDocument(descriptors, named)), any))
              : any;
        };
    return new Subject(
        Field.of(Target.ELEMENT, dot < 0 ? "name" : rest.substring(dot + 1)), wrap, dot < 0);
  }

  /** Null matches what is missing, so also the field of a stream that is missing. */
  private static boolean passesMissing(Predicate leaf) {
    if (leaf instanceof Compare compare) {
      return compare.value() instanceof Value.Null && compare.comparison().includesEqual();
    }
    return leaf instanceof Predicate.In in && in.values().contains(new Value.Null());
  }
}
