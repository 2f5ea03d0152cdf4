package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RunShare;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.IndexSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Packs groups into splits of even weight: bytes to read, plus a cost for each file opened. */
final class Packing {
  private static final long MOST = 128L << 20;
  private static final long OPENING = 64 << 10;
  private static final int ENDS = 32 << 10;
  private static final long SMALLEST_SHARE = 1 << 20;
  private static final int MOST_SHARES = 8;
  private static final int SPLITS_A_CORE = 3;
  private static final long SMALLEST_INDEX = 64 << 10;
  private static final long MOST_INDEX = 1 << 20;

  private final int parallelism;

  Packing(int parallelism) {
    this.parallelism = Math.max(1, parallelism);
  }

  List<Split> pack(List<List<FileRef>> groups, TableName table, List<String> runUids) {
    return pack(groups, table, runUids, Set.of());
  }

  /**
   * Packs groups.
   *
   * @param divisible parts of which several tasks may read a share, when they are much for one
   */
  List<Split> pack(
      List<List<FileRef>> groups, TableName table, List<String> runUids, Set<FileRef> divisible) {
    long total = groups.stream().mapToLong(g -> weight(g, table)).sum();
    long target = Math.max(1 << 20, Math.min(MOST, total / ((long) parallelism * SPLITS_A_CORE)));
    List<Split> splits = new ArrayList<>();
    List<List<FileRef>> open = new ArrayList<>();
    long weight = 0;
    for (List<FileRef> group : groups) {
      long more = weight(group, table);
      int shares = group.size() == 1 && divisible.contains(group.get(0)) ? shares(more, total) : 1;
      if (shares > 1) {
        for (int i = 0; i < shares; i++) {
          RunShare share = new RunShare(i, shares);
          splits.add(new Split.Documents(List.of(group), runUids, List.of(), share));
        }
        continue;
      }
      if (!open.isEmpty() && weight + more > target) {
        splits.add(new Split.Documents(open, runUids));
        open = new ArrayList<>();
        weight = 0;
      }
      open.add(group);
      weight += more;
    }
    if (!open.isEmpty()) {
      splits.add(new Split.Documents(open, runUids));
    }
    return splits;
  }

  /** As many as make a task for each core, and no more: each of them passes over the others. */
  private int shares(long weight, long total) {
    long target = Math.max(SMALLEST_SHARE, Math.min(MOST, total / parallelism));
    return (int) Math.min(MOST_SHARES, Math.max(1, Math.round((double) weight / target)));
  }

  /** Packs groups of the run index: a few splits of even bytes, small enough to be sent about. */
  List<Split> pack(List<IndexSlice> slices, List<String> runUids) {
    long total = slices.stream().mapToLong(s -> s.piece().length()).sum();
    long target = Math.max(SMALLEST_INDEX, Math.min(MOST_INDEX, total / parallelism + 1));
    List<Split> splits = new ArrayList<>();
    List<IndexSlice> open = new ArrayList<>();
    long weight = 0;
    for (IndexSlice slice : slices) {
      if (!open.isEmpty() && weight + slice.piece().length() > target) {
        splits.add(new Split.Documents(List.of(), runUids, open));
        open = new ArrayList<>();
        weight = 0;
      }
      open.add(slice);
      weight += slice.piece().length();
    }
    if (!open.isEmpty()) {
      splits.add(new Split.Documents(List.of(), runUids, open));
    }
    return splits;
  }

  private static long weight(List<FileRef> group, TableName table) {
    long weight = 0;
    for (FileRef file : group) {
      weight += OPENING + (table == TableName.RUNS ? Math.min(ENDS, file.size()) : file.size());
    }
    return weight;
  }
}
