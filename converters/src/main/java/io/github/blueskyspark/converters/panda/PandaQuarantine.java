package io.github.blueskyspark.converters.panda;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseParquet;
import io.github.blueskyspark.spark.warehouse.Commit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** PandA files that could not be read, as rows of table {@code quarantine}. */
final class PandaQuarantine {
  static final String FOLDER = "quarantine";

  private static final String RULE = "panda-file-cannot-be-read";
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "source STRING, position BIGINT, length BIGINT, run_uid STRING, document STRING,"
              + " rule STRING, reason STRING, raw BINARY");

  private final SparkSession spark;
  private final Path warehouse;
  private final PandaHoldings holdings;
  private final Set<String> removed = new LinkedHashSet<>();

  PandaQuarantine(SparkSession spark, Path warehouse, PandaHoldings holdings) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.holdings = holdings;
  }

  /** Files that count no longer. */
  Set<String> removed() {
    return removed;
  }

  /**
   * Stages the rejected files, and those that were rejected before and are not looked at again.
   *
   * @param rejected reasons by path
   * @param holders conversions whose rows are written anew
   * @param again files that are looked at again
   * @return number of rows
   */
  long stage(
      Staging staging,
      Map<String, String> rejected,
      List<Commit> holders,
      Collection<String> again) {
    List<Row> rows = new ArrayList<>();
    for (Commit holder : holders) {
      List<String> files = holdings.files(holder, FOLDER);
      if (!files.isEmpty()) {
        removed.addAll(files);
        rows.addAll(kept(files, again));
      }
    }
    rejected.forEach(
        (path, reason) ->
            rows.add(RowFactory.create(path, 0L, 0L, null, null, RULE, reason, null)));
    if (!rows.isEmpty()) {
      Path folder =
          new Path(staging.folder(FOLDER), Staging.partition(Staging.NO_YEAR, Staging.NO_MONTH));
      Dataset<Row> all = spark.createDataFrame(rows, SCHEMA).coalesce(1);
      WarehouseParquet.save(all.sortWithinPartitions("source"), List.of(), 0, folder);
    }
    return rows.size();
  }

  private List<Row> kept(List<String> files, Collection<String> again) {
    String[] paths =
        files.stream().map(p -> new Path(warehouse, p).toString()).toArray(String[]::new);
    return spark
        .read()
        .schema(SCHEMA)
        .parquet(paths)
        .where(org.apache.spark.sql.functions.not(col("source").isInCollection(List.copyOf(again))))
        .collectAsList();
  }
}
