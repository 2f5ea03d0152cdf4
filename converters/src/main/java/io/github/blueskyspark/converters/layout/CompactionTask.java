package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Stages the rows of many files as few, and counts them. */
final class CompactionTask {
  private static final long BYTES_A_FILE = 256L << 20;
  private static final long BYTES_A_TASK = 128L << 20;
  private static final int MOST_TASKS = 10_000;

  private final SparkSession spark;
  private final Path warehouse;
  private final Staging staging;

  CompactionTask(SparkSession spark, Path warehouse, Staging staging) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.staging = staging;
  }

  /**
   * Stages every folder of a group.
   *
   * @throws ArchiveException when a row is missing afterwards
   */
  void stage(CompactionGroup group, TableSchemas schemas) throws IOException {
    StructType runColumns = StructType.fromDDL("run_uid STRING, start_time TIMESTAMP");
    Dataset<Row> runs =
        rows(group.runs(), runColumns).select(col("run_uid"), col("start_time")).distinct();
    long runCount = runs.count();
    for (Map.Entry<String, List<TableFile>> folder : group.byFolder().entrySet()) {
      stage(folder.getKey(), folder.getValue(), schemas, runs, runCount);
    }
  }

  private void stage(
      String folder, List<TableFile> files, TableSchemas schemas, Dataset<Row> runs, long runCount)
      throws IOException {
    List<String> uris = files.stream().map(this::uri).toList();
    List<FileLook> looks = FileLook.of(spark, uris);
    StructType union = looks.get(looks.size() - 1).columns();
    union = schemas.grown(folder).orElse(union);
    Map<StructType, List<TableFile>> same = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      same.computeIfAbsent(looks.get(i).columns(), c -> new ArrayList<>()).add(files.get(i));
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    for (Map.Entry<StructType, List<TableFile>> one : same.entrySet()) {
      List<Column> columns = new ArrayList<>(SchemaUnion.columns(one.getKey(), union));
      columns.add(col(DataFileRows.PLACE));
      parts.add(rows(one.getValue(), one.getKey()).select(columns.toArray(Column[]::new)));
    }
    Dataset<Row> all = parts.stream().reduce(Dataset::unionAll).orElseThrow();
    long bytes = files.stream().mapToLong(TableFile::size).sum();
    int buckets = (int) Math.min((bytes + BYTES_A_FILE - 1) / BYTES_A_FILE, MOST_TASKS);
    TableWriter writer = new TableWriter(staging, buckets, runCount);
    Optional<Dataset<Row>> weights =
        writer.spreads() ? Optional.of(weights(all)) : Optional.empty();
    writer.write(new TableRows(folder, all, DataFileRows.PLACE), writer.keys(runs, weights));
    compare(folder, looks);
  }

  /** Rows of a table have about one size. */
  private static Dataset<Row> weights(Dataset<Row> rows) {
    Column number = count(lit(1));
    return rows.groupBy("run_uid")
        .agg(number.cast("double").as(TableWriter.WEIGHT), number.as(TableWriter.COUNT));
  }

  private void compare(String folder, List<FileLook> before) throws IOException {
    List<String> uris = new ArrayList<>();
    for (FileStatus file : staging.staged(folder)) {
      uris.add(file.getPath().toString());
    }
    long given = before.stream().mapToLong(FileLook::rows).sum();
    long held = FileLook.of(spark, uris).stream().mapToLong(FileLook::rows).sum();
    if (given != held) {
      throw new ArchiveException(
          Location.file(new Path(warehouse, folder).toString()),
          "compact the warehouse",
          given + " rows were read and " + held + " written",
          "Run it again; if it stays so, please report it. Nothing of this compaction counts");
    }
  }

  private String uri(TableFile file) {
    return new Path(warehouse, file.path()).toString();
  }

  private Dataset<Row> rows(List<TableFile> files, StructType columns) {
    List<DataFileRows.Source> sources = new ArrayList<>();
    long bytes = 0;
    for (TableFile file : files) {
      sources.add(Partition.of(file).source(uri(file), file.size(), file.owner()));
      bytes += file.size();
    }
    int tasks = spark.sparkContext().defaultParallelism();
    return DataFileRows.of(spark, sources, columns, (int) (bytes / BYTES_A_TASK) + tasks);
  }
}
