package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetPiece;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.spark.sql.types.StructType;

/** Opens data files, also those that were replaced since they were planned. */
final class StoredBatches {
  private StoredBatches() {}

  /** A piece of a file. */
  static ParquetBatches open(
      ParquetPiece piece, StructType columns, Optional<FilterPredicate> filter, Configuration conf)
      throws IOException {
    try {
      return new ParquetBatches(piece, columns, filter, conf);
    } catch (FileNotFoundException e) {
      Path aside = ReplacedFile.of(new Path(piece.uri()), conf, e);
      ParquetPiece there = new ParquetPiece(aside.toString(), piece.start(), piece.length());
      return new ParquetBatches(there, columns, filter, conf);
    }
  }

  /** A whole file. */
  static ParquetBatches open(
      StoredFile file, StructType columns, Optional<FilterPredicate> filter, Configuration conf)
      throws IOException {
    return open(new ParquetPiece(file.uri(), 0, file.size()), columns, filter, conf);
  }
}
