package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.tables.index.RunIndexFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The directory of a run index. Each writing makes a file of its own, under its own name; the
 * newest counts. So readers that have begun go on with theirs, and writers do not meet.
 *
 * @param directory where it is
 * @param purpose for which archive
 */
record IndexPlace(Path directory, RunIndexFile.Purpose purpose, Configuration configuration) {
  private static final String BESIDE = "_bluesky_index";
  private static final String OFF = "off";
  private static final String AUTO = "auto";
  private static final Pattern NAME = Pattern.compile("runs-(\\d{13,19})-[0-9a-f-]{36}\\.index");

  /** Readers may still use what was replaced this shortly ago. */
  private static final long GRACE_MILLIS = 3_600_000;

  /**
   * Where the options say; empty when it is switched off, and where archives have no directory to
   * put it into.
   *
   * @param options with absolute paths
   */
  static Optional<IndexPlace> of(OptionValues options, Configuration configuration)
      throws IOException {
    String said = options.get(Options.INDEX).trim();
    List<String> paths = options.get(Options.PATH);
    boolean single = paths.size() == 1 && !ArchivePlace.isServer(paths.get(0));
    String root = single ? paths.get(0) : "";
    if (said.equalsIgnoreCase(OFF)) {
      return Optional.empty();
    }
    String settings = Archive.indexSettings(options);
    if (!said.toLowerCase(Locale.ROOT).equals(AUTO)) {
      Path given = new Path(said);
      Path directory = given.getFileSystem(configuration).makeQualified(given);
      String all = single ? root : String.join("\n", paths);
      return Optional.of(
          new IndexPlace(directory, new RunIndexFile.Purpose(settings, all, false), configuration));
    }
    if (!single || !new HadoopStorage(configuration).isDirectory(root)) {
      return Optional.empty();
    }
    return Optional.of(
        new IndexPlace(
            new Path(FileUris.path(root), BESIDE),
            new RunIndexFile.Purpose(settings, root, true),
            configuration));
  }

  /** URI of the newest index file. */
  Optional<String> newest() throws IOException {
    return files().stream()
        .max(Comparator.comparingLong(IndexPlace::number).thenComparing(FileStatus::getPath))
        .map(f -> FileUris.of(f.getPath()));
  }

  private static long number(FileStatus file) {
    var matcher = NAME.matcher(file.getPath().getName());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private List<FileStatus> files() throws IOException {
    if (FileUris.isLocal(directory) && !Files.isDirectory(FileUris.local(directory))) {
      return List.of();
    }
    FileSystem files = directory.getFileSystem(configuration);
    try {
      return Arrays.stream(files.listStatus(directory))
          .filter(f -> f.isFile() && NAME.matcher(f.getPath().getName()).matches())
          .map(f -> at(files, f))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static FileStatus at(FileSystem files, FileStatus status) {
    status.setPath(files.makeQualified(status.getPath()));
    return status;
  }

  /**
   * Writes an index file; it appears whole or not at all. Files that were replaced long ago are
   * removed.
   *
   * @return its URI
   */
  String write(List<byte[]> pieces) throws IOException {
    long now = System.currentTimeMillis();
    String name = "runs-" + now + "-" + UUID.randomUUID() + ".index";
    Path target = new Path(directory, name);
    Path draft = new Path(directory, "." + name + ".draft");
    if (FileUris.isLocal(directory)) {
      java.nio.file.Path local = FileUris.local(draft);
      Files.createDirectories(local.getParent());
      try (var out = Files.newOutputStream(local)) {
        for (byte[] piece : pieces) {
          out.write(piece);
        }
      }
      Files.move(local, FileUris.local(target), StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileSystem files = directory.getFileSystem(configuration);
      files.mkdirs(directory);
      try (var out = files.create(draft, false)) {
        for (byte[] piece : pieces) {
          out.write(piece);
        }
      }
      if (!files.rename(draft, target)) {
        throw new IOException(draft + " cannot be renamed");
      }
    }
    removeReplaced(now);
    return FileUris.of(target);
  }

  private void removeReplaced(long now) throws IOException {
    FileSystem files = directory.getFileSystem(configuration);
    List<FileStatus> sorted =
        files().stream().sorted(Comparator.comparingLong(IndexPlace::number)).toList();
    for (int i = 0; i + 1 < sorted.size(); i++) {
      if (number(sorted.get(i + 1)) < now - GRACE_MILLIS) {
        files.delete(sorted.get(i).getPath(), false);
      }
    }
  }
}
