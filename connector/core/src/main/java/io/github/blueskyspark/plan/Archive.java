package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.Survey.Entry;
import io.github.blueskyspark.plan.Survey.Streams;
import io.github.blueskyspark.predicates.Duplicates;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.RunEntry;
import io.github.blueskyspark.predicates.RunKey;
import io.github.blueskyspark.predicates.RunKeys;
import io.github.blueskyspark.predicates.Target;
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
import io.github.blueskyspark.tables.index.RunIndexFile;
import io.github.blueskyspark.tables.index.RunIndexMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private final OptionValues options;
  private final Sources sources;
  private final Storage storage;
  private final TaskRunner tasks;
  private final IndexPlanning index;
  private final ArchiveGroups groups;
  private Optional<List<String>> selected = Optional.empty();
  private Optional<Streams> streams = Optional.empty();
  private Optional<RunLookup> lookup = Optional.empty();

  /**
   * @param options the reader's options; {@code path} holds absolute URIs
   * @param files what the listing of the paths gave, filters of option group FILES applied
   * @param storage where they are
   * @param tasks runs work in parallel
   */
  public Archive(OptionValues options, List<FileRef> files, Storage storage, TaskRunner tasks) {
    this(options, files, storage, tasks, new IndexMemory(), Optional.empty());
  }

  /**
   * @param memory what earlier queries have read
   * @param stored the run index, where there is one; {@link #indexSettings} says for whom
   */
  public Archive(
      OptionValues options,
      List<FileRef> files,
      Storage storage,
      TaskRunner tasks,
      IndexMemory memory,
      Optional<RunIndexMap> stored) {
    List<FileRef> sorted = files.stream().sorted(Comparator.comparing(FileRef::uri)).toList();
    this.sources =
        Sources.of(options, sorted, storage, ArchiveStores.load(), DocumentFormats.load());
    this.options = sources.options();
    this.storage = storage;
    this.tasks = tasks;
    this.index = new IndexPlanning(this.options, storage, tasks, memory, stored);
    this.groups = new ArchiveGroups(this.options, sources, storage, tasks, index);
    RunFilter.of(
        options, List.of(), List.of()); // refuses a malformed selection before anything is read
    RunKey.parse(options.get(Options.RUN));
  }

  /** The reader's options, completed by what the archive knows, such as {@code rootMap}. */
  public OptionValues options() {
    return options;
  }

  /** Options that change what an index holds, as text; an index with another text is of no use. */
  public static String indexSettings(OptionValues options) {
    return IndexPlanning.settings(options);
  }

  /**
   * The run index of the whole archive, made anew of what has changed.
   *
   * @param purpose for which archive and options it is
   */
  public BuiltIndex buildIndex(RunIndexFile.Purpose purpose) throws IOException {
    return new IndexBuilding(index, groups, storage, purpose).build();
  }

  /** Name of the store that the archive is read by, where it is one alone. */
  public Optional<String> store() {
    return sources.onlyStore();
  }

  /** Finds runs with this from now on. */
  public void lookUpBy(RunLookup given) {
    lookup = Optional.of(given);
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
    return lookup.flatMap(l -> l.newest(limit)).orElseGet(() -> newestByDocuments(limit));
  }

  private List<String> newestByDocuments(int limit) {
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
                      "look up streams",
                      Batches.of(groups.with(selectedUids())),
                      survey::streams)));
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
    tasks.map("validate", Batches.of(groups.with(uids)), survey::validate).forEach(all::addAll);
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::runUid)
            .thenComparing(Finding::rule));
    return all;
  }

  /** Conditions on runs in the query language: of the options, and those pushed down. */
  public List<Predicate> conditions(TableQuery query) {
    return MongoQuery.conditions(options, query.matches());
  }

  /**
   * Keys of all runs, for a query that leaves no split: a store may have found nothing to read
   * because no run has a key of the query.
   */
  public KnownKeys keys() {
    OptionValues everything = options.with(Options.QUERY, "");
    Survey survey = new Survey(everything, storage, List.of());
    KnownKeys all = new KnownKeys();
    tasks.map("look up keys", Batches.of(groups.unselected()), survey::keys).forEach(all::add);
    return all;
  }

  /** What the tasks will read. */
  public List<Split> splits(TableQuery query) {
    return plan(query).splits();
  }

  /** What the tasks will read, and what they need not. */
  public SplitPlan plan(TableQuery query) {
    return new SplitPlanner(options, storage, tasks, groups, index, sources.narrows())
        .plan(query, selectedUids());
  }

  /** uids that option {@code run} means; empty when it is not given. */
  private List<String> selectedUids() {
    if (selected.isEmpty()) {
      List<RunKey> keys = RunKey.parse(options.get(Options.RUN));
      selected =
          Optional.of(
              keys.isEmpty()
                  ? List.of()
                  : lookup.flatMap(l -> l.uids(keys)).orElseGet(() -> resolve(keys)));
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
    boolean descriptors =
        MongoQuery.conditions(options, List.of()).stream()
            .anyMatch(p -> p.targets().contains(Target.DESCRIPTORS));
    List<List<FileRef>> wanted = groups.with(uids);
    List<Entry> all = new ArrayList<>();
    if (!descriptors) {
      RunIndexMap.Cover cover = index.learnt(wanted);
      all.addAll(index.entries(cover, uids));
      wanted = cover.rest();
    }
    Survey survey = new Survey(options, storage, uids);
    tasks.map("look up runs", Batches.of(wanted), survey::runs).forEach(all::addAll);
    return all;
  }

  /** Opens a split in a task; the caller closes the source. */
  public static RowSource open(Split split, TableQuery query, Storage storage, ReadMetrics metrics)
      throws IOException {
    return new SplitSource(split, query, storage, metrics);
  }
}
