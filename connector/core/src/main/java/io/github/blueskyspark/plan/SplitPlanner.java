package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.IndexPlanning.Choice;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.DocumentTables;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.RunIndexMap.Cover;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a query to splits: which groups are read, from their files or from the run index. */
final class SplitPlanner {
  /** Tables whose every row belongs to a run, so that groups without a wanted run give none. */
  private static final Set<TableName> OF_RUNS =
      EnumSet.complementOf(
          EnumSet.of(TableName.QUARANTINE, TableName.CONVERSIONS, TableName.DATASETS));

  /** Tables made of every document of a run, so that shares of the runs are worth a task. */
  private static final Set<TableName> OF_EVENTS =
      EnumSet.of(TableName.EVENTS, TableName.STREAM, TableName.DOCUMENTS);

  private final OptionValues options;
  private final Storage storage;
  private final TaskRunner tasks;
  private final ArchiveGroups groups;
  private final IndexPlanning index;
  private final boolean narrows;

  SplitPlanner(
      OptionValues options,
      Storage storage,
      TaskRunner tasks,
      ArchiveGroups groups,
      IndexPlanning index,
      boolean narrows) {
    this.options = options;
    this.storage = storage;
    this.tasks = tasks;
    this.groups = groups;
    this.index = index;
    this.narrows = narrows;
  }

  /**
   * Plans.
   *
   * @param uids runs that the options select; all when empty
   */
  SplitPlan plan(TableQuery query, List<String> uids) {
    Optional<Set<String>> filtered = query.runUids();
    if (filtered.isPresent() && !uids.isEmpty()) {
      filtered.get().retainAll(uids);
    }
    if (filtered.isPresent() && filtered.get().isEmpty()) {
      return new SplitPlan(List.of(), 0, 0, new KnownKeys());
    }
    List<String> asked = filtered.map(List::copyOf).orElse(uids);
    List<List<FileRef>> wanted = groups.with(uids);
    if (narrows && !(query.matches().isEmpty() && filtered.isEmpty())) {
      wanted = groups.of(query.matches(), filtered.orElse(Set.copyOf(uids)));
    }
    if (filtered.isPresent()) {
      wanted = groups.mayHold(wanted, filtered.get());
    }
    Packing packing = new Packing(tasks.parallelism());
    if (query.table() == TableName.RUNS && DocumentTables.endsSuffice(query.columns())) {
      boolean searches = isSelective(query, uids) || !query.filters().isEmpty();
      if (!asksForDescriptors(query)) {
        Cover cover = searches ? index.learnt(wanted) : index.cover(wanted);
        List<Split> splits = new ArrayList<>(packing.pack(cover.rest(), query.table(), asked));
        splits.addAll(packing.pack(cover.slices(), asked));
        return new SplitPlan(splits, cover.rest().size(), 0, new KnownKeys());
      }
    }
    Choice choice = choose(query, asked, wanted);
    List<Split> splits =
        FrameSurvey.keys(query).isEmpty()
            ? packing.pack(choice.groups(), query.table(), asked, divisible(query))
            : cut(choice.groups(), query, asked, packing);
    return new SplitPlan(splits, choice.runs(), choice.skipped(), choice.keys());
  }

  private Set<FileRef> divisible(TableQuery query) {
    return OF_EVENTS.contains(query.table()) ? groups.divisible() : Set.of();
  }

  /** Leaves out groups that the index knows to have no wanted run. */
  private Choice choose(TableQuery query, Collection<String> uids, List<List<FileRef>> wanted) {
    boolean can = OF_RUNS.contains(query.table()) && !asksForDescriptors(query);
    if (!can || !isSelective(query, uids)) {
      return Choice.all(wanted);
    }
    Cover cover = index.cover(wanted);
    if (cover.known().isEmpty()) {
      return Choice.all(wanted);
    }
    Choice known = index.choose(cover, query.matches(), uids);
    List<List<FileRef>> all = new ArrayList<>(known.groups());
    all.addAll(cover.rest());
    return new Choice(all, known.runs() + cover.rest().size(), known.skipped(), known.keys());
  }

  private boolean isSelective(TableQuery query, Collection<String> uids) {
    return !uids.isEmpty()
        || !query.matches().isEmpty()
        || options.has(Options.QUERY)
        || options.has(Options.SINCE)
        || options.has(Options.UNTIL);
  }

  private boolean asksForDescriptors(TableQuery query) {
    List<Predicate> conditions = MongoQuery.conditions(options, query.matches());
    return conditions.stream().anyMatch(p -> p.targets().contains(Target.DESCRIPTORS));
  }

  /** Runs with big arrays become splits of their own, cut at chunks; the others are packed. */
  private List<Split> cut(
      List<List<FileRef>> wanted, TableQuery query, List<String> uids, Packing packing) {
    FrameSurvey survey = new FrameSurvey(query, storage, uids);
    List<FrameCuts.Work> works = new ArrayList<>();
    tasks.map("look up array sizes", Batches.of(wanted), survey::look).forEach(works::addAll);
    long total = works.stream().mapToLong(FrameCuts.Work::bytes).sum();
    FrameCuts cuts = FrameCuts.forTotal(total, tasks.parallelism());
    Set<Integer> big = new HashSet<>();
    List<Split> splits = new ArrayList<>();
    for (FrameCuts.Work work : works) {
      big.add(work.group());
      splits.addAll(cuts.cut(work, wanted.get(work.group())));
    }
    List<List<FileRef>> rest = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!big.contains(i)) {
        rest.add(wanted.get(i));
      }
    }
    splits.addAll(packing.pack(rest, query.table(), uids));
    return splits;
  }
}
