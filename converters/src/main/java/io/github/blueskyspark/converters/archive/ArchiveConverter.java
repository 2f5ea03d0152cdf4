package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.SourceListing;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.TableSchemas;
import io.github.blueskyspark.converters.layout.TableWriter;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkMarker;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
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
  private static final long BYTES_A_BUCKET = 256L << 20;

  /** How often a conversion is done again because others commit before it. */
  private static final int MOST_ATTEMPTS = 20;

  /** How long replaced files stay for readers that had planned with them. */
  private static final Duration KEPT_FOR_READERS = Duration.ofHours(1);

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
    String plan = ConversionPlan.text(request, log.next(), listing);
    Optional<String> begun = Optional.empty();
    if (exclusive) {
      Staging any = new Staging(files, warehouse, "");
      any.remove(any.strays(log.live().keySet()));
      begun = Staging.resumable(files, warehouse, changes.isEmpty() ? "" : plan);
    }
    if (changes.isEmpty()) {
      return Optional.of(unchanged(listing, changes));
    }
    String id = begun.orElseGet(() -> UUID.randomUUID().toString().substring(0, 13));
    Staging staging = new Staging(files, warehouse, id);
    if (exclusive) {
      staging.forgetRetired(Instant.now().minus(KEPT_FOR_READERS));
    }
    try {
      if (begun.isEmpty()) {
        staging.begin(plan);
      }
      Attempt attempt = staged(request, staging, log, changes, listing);
      return attempt.commit(log, last);
    } finally {
      staging.clear();
    }
  }

  private Attempt staged(
      ConvertRequest request,
      Staging staging,
      CommitLog log,
      SourceChanges changes,
      List<SourceFile> listing)
      throws IOException {
    if (changes.isGrowth() && changes.fresh().stream().noneMatch(ServerSources::isServer)) {
      Optional<Attempt> grown = grow(request, staging, log, changes.fresh());
      if (grown.isPresent()) {
        return grown.get();
      }
      staging.restart();
    }
    Set<String> ids = new LinkedHashSet<>();
    changes.before().forEach(c -> ids.add(c.id()));
    List<String> replaced = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    log.live().forEach((path, commit) -> (ids.contains(commit.id()) ? replaced : others).add(path));
    Attempt attempt =
        new Attempt(
            request,
            paths(request, changes, listing),
            listing,
            staging,
            others.isEmpty() ? Optional.empty() : Optional.of(takenRuns(request, others)));
    attempt.stage(
        replaced, log.liveFiles().stream().filter(f -> others.contains(f.path())).toList());
    return attempt;
  }

  /**
   * Converts new files alone; empty when a run in them is known already, or a document belongs to a
   * run that began elsewhere.
   */
  private Optional<Attempt> grow(
      ConvertRequest request, Staging staging, CommitLog log, List<SourceFile> fresh)
      throws IOException {
    List<String> paths = fresh.stream().map(SourceFile::path).toList();
    Attempt attempt = new Attempt(request, paths, fresh, staging, Optional.empty());
    attempt.stage(List.of(), log.liveFiles());
    Dataset<Row> known = takenRuns(request, log.live().keySet());
    boolean overlaps =
        attempt.runs > 0
            && !attempt
                .task
                .stagedRuns()
                .join(known, col("run_uid").equalTo(col("__bluesky_taken")))
                .isEmpty();
    if (overlaps || attempt.quarantined() > 0) {
      return Optional.empty();
    }
    return Optional.of(attempt);
  }

  /**
   * Sources of the conversions that are replaced are read again too, also where they are not named
   * this time.
   */
  List<String> paths(ConvertRequest request, SourceChanges changes, List<SourceFile> listing)
      throws IOException {
    Set<String> listed = new LinkedHashSet<>();
    listing.forEach(s -> listed.add(s.path()));
    List<String> paths = new ArrayList<>(request.sources());
    for (Commit commit : changes.before()) {
      for (SourceFile source : commit.sources()) {
        if (ServerSources.isServer(source) || !listed.add(source.path())) {
          continue;
        }
        Path path = new Path(source.path());
        if (path.getFileSystem(conf).exists(path)) {
          paths.add(source.path());
        }
      }
    }
    return paths;
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
        0);
  }

  static long bytes(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::size).sum();
  }

  /** One way of converting that may be given up before it counts. */
  private final class Attempt {
    private final ConvertRequest request;
    private final List<SourceFile> sources;
    private final Staging staging;
    private final ConversionTask task;
    private List<String> replaced = List.of();
    private Map<String, Long> documents = Map.of();
    private EventBalance balance = new EventBalance(0, 0, 0, 0, 0);
    private long runs;

    Attempt(
        ConvertRequest request,
        List<String> paths,
        List<SourceFile> sources,
        Staging staging,
        Optional<Dataset<Row>> taken) {
      this.request = request;
      this.sources = List.copyOf(sources);
      this.staging = staging;
      ArchiveTables tables = archives.apply(paths, request.options());
      this.task =
          new ConversionTask(spark, tables, staging, request, taken, bytes(sources), watcher);
    }

    /**
     * @param instead paths that count until this counts
     * @param kept files that go on counting
     */
    void stage(List<String> instead, List<TableFile> kept) throws IOException {
      TableSchemas schemas = new TableSchemas(spark, new Path(request.target()), kept);
      int buckets = (int) Math.min(1 + bytes(sources) / BYTES_A_BUCKET, 10_000);
      runs = task.stageRuns(new TableWriter(staging, buckets, Math.max(1, sources.size())));
      TableWriter writer = new TableWriter(staging, buckets, runs, Optional.of(schemas));
      Dataset<Row> keys = writer.keys(task.stagedRuns());
      if (runs > 0) {
        documents = task.stageDocuments(writer, keys);
      }
      task.stageTables(writer, keys);
      balance = task.balance(documents);
      replaced = new ArrayList<>(instead);
      replaced.addAll(schemas.unify(staging, task.rows().keySet()));
    }

    long quarantined() {
      return task.rows().getOrDefault("quarantine", 0L);
    }

    /**
     * Empty when another conversion has taken the number in the log.
     *
     * @param last whether that is an error instead
     */
    Optional<ConversionReport> commit(CommitLog log, boolean last) throws IOException {
      // All that takes time comes before the first file moves.
      List<SourceFile> hashed = SourceHashes.of(spark, sources);
      List<FileStatus> staged = new ArrayList<>();
      for (String folder : task.rows().keySet()) {
        staged.addAll(staging.staged(folder));
      }
      Map<String, String> hashes = SourceHashes.of(spark, staged);
      List<TableFile> added = new ArrayList<>();
      staging.end();
      for (String folder : task.rows().keySet()) {
        added.addAll(staging.publish(folder, hashes));
      }
      double now = Instant.now().toEpochMilli() / 1000.0;
      Commit commit =
          new Commit(
              log.next(),
              staging.id(),
              now,
              KIND,
              request.selection(),
              hashed,
              runs,
              documents,
              task.rows(),
              quarantined(),
              added,
              replaced);
      if (last) {
        log.append(commit);
      } else if (!log.offer(commit)) {
        staging.remove(added.stream().map(TableFile::path).toList());
        return Optional.empty();
      }
      staging.retire(replaced);
      long size = added.stream().mapToLong(TableFile::size).sum();
      return Optional.of(
          new ConversionReport(
              Outcome.CONVERTED,
              staging.id(),
              sources.size(),
              bytes(sources),
              runs,
              documents,
              task.rows(),
              quarantined(),
              balance.superseded(),
              balance.repeated(),
              added.size(),
              size));
    }
  }
}
