package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.TableRows;
import io.github.blueskyspark.converters.layout.TableWriter;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Copies the tables of an archive into the staging area, and counts. */
final class ConversionTask {
  private static final List<String> TABLES =
      List.of("streams", "data_keys", "configuration", "assets");

  private final SparkSession spark;
  private final ArchiveTables archive;
  private final Staging staging;
  private final ConvertRequest request;
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private final Optional<Dataset<Row>> taken;

  /**
   * @param taken uids of runs that other conversions have written and that are left out here; empty
   *     when there are none
   */
  ConversionTask(
      SparkSession spark,
      ArchiveTables archive,
      Staging staging,
      ConvertRequest request,
      Optional<Dataset<Row>> taken) {
    this.spark = spark;
    this.archive = archive;
    this.staging = staging;
    this.request = request;
    this.taken = taken;
  }

  /** Rows written by table folder; folders without rows are left out. */
  Map<String, Long> rows() {
    return rows;
  }

  /** Runs in the staging area. */
  Dataset<Row> stagedRuns() {
    return spark.read().parquet(staging.folder("runs").toString()).select("run_uid", "start_time");
  }

  /** Stages {@code runs}; returns how many there are. */
  long stageRuns(TableWriter writer) throws IOException {
    Dataset<Row> runs = restricted(archive.table("runs"));
    writer.writeTimed(new TableRows("runs", runs, ""), col("start_time"));
    return counted("runs");
  }

  /** Stages the tables about runs, and every stream. */
  void stageTables(TableWriter writer) throws IOException {
    Dataset<Row> keys = writer.keys(stagedRuns());
    for (String table : TABLES) {
      stage(writer, keys, new TableRows(table, restricted(archive.table(table)), ""));
    }
    Map<String, Set<String>> external = externalColumns();
    for (String stream : streams()) {
      Dataset<Row> rows = restricted(archive.stream(stream));
      if (request.frames() == ConvertRequest.Frames.REFERENCED) {
        rows = without(rows, external.getOrDefault(stream, Set.of()));
      }
      stage(
          writer,
          keys,
          new TableRows(TableRows.folder("stream", "stream", stream), rows, "seq_num"));
    }
    if (request.frames() == ConvertRequest.Frames.COPIED) {
      for (String key : imageKeys()) {
        stage(
            writer,
            keys,
            new TableRows(
                TableRows.folder("frames", "data_key", key),
                restricted(archive.frames(key)),
                "index"));
      }
    }
    stage(writer, keys, new TableRows("quarantine", archive.table("quarantine"), "position"));
  }

  /**
   * Stages {@code documents}, and compares what the archive gave with what the files hold.
   *
   * @return documents by kind
   * @throws ArchiveException when any is missing
   */
  Map<String, Long> stageDocuments(TableWriter writer) throws IOException {
    Dataset<Row> keys = writer.keys(stagedRuns());
    KindCounter counter = new KindCounter(spark);
    Dataset<Row> documents = counter.watch(restricted(archive.table("documents")), spark);
    stage(writer, keys, new TableRows("documents", documents, "position"));
    Map<String, Long> held = new TreeMap<>();
    if (rows.containsKey("documents")) {
      Dataset<Row> staged = spark.read().parquet(staging.folder("documents").toString());
      for (Row row : staged.groupBy("name").agg(count(lit(1))).collectAsList()) {
        held.put(row.getString(0), row.getLong(1));
      }
    }
    Map<String, Long> given = counter.counts();
    if (!given.equals(held)) {
      throw new ArchiveException(
          Location.file(request.sources().get(0)),
          "convert the archive",
          "documents read " + given + ", documents written " + held,
          "Run it again; if it stays so, please report it. Nothing of this conversion counts");
    }
    return held;
  }

  private Dataset<Row> restricted(Dataset<Row> table) {
    return taken
        .map(
            uids ->
                table.join(
                    uids, table.col("run_uid").equalTo(uids.col("__bluesky_taken")), "left_anti"))
        .orElse(table);
  }

  private void stage(TableWriter writer, Dataset<Row> keys, TableRows table) throws IOException {
    writer.write(table, keys);
    counted(table.folder());
  }

  private long counted(String folder) throws IOException {
    if (staging.staged(folder).isEmpty()) {
      return 0;
    }
    long n = spark.read().parquet(staging.folder(folder).toString()).count();
    rows.put(folder, n);
    return n;
  }

  private List<String> streams() throws IOException {
    if (request.streams().isPresent()) {
      return request.streams().get();
    }
    if (staging.staged("streams").isEmpty()) {
      return List.of();
    }
    Dataset<Row> staged = spark.read().parquet(staging.folder("streams").toString());
    return staged.select("stream").distinct().orderBy("stream").collectAsList().stream()
        .map(r -> r.getString(0))
        .toList();
  }

  private Map<String, Set<String>> externalColumns() throws IOException {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    for (Row row : externalKeys().select("stream", "column").distinct().collectAsList()) {
      found.computeIfAbsent(row.getString(0), s -> new LinkedHashSet<>()).add(row.getString(1));
    }
    return found;
  }

  private List<String> imageKeys() throws IOException {
    return externalKeys()
        .where("spark_type = 'ndarray' OR spark_type LIKE 'struct<dtype%'")
        .select("data_key")
        .distinct()
        .orderBy("data_key")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }

  private Dataset<Row> externalKeys() throws IOException {
    return staging.staged("data_keys").isEmpty()
        ? spark
            .emptyDataFrame()
            .selectExpr("'' AS stream", "'' AS column", "'' AS data_key", "'' AS spark_type")
            .limit(0)
        : spark
            .read()
            .parquet(staging.folder("data_keys").toString())
            .where("external IS NOT NULL");
  }

  private static Dataset<Row> without(Dataset<Row> rows, Set<String> columns) {
    List<String> kept = new ArrayList<>(List.of(rows.columns()));
    kept.removeAll(columns);
    return rows.select(
        kept.stream()
            .map(c -> col("`" + c.replace("`", "``") + "`"))
            .toArray(org.apache.spark.sql.Column[]::new));
  }
}
