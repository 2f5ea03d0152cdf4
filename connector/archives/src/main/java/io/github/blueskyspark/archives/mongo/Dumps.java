package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the dumps below a place by the names of their files: the directory of a database, or a
 * directory that holds such. Databases without runs (a separate asset registry) belong to the one
 * that has them.
 */
final class Dumps {
  /** What mongodump and mongoexport write beside the documents. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(.*\\.metadata\\.json(\\.gz)?|.*\\.bson(\\.gz|\\.zst)?|prelude\\.json(\\.gz)?|.*\\.md|.*\\.txt|.*\\.py|_.*|\\..*)",
          Pattern.CASE_INSENSITIVE);

  private Dumps() {}

  /**
   * Whether a place holds dumps and nothing else; text files count when they can be told from other
   * JSON by the collections beside them.
   */
  static boolean areAt(ArchivePlace place) {
    Map<String, List<FileRef>> databases = databases(place.files());
    boolean any = databases.values().stream().anyMatch(files -> isSurely(Dump.of(files)));
    return any
        && place.files().stream()
            .allMatch(
                f -> BESIDE.matcher(f.name()).matches() || CollectionFile.of(f.name()).isPresent());
  }

  private static boolean isSurely(Dump dump) {
    boolean isBson = dump.all().stream().anyMatch(f -> CollectionFile.isBson(f.name()));
    return isBson || (dump.hasRuns() && dump.all().size() > 1);
  }

  /** The dumps, each with at least one file. */
  static List<Dump> at(ArchivePlace place) {
    List<List<FileRef>> withRuns = new ArrayList<>();
    List<FileRef> without = new ArrayList<>();
    for (List<FileRef> files : databases(place.files()).values()) {
      if (Dump.of(files).hasRuns()) {
        withRuns.add(files);
      } else {
        without.addAll(files);
      }
    }
    if (without.isEmpty()) {
      return withRuns.stream().map(Dump::of).toList();
    }
    // Assets of no run in their own database: nothing tells whose they are but the uids inside.
    withRuns.forEach(without::addAll);
    return List.of(Dump.of(without));
  }

  /** Files by directory and prefix; of a collection that is there twice the BSON file. */
  private static Map<String, List<FileRef>> databases(List<FileRef> files) {
    Map<String, EnumMap<CollectionName, FileRef>> found = new LinkedHashMap<>();
    for (FileRef file : files) {
      Optional<CollectionFile> named = CollectionFile.of(file.name());
      if (named.isPresent()) {
        String directory = file.uri().substring(0, file.uri().length() - file.name().length());
        found
            .computeIfAbsent(
                directory + named.get().prefix(), k -> new EnumMap<>(CollectionName.class))
            .merge(named.get().collection(), file, Dumps::better);
      }
    }
    Map<String, List<FileRef>> databases = new LinkedHashMap<>();
    found.forEach((key, byName) -> databases.put(key, List.copyOf(byName.values())));
    return databases;
  }

  private static FileRef better(FileRef a, FileRef b) {
    boolean isOther = CollectionFile.isBson(b.name()) && !CollectionFile.isBson(a.name());
    boolean isPlain =
        CollectionFile.isBson(b.name()) && b.name().toLowerCase(Locale.ROOT).endsWith(".bson");
    return isOther || isPlain ? b : a;
  }
}
