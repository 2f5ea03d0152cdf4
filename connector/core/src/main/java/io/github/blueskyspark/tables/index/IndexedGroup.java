package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.util.List;

/**
 * Runs of one group of files, as far as start and stop documents tell.
 *
 * @param files as they were when the runs were read
 * @param runs in order of appearance, without descriptors
 */
public record IndexedGroup(List<FileRef> files, List<RunIndex> runs) {
  /** Copies the lists. */
  public IndexedGroup {
    files = List.copyOf(files);
    runs = List.copyOf(runs);
  }
}
