package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.RunNames;
import io.github.blueskyspark.tables.index.Links;
import io.github.blueskyspark.tables.index.LongTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

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
   * @param runs what ties the unclear files to others
   */
  List<List<FileRef>> group(Collection<FileRef> files, Map<FileRef, Links> runs) {
    LongTable first = new LongTable();
    List<FileRef> numbered = List.copyOf(files);
    for (FileRef file : numbered) {
      parent.put(file, file);
    }
    for (int i = 0; i < numbered.size(); i++) {
      int number = i;
      FileRef file = numbered.get(i);
      LongConsumer tie =
          hash -> {
            int other = first.putIfAbsent(hash, number);
            if (other != LongTable.NONE && other != number) {
              parent.put(root(file), root(numbered.get(other)));
            }
          };
      Optional.ofNullable(runs.get(file)).ifPresent(found -> found.forEach(tie));
      if (!uid(file).isEmpty()) {
        tie.accept(Links.hash(uid(file)));
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
