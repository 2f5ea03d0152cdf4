package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FileRef;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Finds the files of an archive: paths, globs and directories, with the filters of Spark's file
 * sources.
 *
 * <p>Names that begin with {@code _} or {@code .} are left out below a directory, not where the
 * user names them. A warehouse below a directory is left out, too: it was made of what lies there.
 * A path that exists is taken literally even when it holds glob characters.
 *
 * @param roots the paths as absolute URIs, in the order given, globs resolved
 * @param files what lies there, sorted by URI, each once
 */
record Listing(List<String> roots, List<FileRef> files) {
  /** The folder that makes its parent a warehouse. */
  static final String WAREHOUSE = "_bluesky";

  private static final Pattern GLOB = Pattern.compile("[{}\\[\\]*?\\\\]");

  Listing {
    roots = List.copyOf(roots);
    files = List.copyOf(files);
  }

  /**
   * Lists paths; server URIs pass through without files.
   *
   * @throws ArchiveException when a path does not exist or cannot be listed
   * @throws OptionException for a filter that cannot be understood
   */
  static Listing of(List<String> paths, OptionValues options, Configuration configuration) {
    Walk walk = new Walk(options, configuration);
    for (String path : paths) {
      walk.add(path);
    }
    return new Listing(walk.roots, new ArrayList<>(walk.found.values()));
  }

  static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static final class Walk {
    private final Configuration configuration;
    private final FileFilter filter;
    private final boolean recursive;
    private final List<String> roots = new ArrayList<>();
    private final Map<String, FileRef> found = new TreeMap<>();

    Walk(OptionValues options, Configuration configuration) {
      this.configuration = configuration;
      this.filter = FileFilter.of(options);
      this.recursive = options.get(Options.RECURSIVE_FILE_LOOKUP);
    }

    void add(String text) {
      if (text.isBlank()) {
        throw new OptionException(
            Location.option("path"),
            "open archive",
            "the path is empty",
            "Name a file, directory or server");
      }
      if (ArchivePlace.isServer(text)) {
        roots.add(text);
        return;
      }
      try {
        addPath(new Path(text));
      } catch (UnsupportedFileSystemException e) {
        throw cannotList(text, e.getMessage(), "Put the file system's jar on the class path")
            .because(e);
      } catch (IllegalArgumentException e) {
        throw cannotList(text, "it is no path (" + e.getMessage() + ")", "Check option 'path'")
            .because(e);
      } catch (IOException e) {
        throw cannotList(
                text, String.valueOf(e.getMessage()), "Check option 'path' and the permissions")
            .because(e);
      }
    }

    private static ArchiveException cannotList(String text, String found, String remedy) {
      return new ArchiveException(Location.file(text), "list archive", found, remedy);
    }

    private void addPath(Path given) throws IOException {
      FileSystem files = given.getFileSystem(configuration);
      Path path = files.makeQualified(given);
      try {
        addStatus(files, files.getFileStatus(path));
        return;
      } catch (FileNotFoundException e) {
        if (!GLOB.matcher(given.toString()).find()) {
          throw cannotList(FileUris.of(path), "no such file or directory", "Check option 'path'")
              .because(e);
        }
      }
      FileStatus[] matches = files.globStatus(path);
      boolean hiddenWanted = isHidden(path.getName());
      int before = roots.size();
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        if (hiddenWanted || !isHidden(match.getPath().getName())) {
          addStatus(files, match);
        }
      }
      if (roots.size() == before) {
        throw cannotList(
            given.toString(), "no such file or directory matches", "Check option 'path'");
      }
    }

    private void addStatus(FileSystem files, FileStatus status) throws IOException {
      Path path = files.makeQualified(status.getPath());
      roots.add(FileUris.of(path));
      if (!status.isDirectory()) {
        keep(
            path.getName(),
            new FileRef(FileUris.of(path), status.getLen(), status.getModificationTime()));
      } else if (FileUris.isLocal(path)) {
        LocalWalk.below(FileUris.local(path), recursive, this::keep);
      } else {
        walk(files, path);
      }
    }

    private void walk(FileSystem files, Path root) throws IOException {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(root, recursive);
      int depth = root.depth();
      Map<Path, FileRef> below = new LinkedHashMap<>();
      Set<Path> warehouses = new HashSet<>();
      while (all.hasNext()) {
        LocatedFileStatus status = all.next();
        Path path = status.getPath();
        warehouseBelow(path, depth).ifPresent(warehouses::add);
        if (!hiddenBelow(path, depth)) {
          String uri = FileUris.of(files.makeQualified(path));
          below.put(path, new FileRef(uri, status.getLen(), status.getModificationTime()));
        }
      }
      below.forEach(
          (path, file) -> {
            if (!isIn(warehouses, path)) {
              keep(path.getName(), file);
            }
          });
    }

    /** The warehouse whose log a file belongs to. */
    private static Optional<Path> warehouseBelow(Path path, int depth) {
      for (Path p = path.getParent(); p != null && p.depth() > depth + 1; p = p.getParent()) {
        if (p.getName().equals(WAREHOUSE)) {
          return Optional.of(p.getParent());
        }
      }
      return Optional.empty();
    }

    private static boolean isIn(Set<Path> warehouses, Path path) {
      if (warehouses.isEmpty()) {
        return false;
      }
      for (Path p = path.getParent(); p != null; p = p.getParent()) {
        if (warehouses.contains(p)) {
          return true;
        }
      }
      return false;
    }

    private static boolean hiddenBelow(Path path, int depth) {
      for (Path p = path; p != null && p.depth() > depth; p = p.getParent()) {
        if (isHidden(p.getName())) {
          return true;
        }
      }
      return false;
    }

    private void keep(String name, FileRef file) {
      if (filter.keeps(name, file.modified())) {
        found.put(file.uri(), file);
      }
    }
  }
}
