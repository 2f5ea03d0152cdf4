package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at files, and at whole directories where many files of one are asked for: on an object
 * store a listing of a thousand files costs what a look at one costs. What a listing showed counts
 * as long as this object lives. Not thread safe; made in each task.
 */
final class FilesAround {
  /** Files of a directory that are looked at one by one. */
  private static final int ONE_BY_ONE = 24;

  /** Directories that are remembered. */
  private static final int DIRECTORIES = 16;

  private static final class Directory {
    private int asked;
    private Optional<Map<String, FileRef>> files = Optional.empty();
  }

  private final Storage storage;
  private final Map<String, Directory> known =
      new LinkedHashMap<>(DIRECTORIES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Directory> eldest) {
          return size() > DIRECTORIES;
        }
      };

  FilesAround(Storage storage) {
    this.storage = storage;
  }

  /** The file; empty when there is none or it is a directory. */
  Optional<FileRef> stat(String uri) throws IOException {
    int slash = uri.lastIndexOf('/');
    Directory around = known.computeIfAbsent(uri.substring(0, slash + 1), u -> new Directory());
    if (around.files.isEmpty() && ++around.asked == ONE_BY_ONE) {
      around.files = storage.files(uri.substring(0, slash + 1)).map(HashMap::new);
    }
    return around.files.isPresent()
        ? Optional.ofNullable(around.files.get().get(uri))
        : storage.stat(uri);
  }
}
