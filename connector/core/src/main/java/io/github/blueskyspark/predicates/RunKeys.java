package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds runs by {@link RunKey} among the runs of a search. Made for one list of keys, then dropped;
 * not thread safe.
 */
public final class RunKeys {
  /** Fewest characters of a uid that are looked for as its beginning. */
  public static final int MIN_UID_CHARACTERS = 5;

  private static final int NAMED = 10;
  private static final Comparator<RunEntry> OLDEST_FIRST =
      Comparator.<RunEntry>comparingDouble(RunKeys::age).thenComparing(RunEntry::uid);

  private final List<RunEntry> byTime;
  private final Map<Long, List<RunEntry>> byScanId = new HashMap<>();
  private final NavigableSet<String> uids = new TreeSet<>();
  private final Duplicates duplicates;
  private final Location where;
  private final List<String> missing = new ArrayList<>();

  private RunKeys(Collection<RunEntry> runs, Duplicates duplicates, Location where) {
    this.byTime = runs.stream().sorted(OLDEST_FIRST).toList();
    this.duplicates = duplicates;
    this.where = where;
    for (RunEntry run : byTime) {
      uids.add(run.uid());
      run.scanId()
          .ifPresent(id -> byScanId.computeIfAbsent(id, none -> new ArrayList<>()).add(run));
    }
  }

  /** A run whose start time is unknown counts as oldest. */
  private static double age(RunEntry run) {
    return Double.isNaN(run.startTime()) ? Double.NEGATIVE_INFINITY : run.startTime();
  }

  /** The same as the other method, for the option {@code run}. */
  public static Set<String> resolve(
      Collection<RunEntry> runs, List<RunKey> keys, Duplicates duplicates) {
    return resolve(runs, keys, duplicates, Location.option("run"));
  }

  /**
   * The uids the keys mean, in the order of the keys, each once.
   *
   * <p>A uid is looked for whole first, then as a beginning. A scan_id that several runs share
   * means what {@code duplicates} says; of runs that started at the same time the greater uid is
   * later.
   *
   * @param runs the runs of the current search; {@code -N} counts among them
   * @param where what to name in errors
   * @throws ArchiveException when keys mean no run (all such keys together), or one the beginnings
   *     of several uids (naming up to ten), or a place beyond the number of runs (naming it)
   * @throws OptionException when a beginning is too short, and when several runs share a scan_id
   *     with {@code duplicates=error}
   */
  public static Set<String> resolve(
      Collection<RunEntry> runs, List<RunKey> keys, Duplicates duplicates, Location where) {
    RunKeys lookup = new RunKeys(runs, duplicates, where);
    Set<String> found = new LinkedHashSet<>();
    for (RunKey key : keys) {
      found.addAll(key.fold(lookup::scanId, lookup::newest, lookup::uid));
    }
    lookup.refuseMissing();
    return found;
  }

  private List<String> scanId(RunKey.ScanId key) {
    List<RunEntry> runs = byScanId.getOrDefault(key.scanId(), List.of());
    if (runs.isEmpty()) {
      String hint =
          startingWith(key.text()).isEmpty() ? "" : " (a uid begins so: uid:" + key.text() + ")";
      missing.add("scan_id " + key.text() + hint);
      return List.of();
    }
    if (runs.size() == 1) {
      return List.of(runs.get(0).uid());
    }
    return switch (duplicates) {
      case LATEST -> List.of(runs.get(runs.size() - 1).uid());
      case ALL -> runs.stream().map(RunEntry::uid).toList();
      case ERROR ->
          throw new OptionException(
              where,
              "find the run with scan_id " + key.text(),
              runs.size() + " runs have it: " + named(runs.stream().map(RunEntry::uid).toList()),
              "Name one by its uid, or set duplicates to latest or all");
    };
  }

  private List<String> newest(RunKey.Newest key) {
    if (key.place() > byTime.size()) {
      throw new ArchiveException(
          where,
          "find run " + key.text(),
          "there are " + byTime.size() + " runs",
          "Count from -1, the newest, to -" + Math.max(byTime.size(), 1));
    }
    return List.of(byTime.get(byTime.size() - (int) key.place()).uid());
  }

  private List<String> uid(RunKey.Uid key) {
    String beginning = key.beginning();
    if (uids.contains(beginning)) {
      return List.of(beginning);
    }
    if (beginning.length() < MIN_UID_CHARACTERS) {
      throw new OptionException(
          where,
          "find run '" + beginning + "'",
          "it has fewer than " + MIN_UID_CHARACTERS + " characters",
          "Give at least " + MIN_UID_CHARACTERS + " characters of the uid, or the whole uid");
    }
    Collection<String> found = startingWith(beginning);
    if (found.size() > 1) {
      throw new ArchiveException(
          where,
          "find one run '" + beginning + "'",
          found.size() + " uids begin so: " + named(found),
          "Give more characters of the uid");
    }
    if (found.isEmpty()) {
      missing.add("uid '" + beginning + "'");
    }
    return List.copyOf(found);
  }

  private Collection<String> startingWith(String beginning) {
    List<String> found = new ArrayList<>();
    for (String uid : uids.tailSet(beginning, true)) {
      if (!uid.startsWith(beginning)) {
        break;
      }
      found.add(uid);
    }
    return found;
  }

  private static String named(Collection<String> uids) {
    List<String> sorted = uids.stream().sorted().limit(NAMED).toList();
    return String.join(", ", sorted) + (uids.size() > NAMED ? ", …" : "");
  }

  private void refuseMissing() {
    if (missing.isEmpty()) {
      return;
    }
    throw new ArchiveException(
        where,
        missing.size() == 1 ? "find the run" : "find " + missing.size() + " runs",
        "none of " + byTime.size() + " runs has " + String.join(", ", missing),
        "Look the runs up in the table runs, without the options query, since and until");
  }
}
