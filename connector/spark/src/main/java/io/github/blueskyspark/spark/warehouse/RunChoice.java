package io.github.blueskyspark.spark.warehouse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs of a warehouse, by the batches of files that hold their rows. */
final class RunChoice {
  private final Optional<MonthRange> whole;
  private final Map<StoredFile.Batch, Set<String>> named = new HashMap<>();
  private final boolean everything;

  private RunChoice(boolean everything, Optional<MonthRange> whole, Collection<StoredRun> runs) {
    this.everything = everything;
    this.whole = whole;
    runs.forEach(r -> named.computeIfAbsent(r.batch(), b -> new HashSet<>()).add(r.uid()));
  }

  /** Every run. */
  static RunChoice everything() {
    return new RunChoice(true, Optional.empty(), List.of());
  }

  /** These runs. */
  static RunChoice of(Collection<StoredRun> runs) {
    return new RunChoice(false, Optional.empty(), runs);
  }

  /** Every run of the months that lie whole in a range, and these runs. */
  static RunChoice of(MonthRange whole, Collection<StoredRun> runs) {
    return new RunChoice(false, Optional.of(whole), runs);
  }

  boolean isEverything() {
    return everything;
  }

  /** The files that hold rows of these runs. */
  List<ChosenFile> of(List<StoredFile> files) {
    List<ChosenFile> chosen = new ArrayList<>();
    for (StoredFile file : files) {
      if (everything || whole.filter(w -> w.holdsAll(file.month())).isPresent()) {
        chosen.add(new ChosenFile(file, true, Set.of()));
      } else if (named.containsKey(file.batch())) {
        chosen.add(new ChosenFile(file, false, named.get(file.batch())));
      }
    }
    return chosen;
  }

  /** Only those of these runs that are among others. */
  RunChoice within(Collection<StoredRun> others) {
    if (everything) {
      return of(others);
    }
    List<StoredRun> both = new ArrayList<>();
    for (StoredRun run : others) {
      boolean isWhole = whole.filter(w -> w.holdsAll(run.batch().month())).isPresent();
      if (isWhole || named.getOrDefault(run.batch(), Set.of()).contains(run.uid())) {
        both.add(run);
      }
    }
    return of(both);
  }
}
