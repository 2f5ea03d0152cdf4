package io.github.blueskyspark.spark.parquet;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;

/** What is said of a file of a warehouse that cannot be read. */
public final class DamagedFile {
  private DamagedFile() {}

  /**
   * The error that names the file.
   *
   * @param found what Parquet or the file system said
   */
  public static ArchiveException of(String uri, Exception found) {
    ArchiveException damaged =
        new ArchiveException(
            Location.file(uri),
            "read warehouse file",
            String.valueOf(found.getMessage()),
            "It is damaged: convert its sources again into a new directory");
    return damaged.because(found);
  }
}
