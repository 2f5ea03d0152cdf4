package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.RunLookup;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.predicates.Duplicates;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.RunKey;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.warehouse.DeclaredStreams.Declared;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.TableSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a warehouse that lie there as Parquet, read as they are. What they cannot answer is
 * answered by the documents: an option that changes rows, a column that is not stored or has
 * another type for these runs, hidden columns, conditions on descriptors.
 *
 * <p>Thread safe. What was looked up counts until the commit log has a new entry.
 */
public final class StoredTables implements RunLookup {
  private static final int MOST_NAMED_RUNS = 200_000;
  private static final int FEW = 100;

  private final OpenArchive opened;
  private final OptionValues options;
  private WarehouseFiles files;
  private EventRows events;
  private Optional<Optional<RunChoice>> choice = Optional.empty();
  private KnownKeys keys = new KnownKeys();
  private final Map<String, Optional<StreamLayouts>> layouts = new HashMap<>();
  private final Map<StreamFiles.Writer, StructType> columns = new HashMap<>();

  private StoredTables(OpenArchive opened) {
    this.opened = opened;
    this.options = opened.options();
    this.files = log();
    this.events = new EventRows(opened, files);
  }

  /** The tables of an archive, if that is a warehouse and nothing else. */
  public static Optional<StoredTables> of(OpenArchive opened) {
    boolean isWarehouse = opened.store().filter(WarehouseStore.NAME::equals).isPresent();
    return isWarehouse
        ? opened.lookup(() -> Optional.of(new StoredTables(opened))).map(StoredTables.class::cast)
        : Optional.empty();
  }

  private WarehouseFiles log() {
    try {
      return WarehouseFiles.read(root(), opened.storage().configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private String root() {
    return options.get(Options.PATH).get(0);
  }

  private void refresh() {
    try {
      if (files.isLast(root(), opened.storage().configuration())) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    files = log();
    events = new EventRows(opened, files);
    choice = Optional.empty();
    keys = new KnownKeys();
    layouts.clear();
    columns.clear();
  }

  private StoredRuns runs(RunTest test) {
    return new StoredRuns(files.of("runs"), opened.storage(), opened.tasks(), test);
  }

  @Override
  public synchronized Optional<List<String>> uids(List<RunKey> wanted) {
    refresh();
    RunTest test = RunTest.of(options, List.of());
    return test.isTold()
        ? Optional.of(keyed(wanted, test).stream().map(StoredRun::uid).toList())
        : Optional.empty();
  }

  private List<StoredRun> keyed(List<RunKey> wanted, RunTest test) {
    StoredRuns runs = runs(test);
    List<StoredRun> found = runs.keyed(wanted, Duplicates.parse(options.get(Options.DUPLICATES)));
    keys.add(runs.keys());
    return found;
  }

  @Override
  public synchronized Optional<List<String>> newest(int limit) {
    refresh();
    RunTest test = RunTest.of(options, List.of());
    List<RunKey> wanted = RunKey.parse(options.get(Options.RUN));
    if (!test.isTold()) {
      return Optional.empty();
    }
    List<StoredRun> found =
        wanted.isEmpty()
            ? runs(test).newest(limit)
            : keyed(wanted, test).stream().sorted(StoredRun.NEWEST_FIRST).toList();
    return Optional.of(found.stream().limit(limit).map(StoredRun::uid).toList());
  }

  /** Runs that the options choose; empty where that takes their documents. */
  private Optional<RunChoice> choice() {
    if (choice.isEmpty()) {
      choice = Optional.of(choose());
    }
    return choice.get();
  }

  private Optional<RunChoice> choose() {
    RunTest test = RunTest.of(options, List.of());
    List<RunKey> wanted = RunKey.parse(options.get(Options.RUN));
    if (!test.isTold()) {
      return Optional.empty();
    }
    if (!wanted.isEmpty()) {
      return Optional.of(RunChoice.of(keyed(wanted, test)));
    }
    if (test.isOpen()) {
      return Optional.of(RunChoice.everything());
    }
    StoredRuns runs = runs(test);
    if (test.conditions().isEmpty()) {
      return Optional.of(RunChoice.of(MonthRange.of(test.time()), runs.atTheEdges()));
    }
    List<StoredRun> found = runs.all();
    keys.add(runs.keys());
    return found.size() > MOST_NAMED_RUNS ? Optional.empty() : Optional.of(RunChoice.of(found));
  }

  /** Columns of a table; empty where the documents must be asked. */
  public synchronized Optional<List<Column>> columns(TableName table, String member) {
    if (table == TableName.STREAM && options.get(Options.COLUMN_NAME_OF_CORRUPT_RECORD).isEmpty()) {
      refresh();
      return layouts(member).map(StreamLayouts::columns);
    }
    boolean isStored =
        table == TableName.FRAMES
            && ServedOptions.chooseAll(options)
            && !files.of(table, member).isEmpty();
    return isStored ? Optional.of(TableSchemas.of(table)) : Optional.empty();
  }

  private Optional<StreamLayouts> layouts(String stream) {
    return layouts.computeIfAbsent(stream, name -> choice().flatMap(runs -> lookUp(name, runs)));
  }

  private Optional<StreamLayouts> lookUp(String stream, RunChoice runs) {
    List<ChosenFile> where = runs.of(files.of("data_keys"));
    List<Declared> declared = new ArrayList<>();
    opened
        .tasks()
        .map("look up streams", where, new DeclaredStreams(opened.storage(), stream))
        .forEach(declared::addAll);
    Set<String> uids = new LinkedHashSet<>();
    declared.forEach(d -> uids.add(d.runUid()));
    Map<String, Double> startTimes = new HashMap<>();
    if (!uids.isEmpty()) {
      runs(StoredRead.open())
          .withUids(uids)
          .forEach(run -> startTimes.put(run.uid(), run.startTime()));
    }
    return StreamLayouts.of(declared, startTimes);
  }

  /**
   * How a query is read from Parquet.
   *
   * @return empty where the documents must be asked
   */
  public synchronized Optional<StoredRead> read(TableQuery query) {
    refresh();
    TableName table = query.table();
    if (!isServed(table, query)) {
      return Optional.empty();
    }
    RunTest test =
        table == TableName.RUNS ? RunTest.of(options, query.matches()) : StoredRead.open();
    boolean byRow = table == TableName.RUNS && options.get(Options.RUN).isBlank();
    Optional<RunChoice> chosen = byRow ? Optional.of(RunChoice.everything()) : choice();
    if (!test.isTold() || chosen.isEmpty()) {
      return Optional.empty();
    }
    if (table == TableName.EVENTS) {
      return events(query, named(chosen.get(), query));
    }
    List<StoredFile> all = files.of(table, query.member());
    List<ChosenFile> wanted =
        table == TableName.RUNS
            ? inTime(chosen.get().of(all), test, query.filters())
            : named(chosen.get(), query).of(all);
    StoredRead read = new StoredRead(wanted, all.size(), Set.of(), test, keys);
    return holds(query, wanted) ? Optional.of(read) : Optional.empty();
  }

  /** Events from the rows of the streams, where these are the same. */
  private Optional<StoredRead> events(TableQuery query, RunChoice chosen) {
    List<StoredFile> all = files.streams();
    List<ChosenFile> wanted = EventRows.named(chosen.of(all), query.filters());
    return events.holdAll(chosen.of(files.of("documents")))
        ? Optional.of(new StoredRead(wanted, all.size(), EventRows.TOLD, StoredRead.open(), keys))
        : Optional.empty();
  }

  private boolean isServed(TableName table, TableQuery query) {
    boolean isStored =
        switch (table) {
          case RUNS, STREAMS, DATA_KEYS, CONFIGURATION, DOCUMENTS, QUARANTINE -> true;
          case STREAM, FRAMES -> true;
          case EVENTS -> EventRows.have(query);
          case ASSETS, DATASETS, CHUNKS, CONVERSIONS -> false;
        };
    return isStored
        && ServedOptions.leave(table, options)
        && !query.wants(TableSchemas.METADATA)
        && query.columns().stream().noneMatch(c -> TypeText.hasInnerVariant(c.type()))
        && files.conversions().stream().allMatch(ServedOptions::storedPlainly);
  }

  private static List<ChosenFile> inTime(
      List<ChosenFile> all, RunTest test, List<ColumnFilter> filters) {
    MonthRange months = MonthRange.of(test.time());
    MonthRange asked = MonthRange.of(filters, "start_time");
    return all.stream()
        .filter(f -> months.mayHold(f.file().month()) && asked.mayHold(f.file().month()))
        .toList();
  }

  /** Where conditions name few runs, only files of their batches. */
  private RunChoice named(RunChoice chosen, TableQuery query) {
    Optional<Set<String>> uids = query.runUids().filter(named -> named.size() <= FEW);
    return uids.isEmpty() ? chosen : chosen.within(runs(StoredRead.open()).withUids(uids.get()));
  }

  /** Whether the files have the columns that are asked for, as the table shows them. */
  private boolean holds(TableQuery query, List<ChosenFile> wanted) {
    if (query.table() == TableName.FRAMES) {
      String folder = TableFolder.of(TableName.FRAMES, query.member());
      return ServedOptions.leaveArrays(options)
          && files.conversions().stream()
              .allMatch(c -> ServedOptions.storedArrays(c) && c.rows().containsKey(folder));
    }
    if (query.table() != TableName.STREAM) {
      return true;
    }
    Optional<StreamLayouts> declared = layouts(query.member());
    return declared.isPresent()
        && files.conversions().stream().allMatch(c -> ServedOptions.storedStream(c, query.member()))
        && new StreamFiles(opened, files, declared.get(), columns).hold(query, wanted);
  }
}
