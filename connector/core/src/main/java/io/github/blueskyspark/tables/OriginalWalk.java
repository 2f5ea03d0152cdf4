package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents as they stand in their files. */
final class OriginalWalk implements DocumentWalk {
  private final GroupReading reading;
  private final GroupIndex index;
  private final GroupCursor cursor;
  private final Map<RunIndex, Boolean> wanted = new HashMap<>();
  private Optional<RunIndex> owner = Optional.empty();

  OriginalWalk(List<FileRef> files, GroupReading reading, GroupIndex index) throws IOException {
    this.reading = reading;
    this.index = index;
    this.cursor = new GroupCursor(files, reading);
    cursor.nextFile();
  }

  @Override
  public boolean next() throws IOException {
    while (cursor.nextDocument()) {
      owner = cursor.owner(index);
      if (owner.isPresent() && wanted.computeIfAbsent(owner.get(), reading.wanted()::test)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public RunIndex run() {
    return owner.orElseThrow();
  }

  @Override
  public RawDocument document() {
    return cursor.document();
  }

  @Override
  public FileRef file() {
    return cursor.fileRef();
  }

  /** Number of that file. */
  int fileNumber() {
    return cursor.file();
  }

  @Override
  public boolean hasRepeatedKey() {
    return index.hasRepeatedKey(cursor.file(), cursor.ordinal());
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
