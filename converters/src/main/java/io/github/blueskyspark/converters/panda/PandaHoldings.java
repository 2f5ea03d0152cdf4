package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a warehouse holds of PandA files, as its commit log says: the rows of a file are there once,
 * whatever options it was converted with.
 */
final class PandaHoldings {
  /** A file as the last conversion that counts saw it. */
  private record Held(Commit commit, SourceFile source) {}

  private final Map<Long, Commit> commits = new LinkedHashMap<>();
  private final Map<Long, List<String>> live = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();

  static PandaHoldings of(CommitLog log) {
    PandaHoldings holdings = new PandaHoldings();
    Map<Long, List<String>> files = holdings.live;
    log.live()
        .forEach(
            (path, commit) ->
                files.computeIfAbsent(commit.number(), c -> new ArrayList<>()).add(path));
    for (Commit commit : log.entries()) {
      boolean counts =
          files.containsKey(commit.number())
              || (commit.added().isEmpty() && commit.removed().isEmpty());
      if (commit.kind().equals(PandaConverter.KIND) && counts) {
        holdings.commits.put(commit.number(), commit);
        commit.sources().forEach(s -> holdings.held.put(s.path(), new Held(commit, s)));
      }
    }
    return holdings;
  }

  /** Whether no conversion counts. */
  boolean isEmpty() {
    return commits.isEmpty();
  }

  /** Whether what is held is the file as it is, converted with these options. */
  boolean isCurrent(SourceFile file, Map<String, String> selection) {
    Held found = held.get(file.path());
    return found != null
        && found.source().looksLike(file)
        && found.commit().selection().equals(selection);
  }

  /** Conversions that count and read any of these files. */
  List<Commit> holders(Collection<String> paths) {
    return commits.values().stream()
        .filter(c -> c.sources().stream().anyMatch(s -> paths.contains(s.path())))
        .toList();
  }

  /** All conversions that count, oldest first. */
  List<Commit> conversions() {
    return List.copyOf(commits.values());
  }

  /** Live files of a conversion in a folder, relative to the warehouse. */
  List<String> files(Commit commit, String folder) {
    return live.getOrDefault(commit.number(), List.of()).stream()
        .filter(path -> path.startsWith(folder + "/"))
        .toList();
  }

  /**
   * A file whose columns are those of the whole table: the last conversion knew all that were
   * there.
   */
  Optional<String> widest() {
    return commits.values().stream()
        .flatMap(c -> files(c, PandaConverter.FOLDER).stream().limit(1))
        .reduce((first, second) -> second);
  }

  /**
   * Sources of conversions that go on in another one, which has taken over all of their rows.
   *
   * @param removed files that count no longer
   * @param selection of the other one; only what was converted with the same options is known to it
   */
  List<SourceFile> takenOver(Set<String> removed, Map<String, String> selection) {
    Set<SourceFile> taken = new LinkedHashSet<>();
    for (Commit commit : commits.values()) {
      List<String> files = live.getOrDefault(commit.number(), List.of());
      if (commit.selection().equals(selection) && !files.isEmpty() && removed.containsAll(files)) {
        commit.sources().stream()
            .filter(s -> held.get(s.path()).commit().number() == commit.number())
            .forEach(taken::add);
      }
    }
    return List.copyOf(taken);
  }
}
