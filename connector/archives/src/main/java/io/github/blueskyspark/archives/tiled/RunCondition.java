package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.predicates.Comparison;
import io.github.blueskyspark.predicates.Field;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.predicates.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a condition on runs the catalog's database can decide. A translation holds for every run
 * for which the condition holds, and perhaps for more; each run is tested again by its documents.
 *
 * <p>MongoDB's paths lead through arrays, SQL's do not: where an array stands on the way, a run is
 * taken. A negation is translated only where its part is translated exactly.
 */
final class RunCondition {
  /** Beyond this, doubles and integers compare differently here and there. */
  private static final double EXACT = 9.007199254740992E15;

  private final Metadata metadata;

  RunCondition(Metadata metadata) {
    this.metadata = metadata;
  }

  /** Holds at the least where the predicate does; empty when that is no narrowing. */
  Optional<Condition> atLeast(Predicate predicate) {
    return predicate.accept(new AtLeast());
  }

  /** Holds only where the predicate does; empty when nothing is known for sure. */
  private Optional<Condition> surely(Predicate predicate) {
    return predicate.accept(new Surely());
  }

  /** Runs that started in that range; others with odd times may be among them. */
  Optional<Condition> started(TimeRange range) {
    Optional<String> path = metadata.path(List.of("start", "time"));
    Optional<Condition> since =
        range
            .since()
            .map(BigDecimal::doubleValue)
            .flatMap(t -> path.map(p -> metadata.compares(p, Comparison.GTE, Math.nextDown(t))));
    Optional<Condition> until =
        range
            .until()
            .map(BigDecimal::doubleValue)
            .flatMap(t -> path.map(p -> metadata.compares(p, Comparison.LT, Math.nextUp(t))));
    return both(since, until);
  }

  /** Both, where there are both. */
  static Optional<Condition> both(Optional<Condition> one, Optional<Condition> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().and(other.get()))
        : one.or(() -> other);
  }

  /** Steps into the metadata; empty for what is not a field of start or stop. */
  private static Optional<List<String>> steps(Field field) {
    boolean isKnown = field.target() == Target.START || field.target() == Target.STOP;
    if (!isKnown || field.steps().isEmpty()) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    steps.add(field.target() == Target.START ? "start" : "stop");
    steps.addAll(field.steps());
    return Optional.of(steps);
  }

  private Optional<String> path(Field field) {
    return steps(field).flatMap(metadata::path);
  }

  /** The condition, or an array on the way to the field. */
  private Optional<Condition> orArray(Field field, Optional<Condition> condition) {
    Optional<List<String>> steps = steps(field);
    if (condition.isEmpty() || steps.isEmpty()) {
      return Optional.empty();
    }
    List<Condition> any = new ArrayList<>(List.of(condition.get()));
    for (int i = 2; i <= steps.get().size(); i++) {
      metadata.path(steps.get().subList(0, i)).ifPresent(p -> any.add(metadata.isType(p, "array")));
    }
    return Optional.of(Condition.join(any, " OR "));
  }

  /** A value at the very place, no array looked into. */
  private Optional<Condition> plain(Field field, Comparison comparison, Value value) {
    Optional<String> path = path(field);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    boolean isEqual = comparison == Comparison.EQ;
    if (value instanceof Value.Text text) {
      return isEqual ? Optional.of(metadata.isText(path.get(), text.value())) : Optional.empty();
    }
    if (value instanceof Value.Null) {
      return isEqual
          ? Optional.of(
              metadata.exists(path.get()).negated().or(metadata.isType(path.get(), "null")))
          : Optional.empty();
    }
    double number =
        value instanceof Value.Int i
            ? (double) i.value()
            : value instanceof Value.Real r ? r.value() : Double.NaN;
    return Math.abs(number) < EXACT
        ? Optional.of(metadata.compares(path.get(), comparison, number))
        : Optional.empty();
  }

  private final class AtLeast implements Predicate.Visitor<Optional<Condition>> {
    @Override
    public Optional<Condition> visitAnd(Predicate.And and) {
      List<Condition> parts =
          and.parts().stream().map(RunCondition.this::atLeast).flatMap(Optional::stream).toList();
      return parts.isEmpty() ? Optional.empty() : Optional.of(Condition.join(parts, " AND "));
    }

    @Override
    public Optional<Condition> visitOr(Predicate.Or or) {
      List<Condition> parts =
          or.parts().stream().map(RunCondition.this::atLeast).flatMap(Optional::stream).toList();
      return parts.size() < or.parts().size() || parts.isEmpty()
          ? Optional.empty()
          : Optional.of(Condition.join(parts, " OR "));
    }

    @Override
    public Optional<Condition> visitNot(Predicate.Not not) {
      return surely(not.part()).map(Condition::negated);
    }

    @Override
    public Optional<Condition> visitCompare(Predicate.Compare c) {
      return orArray(c.field(), plain(c.field(), c.comparison(), c.value()));
    }

    @Override
    public Optional<Condition> visitIn(Predicate.In in) {
      List<Condition> any =
          in.values().stream()
              .map(v -> plain(in.field(), Comparison.EQ, v))
              .flatMap(Optional::stream)
              .toList();
      boolean isWhole = any.size() == in.values().size() && in.expressions().isEmpty();
      return any.isEmpty() || !isWhole
          ? Optional.empty()
          : orArray(in.field(), Optional.of(Condition.join(any, " OR ")));
    }

    @Override
    public Optional<Condition> visitExists(Predicate.Exists exists) {
      return orArray(exists.field(), path(exists.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitMatches(Predicate.Matches matches) {
      return text(matches.field());
    }

    /** A text, or an array that may hold one. */
    private Optional<Condition> text(Field field) {
      return orArray(field, path(field).map(p -> metadata.isType(p, "string")));
    }

    @Override
    public Optional<Condition> visitHasType(Predicate.HasType hasType) {
      return orArray(hasType.field(), path(hasType.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitMod(Predicate.Mod mod) {
      return orArray(mod.field(), path(mod.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitSize(Predicate.Size size) {
      return orArray(size.field(), path(size.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitAnyDocument(Predicate.AnyDocument any) {
      return orArray(any.field(), path(any.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitAnyValue(Predicate.AnyValue any) {
      return orArray(any.field(), path(any.field()).map(metadata::exists));
    }

    @Override
    public Optional<Condition> visitText(Predicate.Text text) {
      return Optional.empty();
    }
  }

  /** Only what is plain: everything else is left to the test of the documents. */
  private final class Surely implements Predicate.Visitor<Optional<Condition>> {
    @Override
    public Optional<Condition> visitAnd(Predicate.And and) {
      List<Condition> parts =
          and.parts().stream().map(RunCondition.this::surely).flatMap(Optional::stream).toList();
      return parts.size() < and.parts().size() || parts.isEmpty()
          ? Optional.empty()
          : Optional.of(Condition.join(parts, " AND "));
    }

    @Override
    public Optional<Condition> visitOr(Predicate.Or or) {
      List<Condition> parts =
          or.parts().stream().map(RunCondition.this::surely).flatMap(Optional::stream).toList();
      return parts.isEmpty() ? Optional.empty() : Optional.of(Condition.join(parts, " OR "));
    }

    @Override
    public Optional<Condition> visitNot(Predicate.Not not) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitCompare(Predicate.Compare c) {
      boolean isText = c.comparison() == Comparison.EQ && c.value() instanceof Value.Text;
      return isText ? plain(c.field(), c.comparison(), c.value()) : Optional.empty();
    }

    @Override
    public Optional<Condition> visitIn(Predicate.In in) {
      List<Condition> any =
          in.values().stream()
              .filter(v -> v instanceof Value.Text)
              .map(v -> plain(in.field(), Comparison.EQ, v))
              .flatMap(Optional::stream)
              .toList();
      return any.isEmpty() ? Optional.empty() : Optional.of(Condition.join(any, " OR "));
    }

    @Override
    public Optional<Condition> visitExists(Predicate.Exists exists) {
      return path(exists.field()).map(metadata::exists);
    }

    @Override
    public Optional<Condition> visitMatches(Predicate.Matches matches) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitHasType(Predicate.HasType hasType) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitMod(Predicate.Mod mod) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitSize(Predicate.Size size) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitAnyDocument(Predicate.AnyDocument any) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitAnyValue(Predicate.AnyValue any) {
      return Optional.empty();
    }

    @Override
    public Optional<Condition> visitText(Predicate.Text text) {
      return Optional.empty();
    }
  }
}
