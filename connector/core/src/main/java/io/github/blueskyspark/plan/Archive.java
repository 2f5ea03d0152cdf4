package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.Survey.Batch;
import io.github.blueskyspark.plan.Survey.Entry;
import io.github.blueskyspark.plan.Survey.Streams;
import io.github.blueskyspark.predicates.Duplicates;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.RunEntry;
import io.github.blueskyspark.predicates.RunKey;
import io.github.blueskyspark.predicates.RunKeys;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.Finding;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.StreamColumns;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.TableSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One archive on the driver: the door through which an engine reads.
 *
 * <p>The driver never opens a document or detector file itself; what must be looked into is looked
 * into by {@link TaskRunner}. Not thread safe. What was looked up is kept as long as this object
 * lives.
 */
public final class Archive {
  private static final int NAMED = 10;
  private static final int SMALL = 512;
  private static final int BATCHES = 128;
  private static final int SMALL_BATCH = 16;

  private final OptionValues options;
  private final Sources sources;
  private final Storage storage;
  private final TaskRunner tasks;
  private final DocumentFormats formats = DocumentFormats.load();
  private Optional<List<List<FileRef>>> groups = Optional.empty();
  private Optional<List<String>> selected = Optional.empty();
  private Optional<Streams> streams = Optional.empty();

  /**
   * @param options the reader's options; {@code path} holds absolute URIs
   * @param files what the listing of the paths gave, filters of option group FILES applied
   * @param storage where they are
   * @param tasks runs work in parallel
   */
  public Archive(OptionValues options, List<FileRef> files, Storage storage, TaskRunner tasks) {
    List<FileRef> sorted = files.stream().sorted(Comparator.comparing(FileRef::uri)).toList();
    this.sources = Sources.of(options, sorted, storage, ArchiveStores.load(), formats);
    this.options = sources.options();
    this.storage = storage;
    this.tasks = tasks;
    RunFilter.of(
        options, List.of(), List.of()); // refuses a malformed selection before anything is read
    RunKey.parse(options.get(Options.RUN));
  }

  /** The reader's options, completed by what the archive knows, such as {@code rootMap}. */
  public OptionValues options() {
    return options;
  }

  /** Whether the archive may change without a listed file being another. */
  public boolean changes() {
    return sources.changes();
  }

  /**
   * Columns of a table.
   *
   * @param member stream name of {@code stream}, data key of {@code frames}, else empty
   * @throws ArchiveException when no selected run has that stream or data key
   */
  public List<Column> schema(TableName table, String member) {
    if (table == TableName.STREAM) {
      List<StreamColumns.Layout> layouts = surveyed().layouts().get(member);
      if (layouts == null) {
        throw nowhere("stream", member, surveyed().layouts().keySet());
      }
      return withCorrupt(StreamColumns.union(layouts));
    }
    if (table == TableName.FRAMES && !surveyed().externalKeys().contains(member)) {
      throw nowhere("external data key", member, surveyed().externalKeys());
    }
    List<Column> columns = TableSchemas.of(table);
    return table == TableName.EVENTS ? withCorrupt(columns) : columns;
  }

  private List<Column> withCorrupt(List<Column> columns) {
    String name = options.get(Options.COLUMN_NAME_OF_CORRUPT_RECORD);
    return name.isEmpty() ? columns : TableSchemas.withCorrupt(columns, name);
  }

  private ArchiveException nowhere(String what, String name, Set<String> known) {
    String where = options.get(Options.PATH).stream().findFirst().orElse("archive");
    String remedy =
        known.isEmpty()
            ? "The selected runs have none"
            : NearestNames.question(name, known) + "There are " + shown(known);
    return new ArchiveException(
        Location.file(where),
        "read " + what + " '" + name + "'",
        "no selected run has one of that name",
        remedy);
  }

  private static String shown(Set<String> names) {
    String first =
        names.stream()
            .sorted()
            .limit(NAMED)
            .map(n -> "'" + n + "'")
            .collect(Collectors.joining(", "));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  /** Names of the streams of the selected runs, in order of first appearance. */
  public List<String> streams() {
    return List.copyOf(surveyed().layouts().keySet());
  }

  /** Names of the external data keys of the selected runs. */
  public List<String> externalKeys() {
    return List.copyOf(surveyed().externalKeys());
  }

  /** uids of the selected runs, newest first, at most {@code limit}. */
  public List<String> newestRuns(int limit) {
    return entries(selectedUids()).stream()
        .sorted(Comparator.comparingDouble(Entry::startTime).reversed().thenComparing(Entry::uid))
        .limit(limit)
        .map(Entry::uid)
        .toList();
  }

  private Streams surveyed() {
    if (streams.isEmpty()) {
      Survey survey = new Survey(options, storage, selectedUids());
      streams =
          Optional.of(
              Streams.merge(
                  tasks.map(
                      "look up streams", batches(wantedGroups(selectedUids())), survey::streams)));
    }
    return streams.get();
  }

  /**
   * What breaks the rules of event-model in the selected runs, also where schemas do not see it;
   * errors first. Reads everything, changes nothing.
   */
  public List<Finding> validate() {
    List<String> uids = selectedUids();
    Survey survey = new Survey(options, storage, uids);
    List<Finding> all = new ArrayList<>();
    tasks.map("validate", batches(wantedGroups(uids)), survey::validate).forEach(all::addAll);
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::runUid)
            .thenComparing(Finding::rule));
    return all;
  }

  /** Conditions on runs in the query language: of the options, and those pushed down. */
  public List<Predicate> conditions(TableQuery query) {
    return RunFilter.conditions(options, query.matches());
  }

  /**
   * Keys of all runs, for a query that leaves no split: a store may have found nothing to read
   * because no run has a key of the query.
   */
  public KnownKeys keys() {
    OptionValues everything = options.with(Options.QUERY, "");
    Survey survey = new Survey(everything, storage, List.of());
    KnownKeys all = new KnownKeys();
    List<List<FileRef>> whole = groups(sources.parts(List.of(), List.of()));
    tasks.map("look up keys", batches(whole), survey::keys).forEach(all::add);
    return all;
  }

  /** What the tasks will read. */
  public List<Split> splits(TableQuery query) {
    List<String> uids = selectedUids();
    Optional<Set<String>> filtered = runUidFilter(query.filters());
    boolean isNarrowed = sources.narrows() && !(query.matches().isEmpty() && filtered.isEmpty());
    List<List<FileRef>> wanted =
        isNarrowed
            ? groups(query.matches(), filtered.orElse(Set.copyOf(uids)))
            : wantedGroups(uids);
    if (filtered.isPresent()) {
      Set<String> lower = lowerCase(filtered.get());
      wanted = wanted.stream().filter(g -> mayHold(g, lower)).toList();
    }
    Packing packing = new Packing(tasks.parallelism());
    if (FrameSurvey.keys(query).isEmpty()) {
      return packing.pack(wanted, query.table(), uids);
    }
    return cut(wanted, query, uids, packing);
  }

  /** Runs with big arrays become splits of their own, cut at chunks; the others are packed. */
  private List<Split> cut(
      List<List<FileRef>> wanted, TableQuery query, List<String> uids, Packing packing) {
    FrameSurvey survey = new FrameSurvey(query, storage, uids);
    List<FrameCuts.Work> works = new ArrayList<>();
    tasks.map("look up array sizes", batches(wanted), survey::look).forEach(works::addAll);
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

  private static Optional<Set<String>> runUidFilter(List<ColumnFilter> filters) {
    Optional<Set<String>> wanted = Optional.empty();
    for (ColumnFilter f : filters) {
      if (f.column().equals("run_uid")
          && (f.test() == ColumnFilter.Test.EQ || f.test() == ColumnFilter.Test.IN)) {
        Set<String> uids = new HashSet<>();
        f.values().forEach(v -> uids.add(v.toString()));
        wanted.ifPresent(uids::retainAll);
        wanted = Optional.of(uids);
      }
    }
    return wanted;
  }

  private boolean mayHold(List<FileRef> group, Set<String> lowerCaseUids) {
    FileGroups names = new FileGroups(formats);
    return group.size() > 1
        || names.uid(group.get(0)).isEmpty()
        || lowerCaseUids.contains(names.uid(group.get(0)));
  }

  private List<List<FileRef>> wantedGroups(List<String> uids) {
    if (uids.isEmpty()) {
      return groups();
    }
    if (sources.narrows()) {
      return groups(List.of(), uids);
    }
    Set<String> lower = lowerCase(uids);
    return groups().stream().filter(g -> mayHold(g, lower)).toList();
  }

  private static Set<String> lowerCase(Collection<String> uids) {
    return uids.stream().map(u -> u.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private List<List<FileRef>> groups() {
    if (groups.isEmpty() || sources.changes()) {
      groups = Optional.of(groups(List.of(), List.of()));
    }
    return groups.get();
  }

  private List<List<FileRef>> groups(List<Predicate> matches, Collection<String> uids) {
    List<Predicate> conditions = RunFilter.conditions(options, matches);
    return groups(sources.parts(conditions, uids));
  }

  private List<List<FileRef>> groups(Sources.Parts parts) {
    FileGroups names = new FileGroups(formats);
    List<FileRef> others = parts.others();
    List<FileRef> unclear = others.size() == 1 ? List.of() : names.unclear(others);
    List<List<FileRef>> all = new ArrayList<>(names.group(others, lookUp(unclear)));
    parts.apart().forEach(part -> all.add(List.of(part)));
    return all;
  }

  private Map<FileRef, List<String>> lookUp(List<FileRef> unclear) {
    Survey survey = new Survey(options, storage, List.of());
    List<List<FileRef>> batches = cut(unclear);
    List<List<List<String>>> found = tasks.map("look up runs in files", batches, survey::links);
    Map<FileRef, List<String>> runs = new HashMap<>();
    for (int b = 0; b < batches.size(); b++) {
      for (int i = 0; i < batches.get(b).size(); i++) {
        runs.put(batches.get(b).get(i), found.get(b).get(i));
      }
    }
    return runs;
  }

  /** uids that option {@code run} means; empty when it is not given. */
  private List<String> selectedUids() {
    if (selected.isEmpty()) {
      List<RunKey> keys = RunKey.parse(options.get(Options.RUN));
      selected = Optional.of(keys.isEmpty() ? List.of() : resolve(keys));
    }
    return selected.get();
  }

  private List<String> resolve(List<RunKey> keys) {
    List<RunEntry> runs =
        entries(List.of()).stream()
            .map(e -> new RunEntry(e.uid(), e.scan(), e.startTime()))
            .distinct()
            .toList();
    return List.copyOf(
        RunKeys.resolve(runs, keys, Duplicates.parse(options.get(Options.DUPLICATES))));
  }

  private List<Entry> entries(List<String> uids) {
    Survey survey = new Survey(options, storage, uids);
    List<Entry> all = new ArrayList<>();
    tasks.map("look up runs", batches(wantedGroups(uids)), survey::runs).forEach(all::addAll);
    return all;
  }

  private static List<Batch> batches(List<List<FileRef>> groups) {
    List<Batch> batches = new ArrayList<>();
    int first = 0;
    for (List<List<FileRef>> part : cut(groups)) {
      batches.add(new Batch(first, part));
      first += part.size();
    }
    return batches;
  }

  private static <T> List<List<T>> cut(List<T> all) {
    int size = all.size() <= SMALL ? SMALL_BATCH : (all.size() + BATCHES - 1) / BATCHES;
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      parts.add(new ArrayList<>(all.subList(i, Math.min(i + size, all.size()))));
    }
    return parts;
  }

  /** Opens a split in a task; the caller closes the source. */
  public static RowSource open(Split split, TableQuery query, Storage storage, ReadMetrics metrics)
      throws IOException {
    return new SplitSource(split, query, storage, metrics);
  }
}
