package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Batches of runs as parts: the catalog's URI and the ids of the runs' nodes behind {@code #}. */
final class RunParts {
  private static final int FEWEST = 16;
  private static final int MOST = 256;
  private static final int WANTED_PARTS = 64;

  /** A guess: metadata of a run and a few hundred events. */
  private static final long BYTES_A_RUN = 128 << 10;

  private static final String MARK = "#runs=";

  private RunParts() {}

  static List<FileRef> cut(String base, List<Long> ids, long modified) {
    int size = Math.max(FEWEST, Math.min(MOST, ids.size() / WANTED_PARTS));
    List<FileRef> parts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += size) {
      List<Long> some = ids.subList(i, Math.min(ids.size(), i + size));
      StringJoiner text = new StringJoiner(",", base + MARK, "");
      some.forEach(id -> text.add(Long.toString(id, Character.MAX_RADIX)));
      parts.add(new FileRef(text.toString(), some.size() * BYTES_A_RUN, modified, TiledStore.NAME));
    }
    return parts;
  }

  /** The catalog that a part is of. */
  static String base(FileRef part) {
    int mark = part.uri().lastIndexOf(MARK);
    return mark < 0 ? part.uri() : part.uri().substring(0, mark);
  }

  /** Ids of the nodes of its runs. */
  static List<Long> ids(FileRef part) {
    int mark = part.uri().lastIndexOf(MARK);
    List<Long> ids = new ArrayList<>();
    if (mark >= 0) {
      for (String id : part.uri().substring(mark + MARK.length()).split(",", -1)) {
        ids.add(Long.parseLong(id, Character.MAX_RADIX));
      }
    }
    return ids;
  }
}
