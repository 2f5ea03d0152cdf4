package io.github.blueskyspark.converters.verify;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Whether a Parquet file can be read to its end. */
final class ParquetCheck {
  private ParquetCheck() {}

  /** Reads every page, checksums included. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  static boolean isWhole(Path path, Configuration given) {
    Configuration conf = new Configuration(given);
    conf.setBoolean("parquet.page.verify-checksum.enabled", true);
    try (ParquetReader<Group> rows =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(conf).build()) {
      Group row = rows.read();
      while (row != null) {
        row = rows.read();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
