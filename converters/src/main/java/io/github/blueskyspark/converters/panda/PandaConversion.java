package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.HashingSources;
import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.panda.PandaReport.Outcome;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** One conversion of PandA files, while the lock of its warehouse is held. */
final class PandaConversion {
  private final SparkSession spark;
  private final PandaRequest request;
  private final Staging staging;
  private final CommitLog log;
  private final PandaHoldings holdings;
  private final Path warehouse;

  PandaConversion(SparkSession spark, PandaRequest request, Staging staging, CommitLog log)
      throws IOException {
    this.spark = spark;
    this.request = request;
    this.staging = staging;
    this.log = log;
    this.holdings = PandaHoldings.of(log);
    Path target = new Path(request.target());
    this.warehouse =
        target.getFileSystem(spark.sessionState().newHadoopConf()).makeQualified(target);
  }

  /**
   * @param pandas PandA files
   * @param documents files of the archive whose runs used them
   */
  PandaReport run(List<SourceFile> pandas, List<SourceFile> documents) throws IOException {
    Map<String, String> selection = request.selection();
    List<SourceFile> sources = new ArrayList<>();
    documents.stream().filter(s -> !holdings.isCurrent(s, selection)).forEach(sources::add);
    boolean relink = !sources.isEmpty() || (serves() && documents.isEmpty());
    Set<String> paths = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    pandas.forEach(s -> (holdings.isCurrent(s, selection) ? others : paths).add(s.path()));
    if (!relink && paths.isEmpty()) {
      return unchanged(pandas);
    }
    List<String> all = pandas.stream().map(SourceFile::path).toList();
    PandaLinks links = RunArchive.links(spark, request, relink ? all : List.copyOf(paths));
    if (relink && !others.isEmpty()) {
      paths.addAll(PandaRelinks.stale(held(), links, others));
    }
    pandas.stream().filter(s -> paths.contains(s.path())).forEach(sources::add);
    if (sources.isEmpty()) {
      return unchanged(pandas);
    }
    return convert(pandas.size(), sources, paths, links);
  }

  /** Whether the documents come from a server, which has no files that could be compared. */
  private boolean serves() {
    return request.runArchive().isPresent() && !holdings.isEmpty();
  }

  private static PandaReport unchanged(List<SourceFile> pandas) {
    return new PandaReport(
        Outcome.UNCHANGED, pandas.size(), 0, 0, Map.of(), 0, 0, 0, List.of(), List.of());
  }

  private Dataset<Row> held() {
    List<String> live = new ArrayList<>();
    for (Commit commit : holdings.conversions()) {
      holdings
          .files(commit, PandaConverter.FOLDER)
          .forEach(p -> live.add(new Path(warehouse, p).toString()));
    }
    StructType columns =
        StructType.fromDDL("file STRING, row BIGINT, run_uid STRING, seq_num BIGINT");
    return live.isEmpty()
        ? spark.createDataFrame(List.<Row>of(), columns)
        : spark.read().schema(columns).parquet(live.toArray(String[]::new));
  }

  private PandaReport convert(
      int looked, List<SourceFile> sources, Set<String> paths, PandaLinks links)
      throws IOException {
    PandaStaging staged;
    List<SourceFile> read;
    try (HashingSources hashing = HashingSources.start(spark, sources)) {
      PandaSurvey survey = PandaSurvey.of(spark, List.copyOf(paths));
      staged = stage(survey, holdings.holders(paths), paths, links);
      read = new ArrayList<>(hashing.hashed());
    }
    Set<String> known = new HashSet<>();
    sources.forEach(s -> known.add(s.path()));
    holdings.takenOver(staged.removed(), request.selection()).stream()
        .filter(s -> known.add(s.path()))
        .forEach(read::add);
    return commit(looked, read, staged, links);
  }

  private PandaReport commit(
      int looked, List<SourceFile> read, PandaStaging staged, PandaLinks links) throws IOException {
    List<String> notes = new ArrayList<>(staged.notes());
    if (request.runArchive().isPresent()) {
      notes.addAll(strangers(staged.survey().files(), links));
    }
    List<TableFile> published =
        staging.publish(List.of(PandaConverter.FOLDER, PandaQuarantine.FOLDER), staged.hashes());
    List<TableFile> added = SourceHashes.missing(spark, warehouse, published);
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put(PandaConverter.FOLDER, staged.rows());
    rows.put(PandaQuarantine.FOLDER, staged.quarantined());
    rows.values().removeIf(n -> n == 0);
    log.append(
        new Commit(
            log.next(),
            staging.id(),
            Instant.now().toEpochMilli() / 1000.0,
            PandaConverter.KIND,
            request.selection(),
            read,
            links.runs(),
            Map.of(),
            rows,
            staged.quarantined(),
            added,
            List.copyOf(staged.removed())));
    staging.retire(staged.removed());
    return new PandaReport(
        Outcome.CONVERTED,
        looked,
        staged.survey().files().size(),
        staged.survey().files().stream().mapToLong(PandaFile::rows).sum(),
        staged.columns(),
        added.size(),
        added.stream().mapToLong(TableFile::size).sum(),
        links.runs(),
        notes,
        List.copyOf(staged.survey().reasons().values()));
  }

  /** What was written aside. */
  private record PandaStaging(
      PandaSurvey survey,
      Map<String, String> columns,
      List<String> notes,
      long rows,
      Map<String, String> hashes,
      long quarantined,
      Set<String> removed) {}

  /**
   * Writes the rows aside. What is damaged inside a file shows only then: the files are read once
   * more to find all that are, and the others are written again.
   */
  private PandaStaging stage(
      PandaSurvey first, List<Commit> holders, Set<String> paths, PandaLinks links)
      throws IOException {
    PandaSurvey survey = first;
    boolean again = true;
    while (true) {
      boolean nothing = survey.files().isEmpty() && holdings.isEmpty();
      if (!survey.rejected().isEmpty() && (request.isStrict() || nothing)) {
        throw survey.failure();
      }
      PandaSurvey readable = survey;
      FutureTask<PandaStaging> writing =
          new FutureTask<>(() -> write(readable, holders, paths, links));
      writing.run();
      try {
        return writing.get();
      } catch (ExecutionException e) {
        survey = readable.withoutDamage(spark);
        if (!again || survey.files().size() == readable.files().size()) {
          throw new IOException(e.getCause().getMessage(), e.getCause());
        }
        again = false;
        staging.restart();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("writing PandA rows");
      }
    }
  }

  private PandaStaging write(
      PandaSurvey survey, List<Commit> holders, Set<String> paths, PandaLinks links)
      throws IOException {
    List<String> notes = new ArrayList<>(survey.notes());
    PandaKept kept = new PandaKept(spark, warehouse, holdings, paths);
    StructType table = kept.table();
    PandaPlan plan = PandaConverter.plan(request, survey, links, table, notes);
    List<String> retyped = PandaSchema.retyped(table, plan.schema());
    if (!retyped.isEmpty()) {
      notes.add("columns " + retyped + " hold wider numbers now: their files are written anew");
    }
    kept.find(holders, table, plan.schema());
    PandaJob job = new PandaJob(spark, plan);
    PandaJob.Staged staged = job.stage(staging, kept, links.runs());
    long rows = written(staged, survey, kept, plan.schema());
    PandaQuarantine quarantine = new PandaQuarantine(spark, warehouse, holdings);
    long quarantined = quarantine.stage(staging, survey.reasons(), holders, paths);
    Set<String> removed = new LinkedHashSet<>(kept.removed());
    removed.addAll(quarantine.removed());
    return new PandaStaging(
        survey, job.columns(), notes, rows, staged.hashes(), quarantined, removed);
  }

  /** Rows that were written, which are those of the files and those that are kept. */
  private long written(
      PandaJob.Staged staged, PandaSurvey survey, PandaKept kept, StructType schema)
      throws IOException {
    long expected = survey.files().stream().mapToLong(PandaFile::rows).sum();
    long written = staged.rows();
    for (String month : kept.months()) {
      Optional<Dataset<Row>> rows = kept.rows(month, schema);
      expected += rows.isPresent() ? rows.get().count() : 0;
    }
    if (!kept.months().isEmpty()) {
      String folder = staging.folder(PandaConverter.FOLDER).toString();
      written = spark.read().schema("row BIGINT").parquet(folder).count();
    }
    if (written != expected) {
      throw new ArchiveException(
          Location.file(request.target()),
          "convert PandA files",
          written + " rows were written and " + expected + " are there",
          "Nothing of this conversion counts; run it again and report it");
    }
    return written;
  }

  private List<String> strangers(List<PandaFile> files, PandaLinks links) {
    List<String> notes = new ArrayList<>();
    for (PandaFile file : files) {
      if (!links.files().containsKey(file.path())) {
        notes.add(
            file.path()
                + ": no run in "
                + request.runArchive().orElse("")
                + " names this file (rootMap may be missing)");
      }
    }
    return notes;
  }
}
