package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SaveMode;

/** Settings of every Parquet file of a warehouse. */
public final class WarehouseParquet {
  static final long FEWEST_VALUES = 64;

  /**
   * Variants stay whole, so that every file of a table has one schema and every number its type.
   */
  private static final List<String> OFF =
      List.of("spark.sql.variant.inferShreddingSchema", "spark.sql.variant.writeShredding.enabled");

  private WarehouseParquet() {}

  /**
   * Writes rows, in the order they have, into a folder of the staging area.
   *
   * @param partitions columns that become folders
   * @param runs about how many runs a file holds, for its bloom filter
   */
  public static void save(Dataset<Row> rows, List<String> partitions, long runs, Path folder) {
    RuntimeConfig conf = rows.sparkSession().conf();
    Map<String, String> before = new LinkedHashMap<>();
    OFF.forEach(key -> before.put(key, conf.getOption(key).getOrElse(() -> "")));
    OFF.forEach(key -> conf.set(key, "false"));
    try {
      rows.write()
          .format(ProvenanceParquet.FORMAT)
          .mode(SaveMode.Overwrite)
          .partitionBy(partitions.toArray(String[]::new))
          .option("compression", "zstd")
          .option("parquet.bloom.filter.enabled#run_uid", "true")
          // Parquet writes no bloom filter for a column whose pages are all dictionary-encoded.
          .option("parquet.enable.dictionary#run_uid", "false")
          .option(
              "parquet.bloom.filter.expected.ndv#run_uid",
              String.valueOf(Math.max(FEWEST_VALUES, runs)))
          .option(ProvenanceWriteSupport.SCHEMA_VERSION, String.valueOf(LayoutVersion.SCHEMA))
          .option(ProvenanceWriteSupport.CONVERTER_VERSION, LayoutVersion.converter())
          // Parquet has checksums of its own; no .crc files beside the tables.
          .option("fs.file.impl", RawLocalFileSystem.class.getName())
          .option("fs.file.impl.disable.cache", "true")
          .save(folder.toString());
    } finally {
      before.forEach((key, value) -> restore(conf, key, value));
    }
  }

  private static void restore(RuntimeConfig conf, String key, String value) {
    if (value.isEmpty()) {
      conf.unset(key);
    } else {
      conf.set(key, value);
    }
  }
}
