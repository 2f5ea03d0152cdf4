package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetPiece;
import io.github.blueskyspark.spark.parquet.ParquetSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.predicate.FilterPredicate;

/** Opens data files, also those that were replaced since they were planned. */
final class StoredBatches {
  private StoredBatches() {}

  /** A piece of a file. */
  static ParquetBatches open(
      ParquetPiece piece, ParquetSettings settings, Optional<FilterPredicate> filter)
      throws IOException {
    try {
      return new ParquetBatches(piece, settings, filter);
    } catch (FileNotFoundException e) {
      Path aside = ReplacedFile.of(new Path(piece.uri()), settings.hadoop(), e);
      ParquetPiece there = new ParquetPiece(aside.toString(), piece.start(), piece.length());
      return new ParquetBatches(there, settings, filter);
    }
  }

  /** A whole file. */
  static ParquetBatches open(
      StoredFile file, ParquetSettings settings, Optional<FilterPredicate> filter)
      throws IOException {
    return open(new ParquetPiece(file.uri(), 0, file.size()), settings, filter);
  }
}
