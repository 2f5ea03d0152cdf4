package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Normalizer.CopyOfRun;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds runs that begin in several files. The file with most of a run's documents counts; another
 * one is a copy, and left out, when it has no document that the first has not. Else the files are
 * parts of one run.
 */
final class RunCopies {
  private record Copy(int file, long documents) {}

  /** Indexes one file on its own. */
  @FunctionalInterface
  interface Indexer {
    GroupIndex of(FileRef file) throws IOException;
  }

  private final List<FileRef> files;
  private final GroupReading reading;
  private final Indexer indexer;

  RunCopies(List<FileRef> files, GroupReading reading, Indexer indexer) {
    this.files = files;
    this.reading = reading;
    this.indexer = indexer;
  }

  /** The copies, by file. */
  Set<CopyOfRun> find() throws IOException {
    Map<String, List<Copy>> started = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      for (RunIndex run : indexer.of(files.get(i)).runs()) {
        started
            .computeIfAbsent(run.uid(), u -> new ArrayList<>())
            .add(new Copy(i, run.documents()));
      }
    }
    started.values().removeIf(found -> found.size() == 1);
    return started.isEmpty() ? Set.of() : copies(started);
  }

  private Set<CopyOfRun> copies(Map<String, List<Copy>> started) throws IOException {
    Map<String, Integer> best = new HashMap<>();
    Set<CopyOfRun> leftOut = new HashSet<>();
    Set<Integer> involved = new TreeSet<>();
    started.forEach(
        (uid, found) -> {
          Copy most = found.get(0);
          for (Copy copy : found) {
            most = copy.documents() > most.documents() ? copy : most;
            involved.add(copy.file());
            leftOut.add(new CopyOfRun(copy.file(), uid));
          }
          leftOut.remove(new CopyOfRun(most.file(), uid));
          best.put(uid, most.file());
        });
    Set<Long> known = new HashSet<>();
    for (int file : involved) {
      walk(file, best.keySet(), (uid, id) -> addTo(known, best.get(uid) == file, id));
    }
    for (int file : involved) {
      walk(
          file,
          best.keySet(),
          (uid, id) -> {
            if (!known.contains(id)) {
              leftOut.remove(new CopyOfRun(file, uid));
            }
          });
    }
    return leftOut;
  }

  private static void addTo(Set<Long> known, boolean isBest, long id) {
    if (isBest) {
      known.add(id);
    }
  }

  /** Takes a run's uid and the hash of a document in it. */
  @FunctionalInterface
  private interface Use {
    void document(String runUid, long hash);
  }

  private void walk(int file, Set<String> uids, Use use) throws IOException {
    FileRef ref = files.get(file);
    GroupIndex index = indexer.of(ref);
    DocumentIdentity identity = new DocumentIdentity();
    try (GroupCursor cursor = new GroupCursor(List.of(ref), reading)) {
      cursor.nextFile();
      while (cursor.nextDocument()) {
        Optional<String> owner = index.owner(0, cursor.ordinal()).map(RunIndex::uid);
        if (owner.filter(uids::contains).isPresent()) {
          DocumentKind kind = DocumentKind.of(cursor.document().name()).orElseThrow();
          for (String id : identity.of(kind, cursor.document())) {
            use.document(owner.get(), Uids.hash(owner.get() + id));
          }
        }
      }
    }
  }
}
