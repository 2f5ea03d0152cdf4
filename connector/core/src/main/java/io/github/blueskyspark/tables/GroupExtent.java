package io.github.blueskyspark.tables;

import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.List;

/** How much of a group's files is read: all, all while that is few runs, or a part. */
public interface GroupExtent {
  /** All of the files, however many runs they hold. */
  GroupExtent WHOLE = new Whole(Integer.MAX_VALUE);

  /** Opens a file at its beginning. */
  @FunctionalInterface
  interface Opener {
    /** The file's documents. */
    DocumentReader open() throws IOException;
  }

  /**
   * All of the files, as long as they do not hold many runs; {@link ManyRuns} says that they do.
   */
  static GroupExtent few() {
    return new Whole(GroupWindows.FEW);
  }

  /** How many runs may be kept in memory at once; more are {@link ManyRuns}. */
  int mostRuns();

  /** Opens what is read of a file. */
  DocumentReader open(FileRef file, Opener opener) throws IOException;

  /** About how many bytes of a file are read. */
  long bytes(FileRef file);

  /** All files of the group of which these are read. */
  List<FileRef> group(List<FileRef> files);

  /**
   * All of the files.
   *
   * @param mostRuns see {@link GroupExtent#mostRuns}
   */
  record Whole(int mostRuns) implements GroupExtent {
    @Override
    public DocumentReader open(FileRef file, Opener opener) throws IOException {
      return opener.open();
    }

    @Override
    public long bytes(FileRef file) {
      return file.size();
    }

    @Override
    public List<FileRef> group(List<FileRef> files) {
      return files;
    }
  }
}
