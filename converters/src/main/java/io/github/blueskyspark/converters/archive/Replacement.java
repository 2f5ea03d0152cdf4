package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What becomes of the data files that count.
 *
 * @param replaced paths of those that count no longer
 * @param others those that go on counting
 */
record Replacement(List<String> replaced, List<TableFile> others) {
  /** Copies the lists. */
  Replacement {
    replaced = List.copyOf(replaced);
    others = List.copyOf(others);
  }

  /** Replaces the rows of these conversions. */
  static Replacement of(CommitLog log, Collection<Commit> conversions) {
    Set<String> ids = new HashSet<>();
    conversions.forEach(c -> ids.add(c.id()));
    Map<String, Commit> live = log.live();
    List<String> replaced = new ArrayList<>();
    List<TableFile> others = new ArrayList<>();
    for (TableFile file : log.liveFiles()) {
      if (ids.contains(live.get(file.path()).id())) {
        replaced.add(file.path());
      } else {
        others.add(file);
      }
    }
    return new Replacement(replaced, others);
  }

  /** Replaces nothing. */
  static Replacement nothing(CommitLog log) {
    return new Replacement(List.of(), log.liveFiles());
  }

  /** Column {@code run_uid} of the runs that go on counting; empty where there are none. */
  Optional<Dataset<Row>> otherRuns(SparkSession spark, String warehouse) {
    return new WrittenRows(spark, warehouse, others.stream().map(TableFile::path).toList())
        .of("runs", RunUids.COLUMN);
  }
}
