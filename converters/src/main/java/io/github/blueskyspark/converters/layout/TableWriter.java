package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes tables into the staging area as the warehouse lays them out: a folder a month of the run's
 * start, rows sorted by start time, run and place in the run, zstd, a bloom filter on {@code
 * run_uid}, versions in the footer.
 */
public final class TableWriter {
  private static final String START = "__bluesky_start";
  private static final String UID = "__bluesky_uid";
  private static final String BUCKET = "__bluesky_bucket";
  private static final String PLACE = "__bluesky_place";
  private static final long FEW_RUNS = 5_000;

  private final Staging staging;
  private final int buckets;
  private final long runs;

  /**
   * @param buckets tasks that write a table; runs near in time share one
   * @param runs about how many runs there are, for the size of the bloom filters
   */
  public TableWriter(Staging staging, int buckets, long runs) {
    this.staging = staging;
    this.buckets = Math.max(1, buckets);
    this.runs = Math.max(1, runs);
  }

  /**
   * What ties the other tables to the time of their run.
   *
   * @param runs with columns {@code run_uid} and {@code start_time}
   */
  public Dataset<Row> keys(Dataset<Row> runs) {
    String share =
        String.format(
            "cast(floor((row_number() OVER (ORDER BY start_time, run_uid) - 1) * %dL / %dL) AS"
                + " int)",
            buckets, this.runs);
    Dataset<Row> keys =
        runs.select(
            col("run_uid").as(UID),
            col("start_time").as(START),
            (buckets == 1 ? lit(0) : expr(share)).as(BUCKET));
    // Few runs travel with each query instead of being read for each.
    return this.runs <= FEW_RUNS
        ? runs.sparkSession().createDataFrame(keys.collectAsList(), keys.schema())
        : keys;
  }

  /**
   * Writes a table whose rows belong to the runs of {@code keys}; rows of no such run go to the
   * partition of what has no time.
   */
  public void write(TableRows table, Dataset<Row> keys) {
    Dataset<Row> rows = placed(table);
    save(table, rows.join(keys, rows.col("run_uid").equalTo(keys.col(UID)), "left"));
  }

  /** Writes a table with a time of its own. */
  public void writeTimed(TableRows table, Column time) {
    save(table, placed(table).withColumn(START, time).withColumn(BUCKET, lit(0)));
  }

  private static Dataset<Row> placed(TableRows table) {
    return table.order().isEmpty()
        ? table.rows().withColumn(PLACE, monotonically_increasing_id())
        : table.rows();
  }

  private void save(TableRows table, Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(table.rows().columns()).map(TableWriter::quoted).toArray(Column[]::new);
    String day =
        "date_add(DATE'1970-01-01', cast(floor(unix_micros(" + START + ") / 86400000000) AS int))";
    Column year =
        coalesce(expr("lpad(cast(year(" + day + ") AS string), 4, '0')"), lit(Staging.NO_YEAR));
    Column month =
        coalesce(expr("lpad(cast(month(" + day + ") AS string), 2, '0')"), lit(Staging.NO_MONTH));
    Column[] kept = Arrays.copyOf(columns, columns.length + 2);
    kept[columns.length] = col(Staging.YEAR);
    kept[columns.length + 1] = col(Staging.MONTH);
    Dataset<Row> sorted =
        rows.withColumn(Staging.YEAR, year)
            .withColumn(Staging.MONTH, month)
            .repartition(buckets, coalesce(col(BUCKET), lit(0)))
            .sortWithinPartitions(
                col(Staging.YEAR),
                col(Staging.MONTH),
                col(START),
                quoted("run_uid"),
                table.order().isEmpty() ? col(PLACE) : quoted(table.order()))
            .select(kept);
    WarehouseParquet.save(
        sorted,
        List.of(Staging.YEAR, Staging.MONTH),
        runs / buckets + 1,
        staging.folder(table.folder()));
  }

  /** A column by its whole name, dots and all. */
  static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
