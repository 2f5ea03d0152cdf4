package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.blueskyspark.converters.layout.RowCounter;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.TableRows;
import io.github.blueskyspark.converters.layout.TableWriter;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
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

  /** Runs in the staging area: uid and start time. */
  Dataset<Row> stagedRuns() {
    return staged("runs", "run_uid STRING, start_time TIMESTAMP");
  }

  /** Stages {@code runs}; returns how many there are. */
  long stageRuns(TableWriter writer) throws IOException {
    RowCounter counter = new RowCounter();
    Dataset<Row> runs = counter.watch(restricted(archive.table("runs")), List.of());
    writer.writeTimed(new TableRows("runs", runs, ""), col("start_time"));
    return counted("runs", counter);
  }

  /** Stages the tables about runs, and every stream. */
  void stageTables(TableWriter writer, Dataset<Row> keys) throws IOException {
    for (String table : TABLES) {
      stage(writer, keys, table, restricted(archive.table(table)), "");
    }
    List<Row> external = externalKeys();
    for (String stream : streams()) {
      Dataset<Row> rows = restricted(archive.stream(stream));
      if (request.frames() == ConvertRequest.Frames.REFERENCED) {
        Set<String> columns = new LinkedHashSet<>();
        external.stream()
            .filter(k -> k.getString(0).equals(stream))
            .forEach(k -> columns.add(k.getString(1)));
        rows = without(rows, columns);
      }
      stage(writer, keys, TableRows.folder("stream", "stream", stream), rows, "seq_num");
    }
    if (request.frames() == ConvertRequest.Frames.COPIED) {
      Set<String> images = new TreeSet<>();
      external.stream()
          .filter(k -> k.getString(3).matches("ndarray|struct<dtype.*"))
          .forEach(k -> images.add(k.getString(2)));
      for (String key : images) {
        stage(
            writer,
            keys,
            TableRows.folder("frames", "data_key", key),
            restricted(archive.frames(key)),
            "index");
      }
    }
    stage(writer, keys, "quarantine", archive.table("quarantine"), "position");
  }

  /**
   * Stages {@code documents}, and compares what the archive gave with what the files hold.
   *
   * @return documents by kind
   * @throws ArchiveException when any is missing
   */
  Map<String, Long> stageDocuments(TableWriter writer, Dataset<Row> keys) throws IOException {
    RowCounter counter = new RowCounter();
    List<Column> kinds = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      kinds.add(count(when(col("name").equalTo(kind.label()), lit(1))).as(kind.label()));
    }
    Dataset<Row> documents = counter.watch(restricted(archive.table("documents")), kinds);
    writer.write(new TableRows("documents", documents, "position"), keys);
    long rows = counted("documents", counter);
    Map<String, Long> given = counter.others();
    given.values().removeIf(n -> n == 0);
    Map<String, Long> held = new TreeMap<>();
    if (rows > 0) {
      Dataset<Row> staged = staged("documents", "name STRING");
      for (Row row : staged.groupBy("name").agg(count(lit(1))).collectAsList()) {
        held.put(row.getString(0), row.getLong(1));
      }
    }
    if (!given.equals(held) || rows != held.values().stream().mapToLong(Long::longValue).sum()) {
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

  private void stage(
      TableWriter writer, Dataset<Row> keys, String folder, Dataset<Row> rows, String order)
      throws IOException {
    RowCounter counter = new RowCounter();
    writer.write(new TableRows(folder, counter.watch(rows, List.of()), order), keys);
    counted(folder, counter);
  }

  private long counted(String folder, RowCounter counter) throws IOException {
    OptionalLong told = counter.rows();
    boolean written = told.isPresent() || !staging.staged(folder).isEmpty();
    long n = told.orElseGet(() -> written ? staged(folder, "run_uid STRING").count() : 0);
    if (n > 0) {
      rows.put(folder, n);
    }
    return n;
  }

  private Dataset<Row> staged(String table, String columns) {
    return spark.read().schema(columns).parquet(staging.folder(table).toString());
  }

  private List<String> streams() {
    if (request.streams().isPresent()) {
      return request.streams().get();
    }
    if (!rows.containsKey("streams")) {
      return List.of();
    }
    return staged("streams", "stream STRING").distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  /** Stream, column, data key and type of every external data key. */
  private List<Row> externalKeys() {
    if (!rows.containsKey("data_keys")) {
      return List.of();
    }
    return staged(
            "data_keys",
            "stream STRING, column STRING, data_key STRING, spark_type STRING, external STRING")
        .where("external IS NOT NULL")
        .drop("external")
        .distinct()
        .collectAsList();
  }

  private static Dataset<Row> without(Dataset<Row> rows, Set<String> columns) {
    List<String> kept = new ArrayList<>(List.of(rows.columns()));
    kept.removeAll(columns);
    return rows.select(
        kept.stream().map(c -> col("`" + c.replace("`", "``") + "`")).toArray(Column[]::new));
  }
}
