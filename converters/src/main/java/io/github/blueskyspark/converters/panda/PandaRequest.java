package io.github.blueskyspark.converters.panda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to convert.
 *
 * @param files paths of PandA files or of directories with some
 * @param target directory of the warehouse
 * @param runArchive archive with the documents of the runs that used the files
 * @param options reader options for that archive
 */
public record PandaRequest(
    List<String> files, String target, Optional<String> runArchive, Map<String, String> options) {
  /** Copies the collections. */
  public PandaRequest {
    files = List.copyOf(files);
    options = Map.copyOf(options);
  }

  Map<String, String> selection() {
    Map<String, String> selection = new TreeMap<>(options);
    runArchive.ifPresent(archive -> selection.put("runArchive", archive));
    return selection;
  }
}
