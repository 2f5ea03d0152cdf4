package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.TableSchemas;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One way of converting into plain Parquet that may be given up before it counts. */
final class ConversionAttempt {
  /**
   * What all attempts of a conversion share.
   *
   * @param archives gives the tables of paths, read with options
   * @param watcher is told of each table
   */
  record Context(
      SparkSession spark,
      ConvertRequest request,
      BiFunction<List<String>, Map<String, String>, ArchiveTables> archives,
      Consumer<ConversionStep> watcher) {}

  /** What was staged. */
  private record Staged(
      ConversionTask task,
      List<String> replaced,
      Map<String, Long> documents,
      EventBalance balance,
      long kept) {}

  private final Context context;
  private final Staging staging;
  private final SourcesAgain sources;
  private Optional<Staged> done = Optional.empty();
  private boolean losing;

  ConversionAttempt(Context context, Staging staging, SourcesAgain sources) {
    this.context = context;
    this.staging = staging;
    this.sources = sources;
  }

  /**
   * Stages every table.
   *
   * @param files what becomes of the data files when this counts
   * @param leaving whether runs that other conversions have written are left out
   */
  void stage(Replacement files, boolean leaving) throws IOException {
    ConvertRequest request = context.request();
    WrittenRows old = new WrittenRows(context.spark(), request.target(), files.replaced());
    KeptRuns kept =
        KeptRuns.find(
            context.spark(),
            staging,
            old.of("runs", RunUids.COLUMN),
            request,
            options -> context.archives().apply(sources.paths(), options));
    Optional<Dataset<Row>> taken =
        leaving ? files.otherRuns(context.spark(), request.target()) : Optional.empty();
    ConversionTask task = task(old, kept, taken);
    TableSchemas schemas =
        new TableSchemas(context.spark(), new Path(request.target()), files.others());
    Map<String, Long> documents =
        task.stageAll(
            sources.count(),
            Optional.of(schemas),
            staged -> {
              Dataset<Row> now = staged.documents();
              losing = true;
              old.of("documents", now.schema())
                  .ifPresent(d -> LostDocuments.check(d, now, sources));
              losing = false;
            });
    EventBalance balance = task.balance(documents);
    List<String> instead = new ArrayList<>(files.replaced());
    instead.addAll(schemas.unify(staging, task.rows().keySet()));
    done =
        Optional.of(
            new Staged(
                task, instead, documents, balance, sources.same().isEmpty() ? kept.count() : 0));
  }

  private ConversionTask task(WrittenRows old, KeptRuns kept, Optional<Dataset<Row>> taken) {
    ConvertRequest request = context.request();
    ArchiveTables present = context.archives().apply(sources.paths(), request.options());
    ArchiveTables tables =
        kept.isEmpty() && sources.unread().isEmpty()
            ? present
            : new KeptTables(
                context.spark(), request.target(), present, old, kept, sources.unread());
    return new ConversionTask(
        context.spark(), tables, staging, request, taken, sources.bytes(), context.watcher());
  }

  /** Whether staging ended because documents would be lost. */
  boolean losesDocuments() {
    return losing;
  }

  private Staged done() {
    return done.orElseThrow(() -> new IllegalStateException("nothing is staged: please report"));
  }

  /** Runs in the staging area: uid and start time. */
  Dataset<Row> stagedRuns() {
    return done().task().staged().runs();
  }

  /** Whether documents that were rejected before wait for any of these. */
  boolean isWaitedFor(WaitingDocuments waiting) {
    return runs() > 0 && waiting.waitFor(stagedRuns(), done().task().staged().documents());
  }

  long runs() {
    return done().task().rows().getOrDefault("runs", 0L);
  }

  long quarantined() {
    return done().task().rows().getOrDefault("quarantine", 0L);
  }

  /**
   * Empty when another conversion has taken the number in the log.
   *
   * @param last whether that is an error instead
   */
  Optional<ConversionReport> commit(CommitLog log, boolean last) throws IOException {
    ConvertRequest request = context.request();
    Map<String, Long> rows = done().task().rows();
    // All that takes time comes before the first file moves.
    List<SourceFile> hashed = new ArrayList<>(SourceHashes.of(context.spark(), sources.sources()));
    hashed.addAll(sources.unread());
    Map<String, String> hashes = SourceHashes.staged(context.spark(), staging, rows.keySet());
    staging.end();
    List<TableFile> added = staging.publish(rows.keySet(), hashes);
    Commit commit =
        new Commit(
            log.next(),
            staging.id(),
            Instant.now().toEpochMilli() / 1000.0,
            ArchiveConverter.KIND,
            request.selection(),
            hashed,
            runs(),
            done().documents(),
            rows,
            quarantined(),
            added,
            done().replaced());
    if (last) {
      log.append(commit);
    } else if (!log.offer(commit)) {
      staging.remove(added.stream().map(TableFile::path).toList());
      return Optional.empty();
    }
    staging.retire(done().replaced());
    return Optional.of(report(added));
  }

  private ConversionReport report(List<TableFile> added) {
    return new ConversionReport(
        Outcome.CONVERTED,
        staging.id(),
        sources.sources().size(),
        ArchiveConverter.bytes(sources.sources()),
        runs(),
        done().documents(),
        done().task().rows(),
        quarantined(),
        done().balance().superseded(),
        done().balance().repeated(),
        done().kept(),
        added.size(),
        added.stream().mapToLong(TableFile::size).sum());
  }
}
