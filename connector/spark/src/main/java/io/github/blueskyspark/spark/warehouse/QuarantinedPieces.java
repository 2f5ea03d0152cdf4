package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;

/** Pieces that the conversion rejected, from the warehouse's {@code quarantine} folder. */
final class QuarantinedPieces implements DocumentReader {
  private static final String SCHEMA =
      "message quarantine { optional binary source (STRING); optional int64 position;"
          + " optional int64 length; optional binary run_uid (STRING);"
          + " optional binary document (STRING); optional binary rule (STRING);"
          + " optional binary reason (STRING); optional binary raw; }";

  private final ParquetRows rows;
  private Optional<Rejection> current = Optional.empty();

  QuarantinedPieces(FileRef file, Configuration conf) throws IOException {
    this.rows = new ParquetRows(file.uri(), conf, SCHEMA, FilterCompat.NOOP);
  }

  @Override
  public Step advance() throws IOException {
    current = rows.next().map(QuarantinedPieces::rejection);
    return current.isPresent() ? Step.REJECTED : Step.END;
  }

  private static Rejection rejection(Group row) {
    return new Rejection(
        ParquetRows.text(row, "source"),
        ParquetRows.has(row, "position") ? row.getLong("position", 0) : 0,
        ParquetRows.has(row, "length") ? row.getLong("length", 0) : 0,
        ParquetRows.text(row, "run_uid"),
        ParquetRows.text(row, "document"),
        ParquetRows.text(row, "rule"),
        ParquetRows.text(row, "reason"),
        ParquetRows.has(row, "raw") ? row.getBinary("raw", 0).getBytes() : new byte[0]);
  }

  @Override
  public RawDocument document() {
    throw new NoSuchElementException("a quarantine has no documents");
  }

  @Override
  public Rejection rejection() {
    return current.orElseThrow();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
