package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Normalizer;
import io.github.blueskyspark.documents.Normalizer.CopyOfRun;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first pass over a group of files: whose each document is, and what the runs are. */
public final class GroupIndexer {
  private final GroupReading reading;

  /** Indexes with these options, formats and storage. */
  public GroupIndexer(GroupReading reading) {
    this.reading = reading;
  }

  /** Metadata documents only: events are passed over unread. */
  public GroupIndex metadata(List<FileRef> files) throws IOException {
    Set<CopyOfRun> leftOut = files.size() > 1 ? copies(files) : Set.of();
    return noted(pass(files, Normalizer.metadata(leftOut), Scope.METADATA), files, leftOut);
  }

  /**
   * The runs with their start and stop documents: from the head and the tail of a file where that
   * is enough, and then without descriptors.
   */
  public Collection<RunIndex> ends(List<FileRef> files) throws IOException {
    if (reading.wanted().asksForDescriptors()) {
      return metadata(files).runs();
    }
    if (files.size() == 1 && !files.get(0).store().isEmpty()) {
      return pass(files, Normalizer.metadata(Set.of()), Scope.ENDS).runs();
    }
    Optional<RunIndex> ends = new RunEnds(reading).read(files);
    return ends.isPresent() ? List.of(ends.get()) : metadata(files).runs();
  }

  /** Every document. */
  public GroupIndex whole(List<FileRef> files) throws IOException {
    Set<CopyOfRun> leftOut = files.size() > 1 ? copies(files) : Set.of();
    return noted(whole(files, leftOut, reading.strict()), files, leftOut);
  }

  private GroupIndex whole(List<FileRef> files, Set<CopyOfRun> leftOut, boolean strict)
      throws IOException {
    Normalizer first = Normalizer.whole(leftOut, strict);
    GroupIndex index = pass(files, first, Scope.EVERYTHING);
    Optional<Normalizer> again = first.again();
    while (again.isPresent()) {
      index = pass(files, again.get(), Scope.EVERYTHING);
      again = again.get().again();
    }
    return index;
  }

  private GroupIndex pass(List<FileRef> files, Normalizer normalizer, Scope scope)
      throws IOException {
    int most = reading.extent().mostRuns();
    try (GroupCursor cursor = new GroupCursor(files, reading, scope)) {
      while (cursor.nextFile()) {
        normalizer.nextFile();
        while (cursor.advance()) {
          if (cursor.isDocument()) {
            normalizer.accept(cursor.document());
            if (normalizer.runs() > most) {
              throw new ManyRuns(most);
            }
          }
        }
      }
    }
    return normalizer.finish();
  }

  /** Copies of runs in other files of the group, which do not count. */
  private Set<CopyOfRun> copies(List<FileRef> files) throws IOException {
    return new RunCopies(files, reading, f -> whole(List.of(f), Set.of(), false)).find();
  }

  private static GroupIndex noted(GroupIndex index, List<FileRef> files, Set<CopyOfRun> leftOut) {
    leftOut.forEach(
        copy ->
            index.note(
                copy.runUid(),
                "the run is also in " + files.get(copy.file()).uri() + ", which is left out"));
    return index;
  }
}
