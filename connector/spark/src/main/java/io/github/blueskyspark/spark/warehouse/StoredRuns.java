package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.predicates.Duplicates;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.RunKey;
import io.github.blueskyspark.predicates.RunKeys;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds runs in the {@code runs} files of a warehouse: by uid through bloom filters, by scan_id
 * through statistics, the newest in the newest months first. What comes to the driver are the runs
 * that may be meant, not all runs.
 */
final class StoredRuns {
  private static final int FILES_A_LOOK = 4;

  private final List<StoredFile> files;
  private final HadoopStorage storage;
  private final TaskRunner tasks;
  private final RunTest test;
  private final KnownKeys keys = new KnownKeys();

  /**
   * @param files of table {@code runs}
   * @param test which of them are chosen at all
   */
  StoredRuns(List<StoredFile> files, HadoopStorage storage, TaskRunner tasks, RunTest test) {
    MonthRange months = MonthRange.of(test.time());
    this.files = files.stream().filter(f -> months.mayHold(f.month())).toList();
    this.storage = storage;
    this.tasks = tasks;
    this.test = test;
  }

  /** Keys of the documents that conditions were tested on so far. */
  KnownKeys keys() {
    return keys;
  }

  /**
   * The runs that keys mean.
   *
   * @throws io.github.blueskyspark.errors.BlueskyException as {@link RunKeys#resolve} says it
   */
  List<StoredRun> keyed(List<RunKey> wanted, Duplicates duplicates) {
    Map<String, StoredRun> candidates = new LinkedHashMap<>();
    for (RunKey key : wanted) {
      List<StoredRun> found =
          key.fold(this::withScanId, n -> newest(n.place()), u -> called(u.beginning()));
      found.forEach(run -> candidates.put(run.uid(), run));
    }
    Set<String> uids =
        RunKeys.resolve(
            candidates.values().stream().map(StoredRun::entry).toList(), wanted, duplicates);
    return uids.stream().map(candidates::get).toList();
  }

  private List<StoredRun> withScanId(RunKey.ScanId key) {
    Serializable id = key.scanId();
    List<ColumnFilter> filter =
        List.of(new ColumnFilter("scan_id", ColumnFilter.Test.EQ, List.of(id)));
    List<StoredRun> found = look(files, new RunLook.Wanted(Set.of(), "", filter, 0));
    // the error names the uids that begin so
    return found.isEmpty() ? beginning(key.text()) : found;
  }

  private List<StoredRun> called(String beginning) {
    List<StoredRun> exact = withUids(Set.of(beginning));
    return exact.isEmpty() && beginning.length() >= RunKeys.MIN_UID_CHARACTERS
        ? beginning(beginning)
        : exact;
  }

  private List<StoredRun> beginning(String text) {
    return look(files, new RunLook.Wanted(Set.of(), text, List.of(), 0));
  }

  /** The runs of these uids, where they are there. */
  List<StoredRun> withUids(Collection<String> uids) {
    return uids.isEmpty()
        ? List.of()
        : look(files, new RunLook.Wanted(Set.copyOf(uids), "", List.of(), 0));
  }

  /** The newest runs, newest first; all when there are fewer. */
  List<StoredRun> newest(long count) {
    Map<Integer, List<StoredFile>> months =
        files.stream().collect(Collectors.groupingBy(StoredFile::month));
    List<Integer> order = new ArrayList<>(months.keySet());
    order.sort((a, b) -> Integer.compare(b, a));
    List<StoredRun> found = new ArrayList<>();
    for (int month : order) {
      if (found.size() >= count) {
        break;
      }
      RunLook.Wanted wanted = new RunLook.Wanted(Set.of(), "", List.of(), count - found.size());
      List<StoredRun> more = new ArrayList<>(look(months.get(month), wanted));
      more.sort(StoredRun.NEWEST_FIRST);
      found.addAll(more.subList(0, (int) Math.min(more.size(), count - found.size())));
    }
    return found;
  }

  /** The chosen runs of months that lie in a range only in part. */
  List<StoredRun> atTheEdges() {
    MonthRange months = MonthRange.of(test.time());
    List<StoredFile> edges = files.stream().filter(f -> !months.holdsAll(f.month())).toList();
    return look(edges, new RunLook.Wanted(Set.of(), "", List.of(), 0));
  }

  /** Every run that is chosen. */
  List<StoredRun> all() {
    return look(files, new RunLook.Wanted(Set.of(), "", List.of(), 0));
  }

  private List<StoredRun> look(List<StoredFile> where, RunLook.Wanted wanted) {
    List<List<StoredFile>> batches = new ArrayList<>();
    for (int i = 0; i < where.size(); i += FILES_A_LOOK) {
      batches.add(new ArrayList<>(where.subList(i, Math.min(where.size(), i + FILES_A_LOOK))));
    }
    RunLook look = new RunLook(storage, test, wanted);
    List<StoredRun> found = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (RunLook.Found part : tasks.map("look up runs", batches, look)) {
      part.runs().stream().filter(run -> seen.add(run.uid())).forEach(found::add);
      keys.add(part.keys());
    }
    return found;
  }
}
