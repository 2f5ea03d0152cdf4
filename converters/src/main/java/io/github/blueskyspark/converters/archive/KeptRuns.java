package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.layout.StagedCounts;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Runs of replaced conversions that no source holds any more. What was converted stays, so they are
 * kept as they are.
 *
 * @param count how many there are
 * @param uids column {@code run_uid}
 */
record KeptRuns(long count, Dataset<Row> uids) {
  /** Where they are noted in the staging area; no table has that name. */
  private static final String FOLDER = "kept";

  /** Options that leave runs out that are there. */
  private static final List<String> CHOOSING =
      List.of(Options.RUN.key(), Options.QUERY.key(), Options.SINCE.key(), Options.UNTIL.key());

  /**
   * Finds them, or takes those that a process that died has found: it may have staged them.
   *
   * @param before column {@code run_uid} of the conversions that are replaced; empty when they had
   *     no runs
   * @param archive gives the tables of what is read, read with options
   */
  static KeptRuns find(
      SparkSession spark,
      Staging staging,
      Optional<Dataset<Row>> before,
      ConvertRequest request,
      Function<Map<String, String>, ArchiveTables> archive)
      throws IOException {
    if (before.isEmpty()) {
      return new KeptRuns(0, spark.sql("SELECT '' AS run_uid WHERE false"));
    }
    String folder = staging.folder(FOLDER).toString();
    if (staging.finished(FOLDER).isEmpty()) {
      Dataset<Row> there = archive.apply(allRuns(request.options())).table("runs");
      RunUids.without(before.get().distinct(), there)
          .repartition(1)
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(folder);
      staging.finish(FOLDER, new StagedCounts(read(spark, folder).count(), Map.of()));
    }
    return new KeptRuns(staging.finished(FOLDER).orElseThrow().rows(), read(spark, folder));
  }

  private static Dataset<Row> read(SparkSession spark, String folder) {
    return spark.read().schema(RunUids.COLUMN).parquet(folder);
  }

  private static Map<String, String> allRuns(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.keySet().removeIf(k -> CHOOSING.stream().anyMatch(k::equalsIgnoreCase));
    return all;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Their rows of a table. */
  Dataset<Row> of(Dataset<Row> rows) {
    return RunUids.only(rows, uids);
  }

  /** The rows of other runs. */
  Dataset<Row> others(Dataset<Row> rows) {
    return isEmpty() ? rows : RunUids.without(rows, uids);
  }
}
