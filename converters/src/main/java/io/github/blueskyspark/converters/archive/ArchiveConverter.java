package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.SourceListing;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkMarker;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spi.ArchivePlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
    ConversionAttempt.Context context =
        new ConversionAttempt.Context(spark, request, tables(request), watcher);
    PartialConversion partial = new PartialConversion(context, staging, log, changes);
    if (changes.isGrowth() && changes.fresh().stream().noneMatch(ServerSources::isServer)) {
      Optional<ConversionAttempt> grown = partial.grow();
      if (grown.isPresent()) {
        return grown.get();
      }
      staging.restart();
    }
    Optional<ChangedPart> part = ChangedPart.of(request, changes, sources);
    if (part.isPresent()) {
      Optional<ConversionAttempt> changed = partial.change(part.get());
      if (changed.isPresent()) {
        return changed.get();
      }
      staging.restart();
    }
    ConversionAttempt attempt = new ConversionAttempt(context, staging, sources);
    attempt.stage(Replacement.of(log, changes.before()), true);
    return attempt;
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

  /** Checks that nothing is converted into itself, and lists the sources. */
  List<SourceFile> listing(ConvertRequest request) throws IOException {
    Path target = qualified(request.target());
    for (String source : request.sources()) {
      if (!ArchivePlace.isServer(source) && qualified(source).equals(target)) {
        throw new ArchiveException(
            Location.file(request.target()),
            "convert the archive",
            "it is the source and the target",
            "Name another directory for the warehouse");
      }
    }
    List<SourceFile> all = new ArrayList<>(ServerSources.list(spark, request));
    all.addAll(new SourceListing(conf, DocumentFiles.names()).list(request.sources()));
    return all;
  }

  private Path qualified(String text) throws IOException {
    Path path = new Path(text);
    return path.getFileSystem(conf).makeQualified(path);
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
