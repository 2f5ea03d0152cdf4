package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is different from the conversions before.
 *
 * @param fresh files that no conversion with this selection has read
 * @param changed files that one has read, and that have another size or time since
 * @param before conversions with this selection that read any of the files
 */
public record SourceChanges(List<SourceFile> fresh, List<SourceFile> changed, List<Commit> before) {
  /** Copies the lists. */
  public SourceChanges {
    fresh = List.copyOf(fresh);
    changed = List.copyOf(changed);
    before = List.copyOf(before);
  }

  /**
   * Compares a listing with the log. Files that have vanished are no change: what was converted
   * stays, also when none is left.
   */
  public static SourceChanges of(
      CommitLog log, String kind, Map<String, String> selection, List<SourceFile> listing) {
    Set<Commit> counting = new LinkedHashSet<>(log.live().values());
    log.entries().stream()
        .filter(c -> c.added().isEmpty() && c.removed().isEmpty())
        .forEach(counting::add);
    return of(log.entries().stream().filter(counting::contains).toList(), kind, selection, listing);
  }

  /**
   * The same for conversions that count, oldest first.
   *
   * @param counting conversions none of which another has replaced
   */
  public static SourceChanges of(
      List<Commit> counting, String kind, Map<String, String> selection, List<SourceFile> listing) {
    Set<String> listed = new LinkedHashSet<>();
    listing.forEach(s -> listed.add(s.path()));
    Map<String, SourceFile> known = new HashMap<>();
    List<Commit> before = new ArrayList<>();
    for (Commit commit : counting) {
      boolean same = commit.kind().equals(kind) && commit.selection().equals(selection);
      boolean meets =
          listing.isEmpty() || commit.sources().stream().anyMatch(s -> listed.contains(s.path()));
      if (same && meets) {
        before.add(commit);
        commit.sources().forEach(s -> known.put(s.path(), s));
      }
    }
    List<SourceFile> fresh = new ArrayList<>();
    List<SourceFile> changed = new ArrayList<>();
    for (SourceFile file : listing) {
      SourceFile old = known.get(file.path());
      if (old == null) {
        fresh.add(file);
      } else if (!old.looksLike(file)) {
        changed.add(file);
      }
    }
    return new SourceChanges(fresh, changed, before);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return fresh.isEmpty() && changed.isEmpty() && !before.isEmpty();
  }

  /** Whether files were added and none touched. */
  public boolean isGrowth() {
    return !before.isEmpty() && changed.isEmpty();
  }
}
