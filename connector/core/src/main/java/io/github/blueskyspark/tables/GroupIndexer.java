package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Normalizer;
import io.github.blueskyspark.documents.Normalizer.CopyOfRun;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first pass over a group of files: whose each document is, and what the runs are. */
public final class GroupIndexer {
  private record Copy(int file, long documents) {}

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
    return again.isPresent() ? pass(files, again.get(), Scope.EVERYTHING) : index;
  }

  private GroupIndex pass(List<FileRef> files, Normalizer normalizer, Scope scope)
      throws IOException {
    try (GroupCursor cursor = new GroupCursor(files, reading, scope)) {
      while (cursor.nextFile()) {
        normalizer.nextFile();
        while (cursor.advance()) {
          if (cursor.isDocument()) {
            normalizer.accept(cursor.document());
          }
        }
      }
    }
    return normalizer.finish();
  }

  /**
   * Where several files have the start of one run, all but the one with most of its documents are
   * copies.
   */
  private Set<CopyOfRun> copies(List<FileRef> files) throws IOException {
    Map<String, List<Copy>> started = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      for (RunIndex run : whole(List.of(files.get(i)), Set.of(), false).runs()) {
        started
            .computeIfAbsent(run.uid(), u -> new ArrayList<>())
            .add(new Copy(i, run.documents()));
      }
    }
    Set<CopyOfRun> leftOut = new HashSet<>();
    started.forEach(
        (uid, found) -> {
          Copy best = found.get(0);
          for (Copy copy : found) {
            best = copy.documents() > best.documents() ? copy : best;
          }
          for (Copy copy : found) {
            if (!copy.equals(best)) {
              leftOut.add(new CopyOfRun(copy.file(), uid));
            }
          }
        });
    return leftOut;
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
