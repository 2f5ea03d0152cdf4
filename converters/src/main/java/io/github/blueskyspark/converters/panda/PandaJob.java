package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.ColumnParquet;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseParquet;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the rows of PandA files into the staging area: a folder a month, a Parquet file a task,
 * rows in their order.
 */
final class PandaJob {
  private static final String ATTEMPTS = "panda-attempts";

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
   * What was staged.
   *
   * @param rows as the footers of new files say, without those that are kept
   * @param hashes SHA-256 of new files by path
   */
  record Staged(long rows, Map<String, String> hashes) {}

  /** A file that a task has written. */
  private record Attempt(String path, ColumnParquet.Written written) implements Serializable {}

  /**
   * Writes all rows, and those that are kept beside them, a folder a month.
   *
   * @param runs about how many runs there are
   */
  Staged stage(Staging staging, PandaKept kept, long runs) throws IOException {
    Map<String, List<PandaFile>> months = new TreeMap<>();
    for (PandaFile file : plan.files()) {
      if (file.rows() > 0) {
        months.computeIfAbsent(file.clock().month(), m -> new ArrayList<>()).add(file);
      }
    }
    long rows = 0;
    Map<String, String> hashes = new HashMap<>();
    TreeSet<String> all = new TreeSet<>(months.keySet());
    all.addAll(kept.months());
    for (String month : all) {
      Path folder =
          new Path(
              staging.folder(PandaConverter.FOLDER),
              Staging.partition(month.substring(0, 4), month.substring(5)));
      kept.rows(month, plan.schema())
          .ifPresent(stay -> WarehouseParquet.save(stay, List.of(), runs, folder));
      if (months.containsKey(month)) {
        Staged staged = write(part(months.get(month)), staging.folder(ATTEMPTS), folder, runs);
        rows += staged.rows();
        hashes.putAll(staged.hashes());
      }
    }
    return new Staged(rows, hashes);
  }

  /**
   * Writes the rows of files, a Parquet file a task. A task may run twice; what counts is the file
   * whose name came back.
   */
  private Staged write(PandaPlan of, Path attempts, Path folder, long runs) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<PandaScan.PandaPartition> tasks = new PandaScan(of).pack(spark);
    HadoopStorage storage = new HadoopStorage(spark.sessionState().newHadoopConf());
    StructType columns = of.schema();
    List<PandaBits.Bit> bits = of.bits();
    String place = attempts.toString();
    List<Attempt> written =
        context
            .parallelize(tasks, tasks.size())
            .map(task -> write(task, columns, bits, storage, place, runs))
            .collect();
    FileSystem files = folder.getFileSystem(storage.configuration());
    files.mkdirs(folder);
    long rows = 0;
    Map<String, String> hashes = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      Attempt attempt = written.get(i);
      Path target = new Path(folder, String.format("panda-%05d.zstd.parquet", i));
      if (!files.rename(new Path(attempt.path()), target)) {
        throw new IOException("cannot move " + attempt.path() + " to " + target);
      }
      rows += attempt.written().rows();
      hashes.put(target.toString(), attempt.written().sha256());
    }
    return new Staged(rows, hashes);
  }

  private static Attempt write(
      PandaScan.PandaPartition task,
      StructType columns,
      List<PandaBits.Bit> bits,
      HadoopStorage storage,
      String attempts,
      long runs)
      throws IOException {
    Path path = new Path(attempts, UUID.randomUUID() + ".parquet");
    PandaReader reader = new PandaReader(storage);
    try (PandaScan.Batches batches = new PandaScan.Batches(task.parts(), columns, bits, reader);
        ColumnParquet file = new ColumnParquet(path, storage.configuration(), columns, runs)) {
      while (batches.next()) {
        file.write(batches.get());
      }
      return new Attempt(path.toString(), file.finish());
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
