package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.index.Links;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What ties files to others, as earlier queries have found it: each query on an archive whose files
 * are not named by their runs would look into all of them again. A file that has another size or
 * time is another file. At most 64 MiB; may outlive archives and sessions. Thread safe.
 */
public final class LinkMemory {
  private static final long MOST = 64L << 20;
  private static final int A_FILE = 250;

  private record Key(String settings, FileRef file) {}

  private final Map<Key, Links> known = new HashMap<>();
  private final long most;
  private long bytes;

  /** Nothing yet. */
  public LinkMemory() {
    this(MOST);
  }

  LinkMemory(long most) {
    this.most = most;
  }

  synchronized Optional<Links> of(String settings, FileRef file) {
    return Optional.ofNullable(known.get(new Key(settings, file)));
  }

  /** Takes links in; where that is too much in all, what was there before is forgotten. */
  synchronized void add(String settings, Map<FileRef, Links> found) {
    long more = found.entrySet().stream().mapToLong(e -> cost(e.getKey(), e.getValue())).sum();
    if (more > most) {
      return;
    }
    if (bytes + more > most) {
      known.clear();
      bytes = 0;
    }
    found.forEach(
        (file, links) -> {
          if (known.put(new Key(settings, file), links) == null) {
            bytes += cost(file, links);
          }
        });
  }

  private static long cost(FileRef file, Links links) {
    return A_FILE + file.uri().length() + (long) links.size() * Long.BYTES;
  }
}
