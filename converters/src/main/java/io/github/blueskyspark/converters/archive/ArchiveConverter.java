package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.SourceListing;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkMarker;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Converts an archive into a warehouse: all of a conversion counts, or nothing does.
 *
 * <p>Unchanged sources cost a listing. New files whose runs are new add files; anything else (a
 * file that grew, a run that goes on in a new file) converts the sources again and replaces what
 * the conversions before had written.
 */
public final class ArchiveConverter {
  static final String KIND = "archive";

  /** How often a conversion is done again because others commit before it. */
  private static final int MOST_ATTEMPTS = 20;

  private final SparkSession spark;
  private final BiFunction<List<String>, Map<String, String>, ArchiveTables> archives;
  private final Configuration conf;
  private Consumer<ConversionStep> watcher = step -> {};

  /** A converter that runs in this session. */
  public ArchiveConverter(SparkSession spark) {
    this(spark, (paths, options) -> new ArchiveTables(spark, paths, options));
  }

  /**
   * @param archives gives the tables of paths, read with options
   */
  ArchiveConverter(
      SparkSession spark, BiFunction<List<String>, Map<String, String>, ArchiveTables> archives) {
    this.spark = spark;
    this.archives = archives;
    this.conf = spark.sessionState().newHadoopConf();
  }

  /** Tells somebody of each table that is begun; returns this. */
  public ArchiveConverter watched(Consumer<ConversionStep> by) {
    watcher = by;
    return this;
  }

  /**
   * What a conversion would do. Writes nothing.
   *
   * @throws io.github.blueskyspark.errors.ArchiveException when a source does not exist or cannot
   *     be read
   */
  public ConversionReport plan(ConvertRequest request) throws IOException {
    Path warehouse = new Path(request.target());
    List<SourceFile> listing = listing(request);
    CommitLog log = CommitLog.read(warehouse.getFileSystem(conf), warehouse);
    boolean unchanged = SourceChanges.of(log, KIND, request.selection(), listing).isEmpty();
    long runs =
        new ArchiveTables(spark, request.sources(), request.options())
            .table("runs")
            .select("run_uid")
            .count();
    return new ConversionReport(
        unchanged ? Outcome.UNCHANGED : Outcome.PLANNED,
        "",
        listing.size(),
        bytes(listing),
        runs,
        Map.of(),
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0);
  }

  /**
   * Converts what is new or changed.
   *
   * @throws io.github.blueskyspark.errors.BlueskyException when a source does not exist, is damaged
   *     and mode is FAILFAST, or documents would be lost; nothing counts then
   */
  public ConversionReport convert(ConvertRequest request) throws IOException {
    if (request.sink() != SinkKind.PARQUET) {
      return new SinkConverter(this, spark, request).convert();
    }
    Path warehouse = new Path(request.target());
    FileSystem files = warehouse.getFileSystem(conf);
    SinkMarker.check(files, warehouse, SinkKind.PARQUET);
    List<SourceFile> listing = listing(request);
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      for (int attempt = 1; ; attempt++) {
        if (attempt > 1 || lock.waited()) {
          listing = listing(request);
        }
        CommitLog log = CommitLog.read(files, warehouse);
        Optional<ConversionReport> done =
            convert(request, lock.isExclusive(), log, listing, attempt == MOST_ATTEMPTS);
        if (done.isPresent()) {
          return done.get();
        }
      }
    }
  }

  /** Empty when another conversion has committed meanwhile, so that all has to be seen anew. */
  private Optional<ConversionReport> convert(
      ConvertRequest request,
      boolean exclusive,
      CommitLog log,
      List<SourceFile> listing,
      boolean last)
      throws IOException {
    Path warehouse = new Path(request.target());
    SourceChanges changes = SourceChanges.of(log, KIND, request.selection(), listing);
    FileSystem files = warehouse.getFileSystem(conf);
    SourcesAgain sources = SourcesAgain.of(conf, request, changes, listing);
    String plan = ConversionPlan.text(request, last(log), sources);
    Optional<String> begun = Optional.empty();
    if (exclusive) {
      new Staging(files, warehouse, "").tidy(log.live().keySet());
      begun = Staging.resumable(files, warehouse, changes.isEmpty() ? "" : plan);
    }
    if (changes.isEmpty()) {
      return Optional.of(unchanged(listing, changes));
    }
    Staging staging = new Staging(files, warehouse, begun.orElseGet(Staging::newId));
    try {
      if (begun.isEmpty()) {
        staging.begin(plan);
      }
      return staged(request, staging, log, changes, sources).commit(log, last);
    } finally {
      staging.clear();
    }
  }

  private ConversionAttempt staged(
      ConvertRequest request,
      Staging staging,
      CommitLog log,
      SourceChanges changes,
      SourcesAgain sources)
      throws IOException {
    if (changes.isGrowth() && changes.fresh().stream().noneMatch(ServerSources::isServer)) {
      Optional<ConversionAttempt> grown = grow(request, staging, log, changes);
      if (grown.isPresent()) {
        return grown.get();
      }
      staging.restart();
    }
    Optional<ChangedPart> part = ChangedPart.of(request, changes, sources);
    if (part.isPresent()) {
      Optional<ConversionAttempt> small = part(request, staging, log, changes, part.get());
      if (small.isPresent()) {
        return small.get();
      }
      staging.restart();
    }
    Replacement files = Replacement.of(log, changes.before());
    ConversionAttempt attempt = new ConversionAttempt(context(request), staging, sources);
    attempt.stage(
        files.replaced(),
        files.others(),
        files.others().isEmpty()
            ? Optional.empty()
            : Optional.of(takenRuns(request, files.otherPaths())));
    return attempt;
  }

  /** What becomes of the data files that count. */
  private record Replacement(List<String> replaced, List<TableFile> others) {
    static Replacement of(CommitLog log, Collection<Commit> conversions) {
      Set<String> ids = new LinkedHashSet<>();
      conversions.forEach(c -> ids.add(c.id()));
      List<String> replaced = new ArrayList<>();
      log.live()
          .forEach(
              (path, commit) -> {
                if (ids.contains(commit.id())) {
                  replaced.add(path);
                }
              });
      Set<String> gone = Set.copyOf(replaced);
      return new Replacement(
          replaced, log.liveFiles().stream().filter(f -> !gone.contains(f.path())).toList());
    }

    Set<String> otherPaths() {
      Set<String> paths = new LinkedHashSet<>();
      others.forEach(f -> paths.add(f.path()));
      return paths;
    }
  }

  /**
   * Converts the files that have changed alone, the rows of the others being copied; empty where
   * these files say of a run less than was converted, or something that others have a part in.
   */
  private Optional<ConversionAttempt> part(
      ConvertRequest request,
      Staging staging,
      CommitLog log,
      SourceChanges changes,
      ChangedPart part)
      throws IOException {
    ArchiveTables read = tables(request).apply(part.sources().paths(), request.tolerant());
    if (!read.table("quarantine").isEmpty()) {
      return Optional.empty();
    }
    Replacement files = Replacement.of(log, part.replaced());
    Dataset<Row> runs = read.table("runs").select("run_uid");
    Dataset<Row> taken = takenRuns(request, files.otherPaths());
    ReplacedRows old = new ReplacedRows(spark, request.target(), files.replaced());
    boolean isShared =
        !runs.join(taken, runs.col("run_uid").equalTo(taken.col("__bluesky_taken"))).isEmpty()
            || old.of("runs", ChangedPart.NOTED)
                .map(noted -> ChangedPart.sharing(noted, runs))
                .orElse(false)
            || isKnown(request, changes.fresh(), old)
            || waiting(request, log, changes, part.sources().paths())
                .map(w -> w.waitFor(runs, read.table("documents")))
                .orElse(false);
    if (isShared) {
      return Optional.empty();
    }
    ConversionAttempt attempt = new ConversionAttempt(context(request), staging, part.sources());
    try {
      attempt.stage(files.replaced(), files.others(), Optional.empty());
      return Optional.of(attempt);
    } catch (ArchiveException e) {
      if (attempt.losesDocuments()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether new files hold a run that was converted from others. */
  private boolean isKnown(ConvertRequest request, List<SourceFile> fresh, ReplacedRows old) {
    Optional<Dataset<Row>> known =
        fresh.isEmpty() ? Optional.empty() : old.of("runs", ChangedPart.NOTED);
    if (known.isEmpty()) {
      return false;
    }
    List<String> paths = fresh.stream().map(SourceFile::path).toList();
    Dataset<Row> runs = tables(request).apply(paths, request.tolerant()).table("runs");
    return !runs.select("run_uid")
        .join(known.get().select("run_uid"), new String[] {"run_uid"}, "left_semi")
        .isEmpty();
  }

  private ConversionAttempt.Context context(ConvertRequest request) {
    return new ConversionAttempt.Context(spark, request, tables(request), watcher);
  }

  /**
   * Converts new files alone; empty when a run in them is known already, a document belongs to a
   * run that began elsewhere, or documents of files that are known wait for one of these.
   */
  private Optional<ConversionAttempt> grow(
      ConvertRequest request, Staging staging, CommitLog log, SourceChanges changes)
      throws IOException {
    List<SourceFile> fresh = changes.fresh();
    List<String> paths = fresh.stream().map(SourceFile::path).toList();
    if (goesOn(request, options -> tables(request).apply(paths, options))) {
      return Optional.empty();
    }
    ConversionAttempt attempt =
        new ConversionAttempt(context(request), staging, SourcesAgain.only(paths, fresh));
    attempt.stage(List.of(), log.liveFiles(), Optional.empty());
    boolean overlaps =
        attempt.runs() > 0
            && !attempt
                .stagedRuns()
                .join(
                    takenRuns(request, log.live().keySet()),
                    col("run_uid").equalTo(col("__bluesky_taken")))
                .isEmpty();
    return overlaps
            || attempt.quarantined() > 0
            || waiting(request, log, changes, paths).filter(attempt::isWaitedFor).isPresent()
        ? Optional.empty()
        : Optional.of(attempt);
  }

  /** What the conversions before have rejected of files that are not read; empty for nothing. */
  private Optional<WaitingDocuments> waiting(
      ConvertRequest request, CommitLog log, SourceChanges changes, List<String> read) {
    List<String> files = Replacement.of(log, changes.before()).replaced();
    return new ReplacedRows(spark, request.target(), files)
        .of("quarantine", WaitingDocuments.COLUMNS)
        .map(quarantine -> new WaitingDocuments(quarantine, read));
  }

  /** Number of the last entry that tells of documents; PandA rows do not matter to these. */
  private static long last(CommitLog log) {
    return log.entries().stream()
        .filter(c -> c.kind().equals(KIND))
        .mapToLong(Commit::number)
        .max()
        .orElse(0);
  }

  /** Tables of paths; arrays may lie where they may for all sources, also if few files are read. */
  private BiFunction<List<String>, Map<String, String>, ArchiveTables> tables(
      ConvertRequest request) {
    return (paths, options) ->
        archives.apply(
            paths,
            paths.containsAll(request.sources())
                ? options
                : ArrayRoots.added(conf, request, paths, options));
  }

  /** Whether new files hold what they cannot be read without the others for, if that ends it. */
  static boolean goesOn(
      ConvertRequest request, Function<Map<String, String>, ArchiveTables> fresh) {
    return request.isStrict() && !fresh.apply(request.tolerant()).table("quarantine").isEmpty();
  }

  private Dataset<Row> takenRuns(ConvertRequest request, Set<String> live) {
    String[] runs =
        live.stream()
            .filter(p -> p.startsWith("runs/"))
            .map(p -> new Path(request.target(), p).toString())
            .toArray(String[]::new);
    return runs.length == 0
        ? spark.sql("SELECT '' AS __bluesky_taken WHERE false")
        : spark.read().parquet(runs).select(col("run_uid").as("__bluesky_taken"));
  }

  List<SourceFile> listing(ConvertRequest request) throws IOException {
    List<SourceFile> all = new ArrayList<>(ServerSources.list(spark, request));
    all.addAll(new SourceListing(conf, DocumentFiles.names()).list(request.sources()));
    return all;
  }

  static ConversionReport unchanged(List<SourceFile> listing, SourceChanges changes) {
    long runs = changes.before().stream().mapToLong(Commit::runs).sum();
    return new ConversionReport(
        Outcome.UNCHANGED,
        "",
        listing.size(),
        bytes(listing),
        runs,
        Map.of(),
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0);
  }

  static long bytes(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::size).sum();
  }
}
