package io.github.blueskyspark.converters.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
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

/** Compares a warehouse with its sources. Writes nothing. */
public final class WarehouseVerifier {
  private static final List<String> COUNTED =
      List.of("runs", "streams", "data_keys", "configuration");
  private static final List<String> DOCUMENT = List.of("run_uid", "position");
  private static final List<String> FRAME =
      List.of("run_uid", "stream", "seq_num", "frame", "resource_uid", "index");

  private final SparkSession spark;
  private final VerifyRequest request;
  private final Path warehouse;
  private final Differences differences = new Differences();
  private final Set<String> damaged = new HashSet<>();

  /** A verifier that runs in this session. */
  public WarehouseVerifier(SparkSession spark, VerifyRequest request) {
    this.spark = spark;
    this.request = request;
    this.warehouse = new Path(request.warehouse());
  }

  /**
   * Compares bytes of files with the commit log, then documents, counts and copied frames with the
   * source.
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
    List<TableFile> live = log.liveFiles();
    compareBytes(files, live);
    Dataset<Row> documents = source("documents", Map.of());
    Dataset<Row> runs = documents.select("run_uid").distinct().cache();
    try {
      long compared = compareDocuments(documents, held(live, "documents/"), runs);
      for (String table : COUNTED) {
        compareCounts(table, source(table, Map.of()), held(live, table + "/"), runs);
      }
      long arrays = compareFrames(live, runs);
      return new VerifyReport(
          live.size(), compared, arrays, differences.count(), differences.examples());
    } finally {
      runs.unpersist();
    }
  }

  private void compareBytes(FileSystem files, List<TableFile> live) throws IOException {
    List<TableFile> there = new ArrayList<>();
    for (TableFile file : live) {
      Path path = new Path(warehouse, file.path());
      long size = files.exists(path) ? files.getFileStatus(path).getLen() : -1;
      if (size != file.size()) {
        damaged.add(file.path());
        differences.add(
            file.path()
                + (size < 0
                    ? ": the file is missing"
                    : ": the file has " + size + " bytes, " + file.size() + " were written"));
      } else if (!file.sha256().isEmpty()) {
        there.add(file);
      }
    }
    List<TableFile> now = SourceHashes.of(spark, warehouse, there);
    for (int i = 0; i < there.size(); i++) {
      if (!now.get(i).sha256().equals(there.get(i).sha256())) {
        damaged.add(there.get(i).path());
        differences.add(there.get(i).path() + ": its bytes are not those that were written");
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

  /** Undamaged files of a table that count; empty when there are none. */
  private List<String> held(List<TableFile> live, String folder) {
    return live.stream()
        .map(TableFile::path)
        .filter(p -> p.startsWith(folder) && !damaged.contains(p))
        .map(p -> new Path(warehouse, p).toString())
        .toList();
  }

  private long compareDocuments(Dataset<Row> source, List<String> files, Dataset<Row> runs) {
    Column[] wanted = {
      col("run_uid"), col("position"), col("name"), expr("sha2(json, 256)").as("sha")
    };
    Dataset<Row> given = source.select(wanted);
    Dataset<Row> held = chosen(files.isEmpty() ? given.limit(0) : read(files).select(wanted), runs);
    list(
        given,
        held,
        DOCUMENT,
        List.of("name", "sha"),
        row ->
            "run "
                + row.getAs("run_uid")
                + ", document "
                + row.getAs("position")
                + " ("
                + row.getAs("what")
                + ")");
    return given.count();
  }

  private void compareCounts(
      String table, Dataset<Row> source, List<String> files, Dataset<Row> runs) {
    Column rows = count(lit(1)).as("rows");
    Dataset<Row> given = source.groupBy("run_uid").agg(rows);
    Dataset<Row> held = files.isEmpty() ? given.limit(0) : read(files).groupBy("run_uid").agg(rows);
    list(
        given.withColumn("name", lit(table + " rows")),
        chosen(held, runs).withColumn("name", lit(table + " rows")),
        List.of("run_uid"),
        List.of("name", "rows"),
        row -> "run " + row.getAs("run_uid") + ", number of rows in " + table);
  }

  private long compareFrames(List<TableFile> live, Dataset<Row> runs) {
    Set<String> folders = new TreeSet<>();
    live.stream()
        .map(TableFile::path)
        .filter(p -> p.startsWith("frames/"))
        .forEach(p -> folders.add(p.substring(0, p.indexOf('/', "frames/".length()) + 1)));
    long compared = 0;
    for (String folder : folders) {
      List<String> files = held(live, folder);
      if (files.isEmpty()) {
        continue;
      }
      Column sha = expr("sha2(image.data, 256)").as("sha");
      Column[] columns = {
        col("run_uid"),
        col("stream"),
        col("data_key"),
        col("seq_num"),
        col("frame"),
        col("resource_uid"),
        col("index"),
        sha,
        expr("image.dtype").as("name")
      };
      Dataset<Row> held = chosen(read(files).select(columns), runs);
      String key = held.select("data_key").first().getString(0);
      Dataset<Row> given = source("frames", Map.of(Options.DATA_KEY.key(), key)).select(columns);
      list(
          given,
          held,
          FRAME,
          List.of("name", "sha"),
          row ->
              "run "
                  + row.getAs("run_uid")
                  + ", "
                  + key
                  + ", frame "
                  + row.getAs("frame")
                  + " of seq_num "
                  + row.getAs("seq_num"));
      compared += held.count();
    }
    return compared;
  }

  /** Rows of the runs that the source has been asked for; all when no selection is given. */
  private Dataset<Row> chosen(Dataset<Row> held, Dataset<Row> runs) {
    boolean selected =
        request.options().keySet().stream()
            .anyMatch(
                k ->
                    List.of(Options.RUN, Options.QUERY, Options.SINCE, Options.UNTIL).stream()
                        .anyMatch(o -> o.key().equalsIgnoreCase(k)));
    return selected ? held.join(runs, "run_uid") : held;
  }

  private Dataset<Row> read(List<String> files) {
    return spark.read().option("mergeSchema", "false").parquet(files.toArray(String[]::new));
  }

  /** Lists the keys whose values differ, or that only one side has. */
  private void list(
      Dataset<Row> given,
      Dataset<Row> held,
      List<String> keys,
      List<String> values,
      Sentence sentence) {
    Column same = lit(true);
    List<Column> shown = new ArrayList<>();
    for (String key : keys) {
      same = same.and(col("g." + key).eqNullSafe(col("h." + key)));
      shown.add(coalesce(col("g." + key), col("h." + key)).as(key));
    }
    Column equal = lit(true);
    for (String value : values) {
      equal = equal.and(col("g." + value).eqNullSafe(col("h." + value)));
    }
    shown.add(coalesce(col("g.name"), col("h.name")).as("what"));
    shown.add(col("g.name").isNotNull().as("given"));
    shown.add(col("h.name").isNotNull().as("held"));
    Dataset<Row> all =
        given
            .alias("g")
            .join(held.alias("h"), same, "full_outer")
            .where(not(equal))
            .select(shown.toArray(Column[]::new))
            .cache();
    try {
      long n = all.count();
      Column[] order = keys.stream().map(k -> col(k)).toArray(Column[]::new);
      List<String> first =
          n == 0
              ? List.of()
              : all.orderBy(order).limit(Differences.SHOWN).collectAsList().stream()
                  .map(row -> sentence.about(row) + ": " + verdict(row))
                  .toList();
      differences.add(n, first);
    } finally {
      all.unpersist();
    }
  }

  private static String verdict(Row row) {
    boolean given = row.getAs("given");
    boolean held = row.getAs("held");
    if (given && held) {
      return "the warehouse holds another one than the source";
    }
    return given ? "the warehouse does not hold it" : "the source does not hold it";
  }

  /** What a difference is about. */
  private interface Sentence {
    String about(Row row);
  }
}
