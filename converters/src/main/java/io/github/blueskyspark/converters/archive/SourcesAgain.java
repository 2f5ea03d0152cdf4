package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What a conversion reads that replaces others: also their sources that are not named this time.
 *
 * @param paths what is read
 * @param sources files and servers that are read
 * @param gone files that are no longer there, and servers that are not named this time, as they
 *     were
 * @param shorter files that have become shorter, as they were
 * @param same files that are not read because they are as they were
 */
record SourcesAgain(
    List<String> paths,
    List<SourceFile> sources,
    List<SourceFile> gone,
    List<SourceFile> shorter,
    List<SourceFile> same) {
  /** Copies the lists. */
  SourcesAgain {
    paths = List.copyOf(paths);
    sources = List.copyOf(sources);
    gone = List.copyOf(gone);
    shorter = List.copyOf(shorter);
    same = List.copyOf(same);
  }

  /** What is read when nothing is replaced. */
  static SourcesAgain only(List<String> paths, List<SourceFile> sources) {
    return new SourcesAgain(paths, sources, List.of(), List.of(), List.of());
  }

  /** Sources of which stays what was converted. */
  List<SourceFile> unread() {
    List<SourceFile> unread = new ArrayList<>(gone);
    unread.addAll(same);
    return unread;
  }

  /** Bytes of all that will be in the tables: of what is read, and of what stays. */
  long bytes() {
    return ArchiveConverter.bytes(sources) + ArchiveConverter.bytes(unread());
  }

  /** How many sources the tables will come from. */
  int count() {
    return sources.size() + unread().size();
  }

  static SourcesAgain of(
      Configuration conf, ConvertRequest request, SourceChanges changes, List<SourceFile> listing)
      throws IOException {
    Map<String, SourceFile> before = new LinkedHashMap<>();
    changes.before().forEach(c -> c.sources().forEach(s -> before.put(s.path(), s)));
    List<String> paths = new ArrayList<>(request.sources());
    List<SourceFile> sources = new ArrayList<>(listing);
    Set<String> listed = new HashSet<>();
    listing.forEach(s -> listed.add(s.path()));
    List<SourceFile> gone = new ArrayList<>();
    for (SourceFile source : before.values()) {
      if (listed.contains(source.path())) {
        continue;
      }
      Optional<SourceFile> now = now(conf, source);
      now.ifPresentOrElse(sources::add, () -> gone.add(source));
      now.ifPresent(s -> paths.add(s.path()));
    }
    List<SourceFile> shorter = new ArrayList<>();
    for (SourceFile source : sources) {
      Optional.ofNullable(before.get(source.path()))
          .filter(old -> !ServerSources.isServer(old) && source.size() < old.size())
          .ifPresent(shorter::add);
    }
    return new SourcesAgain(paths, sources, gone, shorter, List.of());
  }

  private static Optional<SourceFile> now(Configuration conf, SourceFile source)
      throws IOException {
    if (ServerSources.isServer(source)) {
      return Optional.empty(); // its password is not kept
    }
    Path path = new Path(source.path());
    try {
      FileStatus status = path.getFileSystem(conf).getFileStatus(path);
      return Optional.of(
          new SourceFile(source.path(), status.getLen(), status.getModificationTime(), ""));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
