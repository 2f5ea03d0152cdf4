package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes tables into the staging area as the warehouse lays them out: a folder a month of the run's
 * start, rows sorted by start time, run and place in the run, zstd, a bloom filter on {@code
 * run_uid}, versions in the footer.
 */
public final class TableWriter {
  /** Column of weights: about how many bytes the rows of a run take. */
  public static final String WEIGHT = "__bluesky_weight";

  /** Column of weights: about how many rows a run has. */
  public static final String COUNT = "__bluesky_count";

  private static final String START = "__bluesky_start";
  private static final String UID = "__bluesky_uid";
  private static final String FROM = "__bluesky_from";
  private static final String SPAN = "__bluesky_span";
  private static final String PLACE = "__bluesky_place";
  private static final long FEW_RUNS = 5_000;
  private static final double MIDDLE = 0.5;

  private final Staging staging;
  private final int buckets;
  private final int[] slots;
  private final long runs;
  private final Optional<TableSchemas> schemas;

  /**
   * @param buckets tasks that write a table; runs near in time share one
   * @param runs about how many runs there are, for the size of the bloom filters
   */
  public TableWriter(Staging staging, int buckets, long runs) {
    this(staging, buckets, runs, Optional.empty());
  }

  /**
   * @param schemas of tables that are there already
   */
  public TableWriter(Staging staging, int buckets, long runs, Optional<TableSchemas> schemas) {
    this.schemas = schemas;
    this.staging = staging;
    this.buckets = Math.max(1, buckets);
    this.slots = Slots.of(this.buckets);
    this.runs = Math.max(1, runs);
  }

  /** Whether rows are spread over several tasks, so that weights matter. */
  public boolean spreads() {
    return buckets > 1;
  }

  /**
   * What ties the other tables to the time of their run, when all runs weigh the same.
   *
   * @param runs with columns {@code run_uid} and {@code start_time}
   */
  public Dataset<Row> keys(Dataset<Row> runs) {
    return keys(runs, Optional.empty());
  }

  /**
   * What ties the other tables to the time of their run, and shares the rows out by weight.
   *
   * @param runs with columns {@code run_uid} and {@code start_time}
   * @param weights with columns {@code run_uid}, {@link #WEIGHT} (DOUBLE) and {@link #COUNT}
   *     (BIGINT), a row a run at most
   */
  public Dataset<Row> keys(Dataset<Row> runs, Optional<Dataset<Row>> weights) {
    Dataset<Row> known =
        runs.select(col("run_uid").as(UID), col("start_time").as(START))
            .withColumn(WEIGHT, lit(1.0))
            .withColumn(COUNT, lit(0L));
    if (weights.isPresent()) {
      Dataset<Row> given = weights.get();
      known =
          known
              .drop(WEIGHT, COUNT)
              .join(given, known.col(UID).equalTo(given.col("run_uid")), "left")
              .na()
              .fill(0, new String[] {WEIGHT, COUNT});
    }
    // Every run counts a little, so that rows of runs without a weight are spread too.
    String weight = "(" + WEIGHT + " + 1)";
    String share = buckets + " / sum(" + weight + ") OVER ()";
    String before = "(sum(" + weight + ") OVER (ORDER BY " + START + ", " + UID + ")";
    Dataset<Row> keys =
        buckets == 1
            ? known.select(col(UID), col(START), lit(0.0).as(FROM), lit(0.0).as(SPAN), col(COUNT))
            : known.select(
                col(UID),
                col(START),
                expr(before + " - " + weight + ") * " + share).as(FROM),
                expr(weight + " * " + share).as(SPAN),
                col(COUNT));
    // Few runs travel with each query instead of being read for each.
    return this.runs <= FEW_RUNS
        ? runs.sparkSession().createDataFrame(keys.collectAsList(), keys.schema())
        : keys;
  }

  /**
   * Writes a table whose rows belong to the runs of {@code keys}; rows of no such run go to the
   * partition of what has no time. A run whose rows have a {@code seq_num} may lie in several
   * files.
   */
  public void write(TableRows given, Dataset<Row> keys) throws IOException {
    TableRows table = given;
    if (schemas.isPresent()) {
      Dataset<Row> fitted = schemas.get().fitted(given.folder(), given.rows());
      table = new TableRows(given.folder(), fitted, given.order());
    }
    Dataset<Row> rows = placed(table);
    boolean divides = List.of(table.rows().columns()).contains("seq_num");
    Column part =
        divides
            ? coalesce(
                least(
                    greatest(col("seq_num").minus(MIDDLE).divide(col(COUNT)), lit(0.0)), lit(1.0)),
                lit(MIDDLE))
            : lit(MIDDLE);
    save(
        table,
        rows.join(keys, rows.col("run_uid").equalTo(keys.col(UID)), "left"),
        floor(col(FROM).plus(col(SPAN).multiply(part))));
  }

  /** Writes a table with a time of its own. */
  public void writeTimed(TableRows table, Column time) {
    save(table, placed(table).withColumn(START, time), lit(0));
  }

  private static Dataset<Row> placed(TableRows table) {
    return table.order().isEmpty()
        ? table.rows().withColumn(PLACE, monotonically_increasing_id())
        : table.rows();
  }

  private void save(TableRows table, Dataset<Row> rows, Column bucket) {
    Column[] columns =
        Arrays.stream(table.rows().columns())
            .filter(name -> !name.equals(PLACE))
            .map(SqlNames::column)
            .toArray(Column[]::new);
    String day =
        "date_add(DATE'1970-01-01', cast(floor(unix_micros(" + START + ") / 86400000000) AS int))";
    Column year =
        coalesce(expr("lpad(cast(year(" + day + ") AS string), 4, '0')"), lit(Staging.NO_YEAR));
    Column month =
        coalesce(expr("lpad(cast(month(" + day + ") AS string), 2, '0')"), lit(Staging.NO_MONTH));
    Column[] kept = Arrays.copyOf(columns, columns.length + 2);
    kept[columns.length] = col(Staging.YEAR);
    kept[columns.length + 1] = col(Staging.MONTH);
    Column number = least(greatest(coalesce(bucket, lit(0)).cast("int"), lit(0)), lit(buckets - 1));
    Dataset<Row> sorted =
        rows.withColumn(Staging.YEAR, year)
            .withColumn(Staging.MONTH, month)
            .repartition(buckets, element_at(lit(slots), number.plus(1)))
            .sortWithinPartitions(
                col(Staging.YEAR),
                col(Staging.MONTH),
                col(START),
                col("run_uid"),
                table.order().isEmpty() ? col(PLACE) : SqlNames.column(table.order()))
            .select(kept);
    WarehouseParquet.save(
        sorted,
        List.of(Staging.YEAR, Staging.MONTH),
        runs / buckets + 1,
        staging.folder(table.folder()));
  }
}
