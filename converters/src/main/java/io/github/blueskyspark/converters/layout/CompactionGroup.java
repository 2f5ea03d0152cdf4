package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.TableFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of entries that become one.
 *
 * @param merged files that are written anew
 * @param kept files of the same entries that stay as they are
 * @param owners numbers of the entries
 */
record CompactionGroup(List<TableFile> merged, List<TableFile> kept, Set<Long> owners) {
  /**
   * @param all files of entries that may become one
   * @param merged those of them that are written anew
   */
  static CompactionGroup of(Collection<TableFile> all, Set<TableFile> merged) {
    Set<Long> owners = new LinkedHashSet<>();
    merged.forEach(f -> owners.add(f.owner()));
    List<TableFile> kept =
        all.stream().filter(f -> owners.contains(f.owner()) && !merged.contains(f)).toList();
    return new CompactionGroup(all.stream().filter(merged::contains).toList(), kept, owners);
  }

  /** Files to put together, by the folder of their table. */
  Map<String, List<TableFile>> byFolder() {
    Map<String, List<TableFile>> folders = new LinkedHashMap<>();
    for (TableFile file : merged) {
      folders.computeIfAbsent(Partition.of(file).folder(), f -> new ArrayList<>()).add(file);
    }
    return folders;
  }

  Set<String> folders() {
    return byFolder().keySet();
  }

  /** The {@code runs} files of the entries. */
  List<TableFile> runs() {
    List<TableFile> runs = new ArrayList<>(merged);
    runs.addAll(kept);
    runs.removeIf(f -> !f.path().startsWith("runs/"));
    return runs;
  }

  CompactionReport planned() {
    long bytes = merged.stream().mapToLong(TableFile::size).sum();
    return new CompactionReport(merged.size(), bytes, 0, 0);
  }
}
