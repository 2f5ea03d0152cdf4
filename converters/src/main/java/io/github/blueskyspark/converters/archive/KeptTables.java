package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFolder;
import io.github.blueskyspark.tables.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Tables of an archive, and with them the rows of runs that it no longer holds, as a warehouse has
 * them: nothing of those is read or looked up anew, so that arrays whose files are gone stay, too.
 */
final class KeptTables extends ArchiveTables {
  private final SparkSession spark;
  private final String warehouse;
  private final ArchiveTables present;
  private final WrittenRows replaced;
  private final KeptRuns kept;
  private final List<SourceFile> gone;
  private final Map<String, Set<String>> members = new HashMap<>();

  /**
   * @param warehouse from which the runs are taken
   * @param present tables of what the sources hold
   * @param replaced rows of the conversions that are replaced
   * @param gone sources whose rejected input stays
   */
  KeptTables(
      SparkSession spark,
      String warehouse,
      ArchiveTables present,
      WrittenRows replaced,
      KeptRuns kept,
      List<SourceFile> gone) {
    super(spark, List.of(), Map.of());
    this.spark = spark;
    this.warehouse = warehouse;
    this.present = present;
    this.replaced = replaced;
    this.kept = kept;
    this.gone = List.copyOf(gone);
  }

  @Override
  Dataset<Row> table(String name) {
    Dataset<Row> rows = present.table(name);
    if (name.equals("quarantine")) {
      return replaced
          .of(name, rows.schema())
          .map(old -> WrittenRows.union(rows, rejected(old)))
          .orElse(rows);
    }
    if (kept.isEmpty()) {
      return rows;
    }
    // Documents through the connector: Spark's own reader loses the types beside their text.
    boolean isText = name.equals("documents") || name.equals("events");
    Optional<Dataset<Row>> old = isText ? Optional.of(stored(name)) : replaced.of(name);
    return with(kept.others(rows), old);
  }

  private Dataset<Row> stored(String name) {
    return spark
        .read()
        .format("bluesky")
        .option(Options.TABLE.key(), name)
        .options(months())
        .load(new Path(warehouse).toString());
  }

  /** Options that leave out months without a run that is kept; none where a run has no time. */
  private Map<String, String> months() {
    StructType columns = StructType.fromDDL("run_uid STRING, start_time TIMESTAMP");
    Optional<Row> range =
        replaced
            .of("runs", columns)
            .map(
                runs ->
                    kept.of(runs)
                        .selectExpr(
                            "date_format(min(start_time) - INTERVAL 1 DAY, 'yyyy-MM-dd')",
                            "date_format(max(start_time) + INTERVAL 2 DAYS, 'yyyy-MM-dd')",
                            "count(*) = count(start_time)")
                        .first());
    return range
        .filter(r -> !r.isNullAt(0) && r.getBoolean(2))
        .filter(r -> (r.getString(0) + r.getString(1)).matches("[0-9-]{20}"))
        .map(
            r ->
                Map.of(
                    Options.SINCE.key(),
                    r.getString(0) + "T00:00:00Z",
                    Options.UNTIL.key(),
                    r.getString(1) + "T00:00:00Z"))
        .orElse(Map.of());
  }

  private Dataset<Row> with(Dataset<Row> rows, Optional<Dataset<Row>> old) {
    return old.map(o -> WrittenRows.union(rows, kept.of(o))).orElse(rows);
  }

  @Override
  Dataset<Row> stream(String name) {
    return member(TableName.STREAM, name, () -> present.stream(name));
  }

  @Override
  Dataset<Row> frames(String dataKey) {
    return member(TableName.FRAMES, dataKey, () -> present.frames(dataKey));
  }

  private Dataset<Row> member(TableName table, String name, Supplier<Dataset<Row>> there) {
    Optional<Dataset<Row>> old =
        kept.isEmpty() ? Optional.empty() : replaced.of(TableFolder.of(table, name));
    if (old.isEmpty()) {
      return there.get();
    }
    boolean isStream = table == TableName.STREAM;
    // The archive refuses to show what none of its runs has.
    boolean isThere =
        members
            .computeIfAbsent(
                isStream ? "streams" : "data_keys",
                list ->
                    new HashSet<>(
                        kept.others(present.table(list))
                            .select(isStream ? "stream" : "data_key")
                            .distinct()
                            .as(Encoders.STRING())
                            .collectAsList()))
            .contains(name);
    return isThere ? with(kept.others(there.get()), old) : kept.of(old.get());
  }

  /** Rejected input of what is gone: of a file, or of a server's parts. */
  private Dataset<Row> rejected(Dataset<Row> quarantine) {
    List<String> files =
        gone.stream()
            .filter(s -> !ServerSources.isServer(s))
            .map(s -> FileUris.of(new Path(s.path())))
            .toList();
    Dataset<Row> names = spark.createDataset(files, Encoders.STRING()).toDF("__bluesky_gone");
    Dataset<Row> found =
        quarantine.join(
            names,
            substring_index(quarantine.col("source"), "#", 1).equalTo(names.col("__bluesky_gone")),
            "left_semi");
    for (SourceFile server : gone.stream().filter(ServerSources::isServer).toList()) {
      found = found.union(quarantine.where(col("source").startsWith(server.path())));
    }
    return found;
  }
}
