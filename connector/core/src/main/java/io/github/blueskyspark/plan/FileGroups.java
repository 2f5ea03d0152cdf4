package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.RunNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which files must be read together because they hold documents of one run.
 *
 * <p>A file named by a run uid that no other file names holds that run alone, as the suitcases
 * write it: it is planned from the listing. All others are looked into by tasks.
 */
final class FileGroups {
  private final DocumentFormats formats;
  private final Map<FileRef, FileRef> parent = new HashMap<>();
  private final Map<FileRef, String> uids = new HashMap<>();

  FileGroups(DocumentFormats formats) {
    this.formats = formats;
  }

  /** Run uid by which a file is named, lower case; empty when it has another name. */
  String uid(FileRef file) {
    return uids.computeIfAbsent(file, this::named);
  }

  private String named(FileRef file) {
    if (!file.store().isEmpty()) {
      return "";
    }
    String stem = formats.stem(file.name());
    return RunNames.namesRun(stem) ? stem.toLowerCase(Locale.ROOT) : "";
  }

  /** Files whose runs must be looked up inside them. */
  List<FileRef> unclear(Collection<FileRef> files) {
    Map<String, Integer> named = new HashMap<>();
    files.forEach(f -> named.merge(uid(f), 1, Integer::sum));
    return files.stream().filter(f -> uid(f).isEmpty() || named.get(uid(f)) > 1).toList();
  }

  /**
   * Groups in the order of their first files.
   *
   * @param runs uids found inside the unclear files, and whatever else ties them to others
   */
  List<List<FileRef>> group(Collection<FileRef> files, Map<FileRef, List<String>> runs) {
    Map<String, FileRef> first = new HashMap<>();
    for (FileRef file : files) {
      parent.put(file, file);
    }
    for (FileRef file : files) {
      List<String> uids = new ArrayList<>(runs.getOrDefault(file, List.of()));
      if (!uid(file).isEmpty()) {
        uids.add(uid(file));
      }
      for (String uid : uids) {
        FileRef other = first.putIfAbsent(uid.toLowerCase(Locale.ROOT), file);
        if (other != null) {
          parent.put(root(file), root(other));
        }
      }
    }
    Map<FileRef, List<FileRef>> groups = new LinkedHashMap<>();
    for (FileRef file : files) {
      groups.computeIfAbsent(root(file), r -> new ArrayList<>()).add(file);
    }
    groups.values().forEach(g -> g.sort(Comparator.comparing(FileRef::uri)));
    return List.copyOf(groups.values());
  }

  private FileRef root(FileRef file) {
    FileRef at = file;
    for (FileRef up = parent.get(at); !up.equals(at); up = parent.get(at)) {
      parent.put(at, parent.get(up));
      at = up;
    }
    return at;
  }
}
