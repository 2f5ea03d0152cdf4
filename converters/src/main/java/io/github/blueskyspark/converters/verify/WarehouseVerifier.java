package io.github.blueskyspark.converters.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import io.github.blueskyspark.spi.ArchivePlace;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Compares a warehouse with its own commit log, and with its sources where they are given. Writes
 * nothing.
 */
public final class WarehouseVerifier {
  private static final List<String> COUNTED =
      List.of("runs", "streams", "data_keys", "configuration");

  /**
   * True, but {@code notes} need all of a file: its head and tail alone, which {@code runs} makes
   * do with, tell of no other run between.
   */
  private static final String WHOLE = "coalesce(size(notes), 0) >= -1";

  private static final String DOCUMENT_COLUMNS =
      "run_uid STRING, position BIGINT, name STRING, json STRING";
  private static final String FRAME_COLUMNS =
      "run_uid STRING, stream STRING, data_key STRING, seq_num BIGINT, frame INT, index BIGINT,"
          + " resource_uid STRING, image STRUCT<dtype: STRING, shape: ARRAY<INT>, data: BINARY>";

  private final SparkSession spark;
  private final VerifyRequest request;
  private final Path warehouse;
  private final Differences differences = new Differences();

  /** A verifier that runs in this session. */
  public WarehouseVerifier(SparkSession spark, VerifyRequest request) {
    this.spark = spark;
    this.request = request;
    this.warehouse = new Path(request.warehouse());
  }

  /**
   * Compares the commit log with its own checksums, bytes of files with the log, then documents,
   * counts and copied frames with the source, where there is one.
   *
   * @throws ArchiveException when there is no warehouse, or the source cannot be read
   */
  public VerifyReport verify() throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    FileSystem files = warehouse.getFileSystem(conf);
    CommitLog log = CommitLog.read(files, warehouse);
    if (log.entries().isEmpty()) {
      throw new ArchiveException(
          Location.file(request.warehouse()),
          "verify the warehouse",
          "there is no commit log in it",
          "Name a directory that 'bluesky-spark convert' has written");
    }
    FileComparison held =
        new FileComparison(spark, files.makeQualified(warehouse), log, differences);
    held.run();
    long documents = 0;
    long arrays = 0;
    if (!request.sources().isEmpty()) {
      nameGone(log, conf);
      documents = compareDocuments(held);
      for (String table : COUNTED) {
        compareCounts(table, held);
      }
      arrays = compareFrames(log, held);
    }
    return new VerifyReport(
        log.liveFiles().size(), documents, arrays, differences.count(), differences.examples());
  }

  /** Files that were converted and are no longer there: their documents are nowhere to compare. */
  private void nameGone(CommitLog log, Configuration conf) throws IOException {
    Set<String> paths = new TreeSet<>();
    Set<Commit> counting = new HashSet<>(log.live().values());
    for (Commit commit : counting) {
      commit.sources().stream()
          .map(SourceFile::path)
          .filter(p -> !ArchivePlace.isServer(p))
          .forEach(paths::add);
    }
    for (String path : paths) {
      Path file = new Path(path);
      if (!file.getFileSystem(conf).exists(file)) {
        differences.add(path + ": the source is gone; what was converted of it stays");
      }
    }
  }

  private Dataset<Row> source(String table, Map<String, String> more) {
    return spark
        .read()
        .format("bluesky")
        .options(request.options())
        .options(more)
        .option(Options.TABLE.key(), table)
        .load(request.sources().toArray(String[]::new));
  }

  private long compareDocuments(FileComparison files) {
    Column[] wanted = {
      col("run_uid"), col("position"), col("name"), expr("sha2(json, 256)").as("sha")
    };
    Dataset<Row> held = read(files.readable("documents/"), DOCUMENT_COLUMNS);
    RowComparison comparison =
        new RowComparison(
            List.of("run_uid", "position"),
            List.of("name", "sha"),
            row ->
                "run "
                    + row.getAs("run_uid")
                    + ", document "
                    + row.getAs("position")
                    + " ("
                    + row.getAs("what")
                    + ")");
    return comparison.run(
        source("documents", Map.of()).select(wanted), chosen(held).select(wanted), differences);
  }

  private void compareCounts(String table, FileComparison files) {
    Column[] rows = {lit(table + " rows").as("name"), col("rows")};
    Dataset<Row> held = read(files.readable(table + "/"), "run_uid STRING");
    RowComparison comparison =
        new RowComparison(
            List.of("run_uid"),
            List.of("name", "rows"),
            row -> "run " + row.getAs("run_uid") + ", number of rows in " + table);
    Dataset<Row> given = source(table, Map.of());
    comparison.run(
        counted(table.equals("runs") ? given.where(WHOLE) : given)
            .select(col("run_uid"), rows[0], rows[1]),
        counted(chosen(held)).select(col("run_uid"), rows[0], rows[1]),
        differences);
  }

  private static Dataset<Row> counted(Dataset<Row> table) {
    return table.groupBy("run_uid").agg(count(lit(1)).as("rows"));
  }

  private long compareFrames(CommitLog log, FileComparison files) {
    Set<String> folders = new TreeSet<>();
    log.liveFiles().stream()
        .map(TableFile::path)
        .filter(p -> p.startsWith("frames/"))
        .forEach(p -> folders.add(p.substring(0, p.indexOf('/', "frames/".length()) + 1)));
    Column[] columns = {
      col("run_uid"),
      col("stream"),
      col("data_key"),
      col("seq_num"),
      col("frame"),
      col("resource_uid"),
      col("index"),
      expr("sha2(image.data, 256)").as("sha"),
      expr("to_json(image.shape)").as("shape"),
      expr("image.dtype").as("name")
    };
    RowComparison comparison =
        new RowComparison(
            List.of("run_uid", "stream", "data_key", "seq_num", "frame", "resource_uid", "index"),
            List.of("name", "shape", "sha"),
            row ->
                "run "
                    + row.getAs("run_uid")
                    + ", "
                    + row.getAs("data_key")
                    + ", frame "
                    + row.getAs("frame")
                    + " of seq_num "
                    + row.getAs("seq_num"));
    long compared = 0;
    for (String folder : folders) {
      Dataset<Row> held = read(files.readable(folder), FRAME_COLUMNS);
      List<Row> key = held.select("data_key").limit(1).collectAsList();
      if (!key.isEmpty()) {
        Dataset<Row> given =
            source("frames", Map.of(Options.DATA_KEY.key(), key.get(0).getString(0)));
        compared +=
            comparison.run(given.select(columns), chosen(held).select(columns), differences);
      }
    }
    return compared;
  }

  /** Rows of the runs that the source has been asked for; all when no selection is given. */
  private Dataset<Row> chosen(Dataset<Row> held) {
    boolean selected =
        request.options().keySet().stream()
            .anyMatch(
                k ->
                    List.of(Options.RUN, Options.QUERY, Options.SINCE, Options.UNTIL).stream()
                        .anyMatch(o -> o.key().equalsIgnoreCase(k)));
    return selected ? held.join(source("runs", Map.of()).select("run_uid"), "run_uid") : held;
  }

  /** Only the columns that are compared, by the types they have to have. */
  private Dataset<Row> read(List<String> files, String columns) {
    return files.isEmpty()
        ? spark.createDataFrame(List.<Row>of(), StructType.fromDDL(columns))
        : spark.read().schema(columns).parquet(files.toArray(String[]::new));
  }
}
