package io.github.blueskyspark.converters.export;

import io.github.blueskyspark.options.Options;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Documents for detector files that were written without any. */
public final class Retrofit {
  private Retrofit() {}

  /**
   * Table {@code documents} of made-up runs, with names of data keys that event-model allows;
   * {@link DocumentExport#write} puts them into files.
   *
   * @param bucket directory with the files
   * @param template file names with {@code {run}} and {@code {index}} fields; empty where an HDF5
   *     file is a run, and images whose names differ in their last number are one
   * @param options further reader options
   * @throws io.github.blueskyspark.errors.OptionException for a template that names no field
   */
  public static Dataset<Row> documents(
      SparkSession spark, String bucket, Optional<String> template, Map<String, String> options) {
    return StrictKeys.of(
        spark
            .read()
            .format("bluesky")
            .options(options(template, options))
            .option(Options.TABLE.key(), "documents")
            .load(bucket));
  }

  /** The reader options that make such files an archive. */
  public static Map<String, String> options(
      Optional<String> template, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.put(Options.ARCHIVE.key(), "files");
    template.ifPresent(t -> all.put(Options.TEMPLATE.key(), t));
    return all;
  }
}
