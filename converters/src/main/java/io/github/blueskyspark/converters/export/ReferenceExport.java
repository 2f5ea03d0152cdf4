package io.github.blueskyspark.converters.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.github.blueskyspark.spark.write.RunFileName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes where the external arrays of each run stand as references that Python's fsspec opens, over
 * Zarr version 2: one JSON file a run in the format of kerchunk, version 1, or one folder of
 * Parquet files a stream, of which fsspec reads only what it needs. No array is copied.
 */
public final class ReferenceExport {
  private static final String[] ARRAY = {"run_uid", "stream", "data_key", "resource_uid"};
  private static final int MOST_LEFT_OUT = 1000;

  /** How references are kept. */
  public enum Form {
    /** {@code UID.json}, read as a whole. */
    JSON,
    /** {@code UID/STREAM.parq/}, read piece by piece: for arrays of very many chunks. */
    PARQUET
  }

  /**
   * What was written.
   *
   * @param files one a run that has arrays; folders where these are Parquet
   * @param arrays that can be opened
   * @param leftOut arrays that cannot be said by references, with the reason, one sentence each; at
   *     most 1,000
   */
  public record Report(long files, long arrays, List<String> leftOut) {
    /** Copies the list. */
    public Report {
      leftOut = List.copyOf(leftOut);
    }
  }

  private final List<String> leftOut = new ArrayList<>();
  private final Form form;
  private long total;

  private ReferenceExport(Form form) {
    this.form = form;
  }

  /**
   * Writes the references; files of other runs in the directory stay.
   *
   * @param chunks table {@code chunks}
   * @param target directory
   */
  public static Report write(Dataset<Row> chunks, Form form, String target) throws IOException {
    return new ReferenceExport(form).export(chunks, target);
  }

  private Report export(Dataset<Row> chunks, String target) throws IOException {
    Dataset<Row> kept = chunks.drop("_metadata").cache();
    try {
      Map<String, Map<String, ReferencedArray>> arrays = arrays(summary(kept));
      Configuration settings = chunks.sparkSession().sessionState().newHadoopConf();
      Path folder = new Path(target);
      FileSystem files = folder.getFileSystem(settings);
      files.mkdirs(folder);
      long written = 0;
      Iterator<Row> rows =
          kept.where("chunk IS NOT NULL")
              .select(
                  "run_uid",
                  "resource_uid",
                  "stream",
                  "data_key",
                  "chunk",
                  "path",
                  "offset",
                  "length")
              .orderBy("run_uid", "stream", "data_key", "resource_uid", "chunk")
              .toLocalIterator();
      References open = null;
      Map<String, ReferencedArray> known = Map.of();
      String run = "";
      while (rows.hasNext()) {
        Row row = rows.next();
        if (open == null || !run.equals(row.getString(0))) {
          written += close(open);
          run = row.getString(0);
          known = Optional.ofNullable(arrays.remove(run)).orElse(Map.of());
          open = known.isEmpty() ? null : open(files, folder, run, known);
        }
        ReferencedArray array = known.get(key(row));
        if (open != null && array != null) {
          open.add(array, StoredChunk.of(row));
        }
      }
      written += close(open);
      for (Map.Entry<String, Map<String, ReferencedArray>> rest : arrays.entrySet()) {
        written += close(open(files, folder, rest.getKey(), rest.getValue()));
      }
      return new Report(written, total, leftOut);
    } finally {
      kept.unpersist();
    }
  }

  private References open(
      FileSystem files, Path folder, String run, Map<String, ReferencedArray> arrays)
      throws IOException {
    String name = RunFileName.of(run);
    return switch (form) {
      case JSON -> ReferenceFile.open(files, new Path(folder, name + ".json"), arrays.values());
      case PARQUET -> ReferenceFolder.open(files, new Path(folder, name), arrays.values());
    };
  }

  private static int close(References file) throws IOException {
    if (file == null) {
      return 0;
    }
    file.close();
    return 1;
  }

  private static String key(Row row) {
    return String.join(
        "\n",
        row.<String>getAs("stream"),
        row.<String>getAs("data_key"),
        row.<String>getAs("resource_uid"));
  }

  /** One row an array: what its chunks have in common, and whether they do. */
  private static Dataset<Row> summary(Dataset<Row> chunks) {
    return chunks
        .groupBy(ARRAY[0], ARRAY[1], ARRAY[2], ARRAY[3])
        .agg(
            countDistinct(struct("dtype", "shape", "chunk_shape", "filters", "fill_value"))
                .as("layouts"),
            first("dtype", true).as("dtype"),
            first("shape", true).as("shape"),
            first("chunk_shape", true).as("chunk_shape"),
            first("filters", true).as("filters"),
            first("fill_value", true).as("fill_value"),
            first("uri", true).as("uri"),
            first("dataset", true).as("dataset"),
            min("filter_mask").as("mask"),
            max("filter_mask").as("last_mask"),
            org.apache
                .spark
                .sql
                .functions
                .count_if(col("note").isNotNull().and(col("filters").isNull()))
                .as("notes"),
            max("note").as("note"),
            count("chunk").as("chunks"))
        .na()
        .fill(0, new String[] {"mask", "last_mask"});
  }

  /** Arrays that can be said, by run and key; the others are told. */
  private Map<String, Map<String, ReferencedArray>> arrays(Dataset<Row> summary) {
    Map<String, Map<String, List<Row>>> byKey = new TreeMap<>();
    for (Row row :
        summary.orderBy("run_uid", "stream", "data_key", "uri", "resource_uid").collectAsList()) {
      byKey
          .computeIfAbsent(row.getString(0), r -> new TreeMap<>())
          .computeIfAbsent(row.getString(1) + "/" + row.getString(2), n -> new ArrayList<>())
          .add(row);
    }
    Map<String, Map<String, ReferencedArray>> arrays = new TreeMap<>();
    byKey.forEach(
        (run, keys) ->
            keys.forEach(
                (key, rows) -> {
                  for (int i = 0; i < rows.size(); i++) {
                    String name = rows.get(i).getAs("data_key");
                    add(run, rows.get(i), rows.size() == 1 ? name : name + "/" + i, arrays);
                  }
                }));
    return arrays;
  }

  private void add(
      String run, Row row, String key, Map<String, Map<String, ReferencedArray>> arrays) {
    List<String> reasons = new ArrayList<>();
    Optional<ReferencedArray> array = ReferencedArray.of(row, key, reasons);
    if (array.isPresent()) {
      total++;
      arrays.computeIfAbsent(run, r -> new HashMap<>()).put(key(row), array.get());
    } else if (leftOut.size() < MOST_LEFT_OUT) {
      leftOut.add(
          "run "
              + run
              + ", "
              + row.getAs("stream")
              + "/"
              + key
              + ": "
              + String.join("; ", reasons));
    }
  }
}
