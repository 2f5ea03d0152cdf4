package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.sinks.SinkWarehouse;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Converts an archive into Iceberg or Delta tables: the same staged rows and the same rules of what
 * is read again, with tables of another format at the end.
 */
final class SinkConverter {
  private final ArchiveConverter converter;
  private final SparkSession spark;
  private final ConvertRequest request;

  SinkConverter(ArchiveConverter converter, SparkSession spark, ConvertRequest request) {
    this.converter = converter;
    this.spark = spark;
    this.request = request;
  }

  ConversionReport convert() throws IOException {
    try (SinkWarehouse warehouse = SinkWarehouse.open(spark, request.sink(), request.target())) {
      List<SourceFile> listing = converter.listing(request);
      SourceChanges changes = changes(warehouse, listing);
      if (changes.isEmpty()) {
        return ArchiveConverter.unchanged(listing, changes);
      }
      FileSystem files = warehouse.folder().getFileSystem(spark.sessionState().newHadoopConf());
      Staging staging = new Staging(files, warehouse.folder(), Staging.newId());
      if (warehouse.isExclusive()) {
        staging.clearAll();
      }
      try {
        return convert(warehouse, staging, changes, listing);
      } finally {
        staging.clear();
      }
    }
  }

  private SourceChanges changes(SinkWarehouse warehouse, List<SourceFile> listing) {
    return SourceChanges.of(
        warehouse.entries(), ArchiveConverter.KIND, request.selection(), listing);
  }

  private ConversionReport convert(
      SinkWarehouse warehouse, Staging staging, SourceChanges changes, List<SourceFile> listing)
      throws IOException {
    if (changes.isGrowth() && changes.fresh().stream().noneMatch(ServerSources::isServer)) {
      Optional<ConversionReport> grown = grow(warehouse, staging, changes.fresh());
      if (grown.isPresent()) {
        return grown.get();
      }
      staging.clear();
    }
    Set<String> replaced = new LinkedHashSet<>();
    changes.before().forEach(c -> replaced.add(c.id()));
    SourcesAgain sources =
        SourcesAgain.of(spark.sessionState().newHadoopConf(), request, changes, listing);
    Optional<Dataset<Row>> before =
        replaced.isEmpty() ? Optional.empty() : Optional.of(warehouse.runs(replaced));
    KeptRuns kept =
        KeptRuns.find(
            spark,
            staging,
            before,
            request,
            options -> new ArchiveTables(spark, sources.paths(), options));
    Set<String> others = ids(warehouse);
    others.removeAll(replaced);
    ConversionTask task =
        task(
            staging,
            sources.paths(),
            ArchiveConverter.bytes(sources.sources()),
            others.isEmpty() ? Optional.empty() : Optional.of(warehouse.runs(others)));
    Map<String, Long> documents =
        task.stageAll(
            sources.sources().size(),
            Optional.empty(),
            staged ->
                warehouse
                    .documents(replaced)
                    .ifPresent(d -> LostDocuments.check(d, staged.documents(), sources)));
    SinkWarehouse.Replaced change =
        new SinkWarehouse.Replaced(replaced, kept.uids(), sources.gone());
    return commit(warehouse, new Staged(staging, task, documents), sources, change);
  }

  /** Converts new files alone; empty when they go on with runs that are known. */
  private Optional<ConversionReport> grow(
      SinkWarehouse warehouse, Staging staging, List<SourceFile> fresh) throws IOException {
    List<String> paths = fresh.stream().map(SourceFile::path).toList();
    if (PartialConversion.goesOn(request, options -> new ArchiveTables(spark, paths, options))) {
      return Optional.empty();
    }
    ConversionTask task = task(staging, paths, ArchiveConverter.bytes(fresh), Optional.empty());
    Map<String, Long> documents = task.stageAll(fresh.size(), Optional.empty(), known -> {});
    Staged staged = new Staged(staging, task, documents);
    boolean overlaps =
        staged.runs() > 0 && RunUids.meet(task.staged().runs(), warehouse.runs(ids(warehouse)));
    boolean isWaitedFor =
        staged.runs() > 0
            && warehouse
                .quarantine()
                .filter(
                    q ->
                        new WaitingDocuments(q, paths)
                            .waitFor(task.staged().runs(), task.staged().documents()))
                .isPresent();
    return overlaps || isWaitedFor || staged.quarantined() > 0
        ? Optional.empty()
        : Optional.of(
            commit(
                warehouse,
                staged,
                SourcesAgain.only(paths, fresh),
                SinkWarehouse.Replaced.nothing(spark)));
  }

  private static Set<String> ids(SinkWarehouse warehouse) {
    Set<String> ids = new LinkedHashSet<>();
    warehouse.entries().forEach(c -> ids.add(c.id()));
    return ids;
  }

  private ConversionTask task(
      Staging staging, List<String> paths, long bytes, Optional<Dataset<Row>> taken) {
    ArchiveTables tables = new ArchiveTables(spark, paths, request.options());
    return new ConversionTask(spark, tables, staging, request, taken, bytes, step -> {});
  }

  /**
   * Rows that wait for their tables.
   *
   * @param documents by kind
   */
  private record Staged(Staging staging, ConversionTask task, Map<String, Long> documents) {
    long runs() {
      return task.rows().getOrDefault("runs", 0L);
    }

    long quarantined() {
      return task.rows().getOrDefault("quarantine", 0L);
    }
  }

  private ConversionReport commit(
      SinkWarehouse warehouse, Staged staged, SourcesAgain sources, SinkWarehouse.Replaced change)
      throws IOException {
    EventBalance balance = staged.task().balance(staged.documents());
    long kept = change.runs().count();
    Map<String, Long> documents = new TreeMap<>(staged.documents());
    Map<String, Long> rows = new TreeMap<>(staged.task().rows());
    if (kept > 0) {
      warehouse.keptDocuments(change).forEach((name, n) -> documents.merge(name, n, Long::sum));
      warehouse.keptRows(change).forEach((folder, n) -> rows.merge(folder, n, Long::sum));
    }
    List<SourceFile> hashed = new ArrayList<>(SourceHashes.of(spark, sources.sources()));
    hashed.addAll(sources.gone());
    Commit commit =
        new Commit(
            warehouse.entries().size() + 1L,
            staged.staging().id(),
            Instant.now().toEpochMilli() / 1000.0,
            ArchiveConverter.KIND,
            request.selection(),
            hashed,
            staged.runs() + kept,
            documents,
            rows,
            staged.quarantined(),
            List.of(),
            List.of());
    if (!hashed.isEmpty()) {
      warehouse.commit(commit, change, staged.staging(), staged.task().rows().keySet());
    }
    return new ConversionReport(
        Outcome.CONVERTED,
        staged.staging().id(),
        sources.sources().size(),
        ArchiveConverter.bytes(sources.sources()),
        staged.runs() + kept,
        documents,
        rows,
        staged.quarantined(),
        balance.superseded(),
        balance.repeated(),
        kept,
        0,
        0);
  }
}
