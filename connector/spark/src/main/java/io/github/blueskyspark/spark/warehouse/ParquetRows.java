package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.parquet.DamagedFile;
import io.github.blueskyspark.spark.storage.FileUris;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Rows of one Parquet file of the warehouse, some of its columns. Not thread safe. */
final class ParquetRows implements Closeable {
  private final String uri;
  private final Configuration conf;
  private final FilterCompat.Filter filter;
  private ParquetReader<Group> rows;
  private boolean begun;

  /**
   * @param schema wanted columns, in Parquet's schema language
   * @param filter drops row groups and pages by statistics and bloom filters, then rows
   */
  ParquetRows(String uri, Configuration given, String schema, FilterCompat.Filter filter)
      throws IOException {
    this.uri = uri;
    this.filter = filter;
    this.conf = new Configuration(given);
    conf.set(ReadSupport.PARQUET_READ_SCHEMA, schema);
    conf.setBoolean("parquet.page.verify-checksum.enabled", true);
    try {
      this.rows = open(FileUris.path(uri));
    } catch (FileNotFoundException e) {
      this.rows = open(ReplacedFile.of(FileUris.path(uri), conf, e));
    }
  }

  private ParquetReader<Group> open(Path path) throws IOException {
    return ParquetReader.builder(new GroupReadSupport(), path)
        .withConf(conf)
        .withFilter(filter)
        .build();
  }

  /** The next row; empty at the end. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  Optional<Group> next() throws IOException {
    try {
      Group row = read();
      begun = true;
      return Optional.ofNullable(row);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw DamagedFile.of(uri, e);
    }
  }

  private Group read() throws IOException {
    try {
      return rows.read();
    } catch (FileNotFoundException e) {
      if (begun) {
        throw e;
      }
      rows.close();
      rows = open(ReplacedFile.of(FileUris.path(uri), conf, e));
      return rows.read();
    }
  }

  /** Whether a column of a row has a value. */
  static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }

  /** A STRING column; empty when null. */
  static String text(Group row, String column) {
    return has(row, column) ? row.getString(column, 0) : "";
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
