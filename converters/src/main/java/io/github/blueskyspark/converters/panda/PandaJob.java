package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseParquet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Writes the rows of PandA files into the staging area: a folder a month, a Parquet file a task,
 * rows in their order.
 */
final class PandaJob {
  private final SparkSession spark;
  private final PandaPlan plan;

  PandaJob(SparkSession spark, PandaPlan plan) {
    this.spark = spark;
    this.plan = plan;
  }

  /** Types of the dataset columns by name. */
  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (StructField field : plan.schema().fields()) {
      if (!PandaSchema.FIXED.contains(field.name())) {
        columns.put(field.name(), field.dataType().simpleString());
      }
    }
    return columns;
  }

  /** All rows, file by file. */
  Dataset<Row> rows() {
    return rows(plan);
  }

  private Dataset<Row> rows(PandaPlan of) {
    return spark.read().format(PandaSource.FORMAT).option(PandaSource.PLAN, of.text()).load();
  }

  /**
   * Writes all rows, and those that are kept beside them, a folder a month.
   *
   * @param runs about how many runs there are
   */
  void stage(Staging staging, PandaKept kept, long runs) {
    Map<String, List<PandaFile>> months = new TreeMap<>();
    for (PandaFile file : plan.files()) {
      if (file.rows() > 0) {
        months.computeIfAbsent(file.clock().month(), m -> new ArrayList<>()).add(file);
      }
    }
    TreeSet<String> all = new TreeSet<>(months.keySet());
    all.addAll(kept.months());
    for (String month : all) {
      Path folder =
          new Path(
              staging.folder(PandaConverter.FOLDER),
              Staging.partition(month.substring(0, 4), month.substring(5)));
      List<Dataset<Row>> rows = new ArrayList<>();
      if (months.containsKey(month)) {
        rows.add(rows(part(months.get(month))));
      }
      kept.rows(month, plan.schema()).ifPresent(rows::add);
      WarehouseParquet.save(
          rows.stream().reduce(Dataset::union).orElseThrow(), List.of(), runs, folder);
    }
  }

  /** The same for some of the files, by their start. */
  private PandaPlan part(List<PandaFile> files) {
    files.sort(
        Comparator.comparingLong((PandaFile f) -> f.clock().startNanos())
            .thenComparing(PandaFile::path));
    Map<String, PandaLinks.Events> events = new TreeMap<>();
    files.stream()
        .filter(f -> plan.events().containsKey(f.path()))
        .forEach(f -> events.put(f.path(), plan.events().get(f.path())));
    return new PandaPlan(plan.schema(), files, events, plan.bits());
  }
}
