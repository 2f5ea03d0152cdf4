package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.index.IndexBlock.Encoded;
import io.github.blueskyspark.tables.index.RunIndexMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Start and stop documents that earlier queries have read, at most 64 MiB of them. Owned by whoever
 * opens archives, such as a catalog, and as long-lived as that. Thread safe.
 */
public final class IndexMemory {
  private static final long MOST = 64L << 20;
  private static final int MOST_GROUPS = 400_000;

  private final Map<String, RunIndexMap> bySettings = new HashMap<>();

  private final LinkMemory links;

  /** Nothing yet. */
  public IndexMemory() {
    this(new LinkMemory());
  }

  /**
   * @param links of files, which may be shared with other memories
   */
  public IndexMemory(LinkMemory links) {
    this.links = links;
  }

  LinkMemory links() {
    return links;
  }

  synchronized RunIndexMap.Cover cover(String settings, List<List<FileRef>> groups) {
    return bySettings.getOrDefault(settings, new RunIndexMap("")).cover(groups);
  }

  /** Takes blocks in; where that is too much in all, what was there before is forgotten. */
  synchronized void add(String settings, List<List<FileRef>> groups, List<Encoded> blocks) {
    long bytes = blocks.stream().mapToLong(b -> b.piece().length()).sum();
    if (bytes > MOST || groups.size() > MOST_GROUPS) {
      return;
    }
    long before = bySettings.values().stream().mapToLong(RunIndexMap::bytes).sum();
    int size = bySettings.values().stream().mapToInt(RunIndexMap::size).sum();
    if (before + bytes > MOST || size + groups.size() > MOST_GROUPS) {
      bySettings.clear();
    }
    RunIndexMap map = bySettings.computeIfAbsent(settings, s -> new RunIndexMap(""));
    for (Encoded block : blocks) {
      map.add(block.piece(), block.groups().stream().map(groups::get).toList(), block.runs());
    }
  }
}
