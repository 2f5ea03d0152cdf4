package io.github.blueskyspark.spark.read;

import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Statistics;

/**
 * What a scan is guessed to read; rows are not guessed.
 *
 * @param bytes of what is read
 */
record ScanSize(long bytes) implements Statistics {
  @Override
  public OptionalLong sizeInBytes() {
    return OptionalLong.of(Math.max(1, bytes));
  }

  @Override
  public OptionalLong numRows() {
    return OptionalLong.empty();
  }
}
