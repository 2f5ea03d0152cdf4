package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where external arrays may lie when a few files of the sources are read: below the sources, as
 * when all of them are. Without this a file that is named alone allows only its own directory.
 */
final class ArrayRoots {
  private ArrayRoots() {}

  /** The options, with the directories of the sources as allowed roots where none are given. */
  static Map<String, String> added(
      Configuration conf, ConvertRequest request, List<String> paths, Map<String, String> options) {
    boolean given =
        options.keySet().stream().anyMatch(Options.ALLOWED_ROOTS.key()::equalsIgnoreCase);
    Set<String> roots = new LinkedHashSet<>();
    Stream.concat(
            request.sources().stream().filter(s -> !ArchivePlace.isServer(s)),
            paths.stream().map(p -> new Path(p).getParent().toString()))
        .distinct()
        .forEach(root -> roots.add(qualified(conf, root)));
    if (given || roots.stream().anyMatch(r -> r.contains(","))) {
      return options;
    }
    Map<String, String> more = new HashMap<>(options);
    more.put(Options.ALLOWED_ROOTS.key(), String.join(",", roots));
    return more;
  }

  private static String qualified(Configuration conf, String root) {
    try {
      Path path = new Path(root);
      return path.getFileSystem(conf).makeQualified(path).toString();
    } catch (IOException e) {
      return root;
    }
  }
}
