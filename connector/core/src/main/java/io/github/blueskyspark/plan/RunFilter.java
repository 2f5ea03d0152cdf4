package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.tables.RunChoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which runs a query wants, decided run by run in the tasks. Immutable and thread safe. */
final class RunFilter implements RunChoice {
  private final Set<String> uids;
  private final TimeRange time;
  private final List<PredicateEvaluator> queries;
  private final boolean asksForDescriptors;

  private final Optional<KnownKeys> keys;

  private RunFilter(
      Set<String> uids,
      TimeRange time,
      List<PredicateEvaluator> queries,
      boolean asksForDescriptors,
      Optional<KnownKeys> keys) {
    this.keys = keys;
    this.uids = Set.copyOf(uids);
    this.asksForDescriptors = asksForDescriptors;
    this.time = time;
    this.queries = List.copyOf(queries);
  }

  /**
   * The selection of the options {@code query}, {@code since} and {@code until}, and conditions
   * pushed down.
   *
   * @param uids runs that are wanted; all when empty
   * @throws OptionException when one of the options cannot be read
   */
  static RunFilter of(OptionValues options, List<Predicate> matches, List<String> uids) {
    List<Predicate> predicates = MongoQuery.conditions(options, matches);
    List<PredicateEvaluator> queries = predicates.stream().map(PredicateEvaluator::new).toList();
    boolean descriptors =
        predicates.stream().anyMatch(p -> p.targets().contains(Target.DESCRIPTORS));
    return new RunFilter(
        Set.copyOf(uids), TimeRange.of(options), queries, descriptors, Optional.empty());
  }

  /** The same, taking up the keys of the runs that its queries are tested on. */
  RunFilter watching(KnownKeys seen) {
    return queries.isEmpty()
        ? this
        : new RunFilter(uids, time, queries, asksForDescriptors, Optional.of(seen));
  }

  @Override
  public Set<String> uids() {
    return uids;
  }

  @Override
  public boolean asksForDescriptors() {
    return asksForDescriptors;
  }

  @Override
  public boolean test(RunIndex run) {
    keys.ifPresent(seen -> takeUp(run, seen));
    return (uids.isEmpty() || uids.contains(run.uid()))
        && (time.isOpen() || time.contains(run.startDocument().path("time")))
        && queries.stream().allMatch(q -> q.matches(run));
  }

  private void takeUp(RunIndex run, KnownKeys seen) {
    run.start().ifPresent(start -> seen.add(Target.START, start));
    run.stop().ifPresent(stop -> seen.add(Target.STOP, stop));
    if (asksForDescriptors) {
      run.descriptors().forEach(d -> seen.add(Target.DESCRIPTORS, d));
    }
  }
}
