package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseParquet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Writes the rows of PandA files into the staging area: a folder a month, a Parquet file a task,
 * rows in their order.
 */
final class PandaJob {
  private static final long ROWS_A_TASK = 1L << 20;

  private final SparkSession spark;
  private final List<PandaFile> files;
  private final PandaLinks links;
  private final StructType schema;

  PandaJob(SparkSession spark, List<PandaFile> files, PandaLinks links) {
    this.spark = spark;
    this.files = files;
    this.links = links;
    this.schema = PandaSchema.of(files);
  }

  /** Types of the dataset columns by name. */
  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      if (!PandaReader.FIXED.contains(field.name())) {
        columns.put(field.name(), field.dataType().simpleString());
      }
    }
    return columns;
  }

  /** All rows, file by file. */
  Dataset<Row> rows() {
    return rows(files);
  }

  /** Writes all rows, a folder a month. */
  void stage(Staging staging) {
    Map<String, List<PandaFile>> months = new TreeMap<>();
    for (PandaFile file : files) {
      months.computeIfAbsent(file.clock().month(), m -> new ArrayList<>()).add(file);
    }
    months.forEach((month, of) -> stage(staging, month, of));
  }

  private void stage(Staging staging, String month, List<PandaFile> of) {
    of.sort(
        Comparator.comparingLong((PandaFile f) -> f.clock().startNanos())
            .thenComparing(PandaFile::path));
    if (of.stream().allMatch(f -> f.rows() == 0)) {
      return;
    }
    Path folder =
        new Path(
            staging.folder(PandaConverter.FOLDER),
            Staging.partition(month.substring(0, 4), month.substring(5)));
    WarehouseParquet.save(rows(of), List.of(), links.runs(), folder);
  }

  private Dataset<Row> rows(List<PandaFile> of) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<List<PandaFile.Part>> tasks = pack(of);
    Configuration conf = spark.sessionState().newHadoopConf();
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    Broadcast<PandaLinks> events = context.broadcast(links);
    StructType columns = schema;
    JavaRDD<InternalRow> rows =
        context
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(List::iterator)
            .mapPartitions(
                parts ->
                    new PartRows(
                        parts, columns, new PandaReader(shared.value().value()), events.value()));
    // Spark's own rows: a Row would cost an object a cell, and a check each.
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** Parts of files that make up a task: big files are cut, small ones lie together. */
  private static List<List<PandaFile.Part>> pack(List<PandaFile> files) {
    List<List<PandaFile.Part>> tasks = new ArrayList<>();
    long held = ROWS_A_TASK;
    for (PandaFile file : files) {
      for (PandaFile.Part part : file.parts(ROWS_A_TASK)) {
        long rows = part.to() - part.from();
        if (held + rows > ROWS_A_TASK) {
          tasks.add(new ArrayList<>());
          held = 0;
        }
        tasks.get(tasks.size() - 1).add(part);
        held += rows;
      }
    }
    return tasks;
  }

  /** Rows of several parts, one open at a time. */
  private static final class PartRows implements Iterator<InternalRow> {
    private final Iterator<PandaFile.Part> parts;
    private final StructType schema;
    private final PandaReader reader;
    private final PandaLinks links;
    private PandaRows current;

    PartRows(
        Iterator<PandaFile.Part> parts, StructType schema, PandaReader reader, PandaLinks links) {
      this.parts = parts;
      this.schema = schema;
      this.reader = reader;
      this.links = links;
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> closeCurrent());
    }

    @Override
    public boolean hasNext() {
      while (current == null || !current.hasNext()) {
        closeCurrent();
        if (!parts.hasNext()) {
          return false;
        }
        try {
          current = new PandaRows(parts.next(), schema, reader, links);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return true;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }

    private void closeCurrent() {
      if (current != null) {
        try {
          current.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          current = null;
        }
      }
    }
  }
}
