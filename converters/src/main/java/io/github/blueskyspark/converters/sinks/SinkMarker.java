package io.github.blueskyspark.converters.sinks;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps the formats apart: a directory says in {@code _bluesky/sink} whose tables it holds. Plain
 * Parquet next to them would take their files for strays and remove them.
 */
public final class SinkMarker {
  private SinkMarker() {}

  /**
   * Refuses a directory of another format.
   *
   * @throws OptionException when it holds another one
   */
  public static void check(FileSystem files, Path folder, SinkKind kind) throws IOException {
    Optional<SinkKind> found = read(files, folder);
    if (found.isPresent() && found.get() != kind) {
      throw new OptionException(
          Location.file(folder.toString()),
          "write with sink '" + kind.label() + "'",
          "the directory holds tables of sink '" + found.get().label() + "'",
          "Use --sink " + found.get().label() + ", or another directory");
    }
  }

  private static Optional<SinkKind> read(FileSystem files, Path folder) throws IOException {
    Path marker = marker(folder);
    if (files.exists(marker)) {
      try (var in = files.open(marker)) {
        String label = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        // Empty when its writer was killed.
        return label.isEmpty() ? Optional.empty() : Optional.of(SinkKind.of(label));
      }
    }
    return CommitLog.read(files, folder).entries().isEmpty()
        ? Optional.empty()
        : Optional.of(SinkKind.PARQUET);
  }

  private static Path marker(Path folder) {
    return new Path(new Path(folder, CommitLog.FOLDER), "sink");
  }

  static void write(FileSystem files, Path folder, SinkKind kind) throws IOException {
    if (read(files, folder).isEmpty()) {
      try (var out = files.create(marker(folder), true)) {
        out.write((kind.label() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
