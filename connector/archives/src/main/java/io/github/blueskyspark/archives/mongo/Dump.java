package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one database's collections.
 *
 * @param files by collection; none where it is missing
 */
record Dump(Map<CollectionName, List<FileRef>> files) {
  Dump {
    EnumMap<CollectionName, List<FileRef>> copy = new EnumMap<>(CollectionName.class);
    files.forEach((collection, refs) -> copy.put(collection, List.copyOf(refs)));
    files = copy;
  }

  /** The same from files whose names tell their collections. */
  static Dump of(List<FileRef> refs) {
    EnumMap<CollectionName, List<FileRef>> found = new EnumMap<>(CollectionName.class);
    for (FileRef ref : refs) {
      CollectionFile.of(ref.name())
          .ifPresent(f -> found.computeIfAbsent(f.collection(), c -> new ArrayList<>()).add(ref));
    }
    return new Dump(found);
  }

  List<FileRef> of(CollectionName collection) {
    return files.getOrDefault(collection, List.of());
  }

  /** All files, those first that say which runs there are. */
  List<FileRef> all() {
    return files.values().stream().flatMap(List::stream).toList();
  }

  /** Whether any file says that a run exists. */
  boolean hasRuns() {
    return files.keySet().stream().anyMatch(CollectionName::startsRuns);
  }

  /** Bytes of the files of which each run has a few documents. */
  long metadataBytes() {
    return files.entrySet().stream()
        .filter(e -> !e.getKey().growsWithEvents())
        .flatMap(e -> e.getValue().stream())
        .mapToLong(FileRef::size)
        .sum();
  }

  /** Bytes of all files. */
  long bytes() {
    return all().stream().mapToLong(FileRef::size).sum();
  }
}
