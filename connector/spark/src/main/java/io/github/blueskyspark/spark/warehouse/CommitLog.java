package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commit log of a warehouse: {@code _bluesky/commits/00000001.json} and so on, each written
 * whole under a name that nobody else has taken. A data file counts when a commit added it and no
 * later one removed it; whatever else lies in the folders is left from a conversion that did not
 * end.
 */
public final class CommitLog {
  /** Folder of everything that is not table data. */
  public static final String FOLDER = "_bluesky";

  private final FileSystem files;
  private final Path commits;
  private final List<Commit> entries;

  private CommitLog(FileSystem files, Path commits, List<Commit> entries) {
    this.files = files;
    this.commits = commits;
    this.entries = List.copyOf(entries);
  }

  /** Reads the log; empty where there is no warehouse yet. */
  public static CommitLog read(FileSystem files, Path warehouse) throws IOException {
    Path folder = new Path(new Path(warehouse, FOLDER), "commits");
    List<Commit> entries = new ArrayList<>();
    for (FileStatus status : list(files, folder)) {
      if (status.getPath().getName().matches("\\d+\\.json")) {
        try (var in = files.open(status.getPath())) {
          entries.add(CommitJson.read(in.readAllBytes(), status.getPath().toString()));
        }
      }
    }
    entries.sort(Comparator.comparingLong(Commit::number));
    return new CommitLog(files, folder, entries);
  }

  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Where a commit lies, relative to the warehouse. */
  static String path(long number) {
    return FOLDER + "/commits/" + fileName(number);
  }

  private static String fileName(long number) {
    return String.format("%08d.json", number);
  }

  /** All commits, oldest first. */
  public List<Commit> entries() {
    return entries;
  }

  /** Number of the next commit. */
  public long next() {
    return entries.isEmpty() ? 1 : entries.get(entries.size() - 1).number() + 1;
  }

  /** Data files that count, by path, with the commit that added them. */
  public Map<String, Commit> live() {
    return live((commit, file) -> commit);
  }

  /** The data files that count, in the order in which they were added. */
  public List<TableFile> liveFiles() {
    return List.copyOf(live((commit, file) -> file).values());
  }

  private <T> Map<String, T> live(BiFunction<Commit, TableFile, T> shown) {
    Map<String, T> live = new LinkedHashMap<>();
    for (Commit commit : entries) {
      commit.removed().forEach(live::remove);
      commit.added().forEach(file -> live.put(file.path(), shown.apply(commit, file)));
    }
    return live;
  }

  /**
   * Writes a commit under its number.
   *
   * @throws ArchiveException when another conversion has taken that number meanwhile
   */
  public void append(Commit commit) throws IOException {
    files.mkdirs(commits);
    Path target = new Path(commits, fileName(commit.number()));
    Path draft = new Path(commits, "." + commit.id() + ".draft");
    try (var out = files.create(draft, true)) {
      out.write(CommitJson.write(commit));
      out.hsync();
    }
    boolean taken = !ExclusiveName.give(files, draft, target);
    files.delete(draft, false);
    if (taken) {
      throw new ArchiveException(
          Location.file(target.toString()),
          "commit the conversion",
          "another conversion wrote into the same directory meanwhile",
          "Run it again: nothing of this one counts");
    }
  }
}
