package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.storage.Archives;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spi.DocumentFormats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The files of an archive that have changed or are new, where these may be read alone: a late stop
 * in one file of many must not cost reading all of them. What the other files of the conversions
 * that are replaced hold stays as it was converted, and other conversions are not touched.
 *
 * @param replaced conversions that had read a file which has changed
 * @param sources what is read, and what is not
 */
record ChangedPart(List<Commit> replaced, SourcesAgain sources) {
  /** Options whose answer depends on all runs, or by which a path of its own is another choice. */
  private static final Set<String> OF_THE_WHOLE =
      Set.of(
          lower(Options.RUN.key()),
          lower(Options.ARCHIVE.key()),
          lower(Options.PATH_GLOB_FILTER.key()),
          lower(Options.RECURSIVE_FILE_LOOKUP.key()),
          lower(Options.MODIFIED_AFTER.key()),
          lower(Options.MODIFIED_BEFORE.key()));

  /** Columns of {@code runs} that {@link #sharing} looks at. */
  static final StructType NOTED = StructType.fromDDL("run_uid STRING, notes ARRAY<STRING>");

  private static final String ELSEWHERE =
      "exists(coalesce(notes, array()), n -> n LIKE 'the run is also in %')";

  /** Copies the list. */
  ChangedPart {
    replaced = List.copyOf(replaced);
  }

  /**
   * What has to be read again, where that is less than all.
   *
   * @param all what would be read of the whole archive
   * @return empty where the whole archive has to be read
   */
  static Optional<ChangedPart> of(ConvertRequest request, SourceChanges changes, SourcesAgain all) {
    List<SourceFile> read = new ArrayList<>(changes.changed());
    read.addAll(changes.fresh());
    Set<String> changed = paths(changes.changed());
    List<Commit> replaced =
        changes.before().stream()
            .filter(c -> c.sources().stream().anyMatch(s -> changed.contains(s.path())))
            .toList();
    boolean can =
        !changed.isEmpty()
            && all.shorter().isEmpty()
            && areOfDocuments(read)
            && request.options().keySet().stream()
                .map(ChangedPart::lower)
                .noneMatch(OF_THE_WHOLE::contains);
    Optional<List<SourceFile>> others = can ? others(replaced, paths(read), all) : Optional.empty();
    boolean saves =
        others.isPresent()
            && (!others.get().isEmpty() || replaced.size() < changes.before().size());
    return saves && isPlain(request)
        ? Optional.of(
            new ChangedPart(
                replaced,
                new SourcesAgain(
                    List.copyOf(paths(read)), read, List.of(), List.of(), others.get())))
        : Optional.empty();
  }

  /** What the replaced conversions have read and that is as it was; empty where any is not. */
  private static Optional<List<SourceFile>> others(
      List<Commit> replaced, Set<String> read, SourcesAgain all) {
    Map<String, SourceFile> present = new HashMap<>();
    all.sources().forEach(s -> present.put(s.path(), s));
    Map<String, SourceFile> others = new LinkedHashMap<>();
    for (Commit commit : replaced) {
      for (SourceFile source : commit.sources()) {
        if (!read.contains(source.path())) {
          others.put(source.path(), source);
        }
      }
    }
    boolean unchanged =
        others.values().stream()
            .allMatch(
                s ->
                    !ServerSources.isServer(s)
                        && present.containsKey(s.path())
                        && present.get(s.path()).looksLike(s));
    return unchanged ? Optional.of(List.copyOf(others.values())) : Optional.empty();
  }

  private static boolean areOfDocuments(List<SourceFile> files) {
    DocumentFormats formats = DocumentFormats.load();
    return files.stream()
        .allMatch(
            f -> !ServerSources.isServer(f) && formats.ownsName(new Path(f.path()).getName()));
  }

  /** A store, such as a packed directory, knows more of its files than these say alone. */
  private static boolean isPlain(ConvertRequest request) {
    for (String source : request.sources()) {
      Map<String, String> options = new HashMap<>(request.options());
      options.put("path", source);
      if (new Archives().open(options).store().isPresent()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether any of these runs was found in several files.
   *
   * @param noted runs with their notes
   * @param runs column {@code run_uid}
   */
  static boolean sharing(Dataset<Row> noted, Dataset<Row> runs) {
    return RunUids.meet(noted.where(ELSEWHERE), runs);
  }

  private static Set<String> paths(List<SourceFile> files) {
    Set<String> paths = new LinkedHashSet<>();
    files.forEach(f -> paths.add(f.path()));
    return paths;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
