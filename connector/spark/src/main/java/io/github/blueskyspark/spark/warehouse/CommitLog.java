package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
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

  private static final String SUFFIX = ".json";
  private static final Pattern NUMBERED = Pattern.compile("\\d{1,18}\\.json");

  private final FileSystem files;
  private final Path commits;
  private final List<Commit> entries;
  private final List<String> faults;
  private final String last;

  private CommitLog(FileSystem files, Path commits, List<Entry> read) throws IOException {
    this.files = files;
    this.commits = commits;
    this.entries = read.stream().map(Entry::commit).toList();
    this.faults = faults(read);
    this.last = read.isEmpty() ? "" : read.get(read.size() - 1).sha256();
  }

  /**
   * @param sha256 of its bytes
   * @param previous SHA-256 of the entry before, as this one says
   * @param whole whether its own checksum holds
   */
  private record Entry(Commit commit, String sha256, String previous, boolean whole) {}

  /** Reads the log; empty where there is no warehouse yet. */
  public static CommitLog read(FileSystem files, Path warehouse) throws IOException {
    Path folder = folder(warehouse);
    List<Entry> entries = new ArrayList<>();
    for (Path path : paths(files, folder)) {
      try (SealedInput in = new SealedInput(files.open(path))) {
        CommitJson.Read read = CommitJson.read(in, path.toString());
        in.drain();
        entries.add(new Entry(read.commit(), in.sha256(), read.previous(), in.holds()));
      }
    }
    entries.sort(Comparator.comparingLong(e -> e.commit().number()));
    return new CommitLog(files, folder, entries);
  }

  /**
   * The entries without their sources, oldest first, for who looks for data files: what is held in
   * memory does not grow with the runs.
   */
  static List<Commit> withoutSources(FileSystem files, Path warehouse) throws IOException {
    List<Commit> entries = new ArrayList<>();
    for (Path path : paths(files, folder(warehouse))) {
      try (var in = files.open(path)) {
        entries.add(CommitJson.withoutSources(in, path.toString()));
      }
    }
    entries.sort(Comparator.comparingLong(Commit::number));
    return entries;
  }

  /** Number of the last entry, 0 where there is none; no entry is opened. */
  static long last(FileSystem files, Path warehouse) throws IOException {
    return paths(files, folder(warehouse)).stream()
        .mapToLong(p -> Long.parseLong(p.getName().replace(SUFFIX, "")))
        .max()
        .orElse(0);
  }

  private static Path folder(Path warehouse) {
    return new Path(new Path(warehouse, FOLDER), "commits");
  }

  private static List<Path> paths(FileSystem files, Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (FileStatus status : list(files, folder)) {
      if (NUMBERED.matcher(status.getPath().getName()).matches()) {
        paths.add(status.getPath());
      }
    }
    return paths;
  }

  private static List<String> faults(List<Entry> read) {
    List<String> faults = new ArrayList<>();
    long expected = 1;
    Optional<Entry> before = Optional.empty();
    for (Entry entry : read) {
      long number = entry.commit().number();
      for (; expected < number; expected++) {
        faults.add(path(expected) + ": the entry is missing");
        before = Optional.empty();
      }
      if (!entry.whole()) {
        faults.add(path(number) + ": the entry was changed after it was written");
      } else if (before.isPresent()
          && before.get().whole()
          && !entry.previous().isEmpty()
          && !entry.previous().equals(before.get().sha256())) {
        faults.add(path(number - 1) + ": it is not the entry that the next one was written after");
      }
      expected = number + 1;
      before = Optional.of(entry);
    }
    return List.copyOf(faults);
  }

  /** Entries that are missing or not as they were written, a sentence each. */
  public List<String> faults() {
    return faults;
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

  /**
   * Where a data file that a commit has replaced is kept for a while, for readers that had planned
   * with it.
   *
   * @param path of the file, relative to the warehouse; empty for the folder of all
   */
  public static Path replaced(Path warehouse, String path) {
    Path folder = new Path(new Path(warehouse, FOLDER), "replaced");
    return path.isEmpty() ? folder : new Path(folder, path);
  }

  /** All commits, oldest first. */
  public List<Commit> entries() {
    return entries;
  }

  /** Number of the next commit. */
  public long next() {
    return entries.isEmpty() ? 1 : entries.get(entries.size() - 1).number() + 1;
  }

  /** Data files that count, by path, with the entry whose rows they hold. */
  public Map<String, Commit> live() {
    return live(entries, (commit, file) -> commit);
  }

  /** The data files that count, each with its owner, in the order in which they were added. */
  public List<TableFile> liveFiles() {
    return List.copyOf(live(entries, (commit, file) -> file).values());
  }

  /**
   * What counts after these commits, by path.
   *
   * @param log oldest first
   * @param shown what is told of a file
   */
  static <T> Map<String, T> live(List<Commit> log, BiFunction<Commit, TableFile, T> shown) {
    Map<String, T> live = new LinkedHashMap<>();
    Map<Long, Commit> numbered = new HashMap<>();
    for (Commit commit : log) {
      numbered.put(commit.number(), commit);
      commit.removed().forEach(live::remove);
      for (TableFile file : commit.added()) {
        Commit owner = numbered.getOrDefault(file.owner(), commit);
        live.put(file.path(), shown.apply(owner, file.of(owner.number())));
      }
    }
    return live;
  }

  /**
   * Writes a commit under its number.
   *
   * @throws ArchiveException when another conversion has taken that number meanwhile
   */
  public void append(Commit commit) throws IOException {
    if (!offer(commit)) {
      throw new ArchiveException(
          Location.file(new Path(commits, fileName(commit.number())).toString()),
          "commit the conversion",
          "another conversion wrote into the same directory meanwhile",
          "Run it again: nothing of this one counts");
    }
  }

  /** Writes a commit under its number; false when another conversion has taken that meanwhile. */
  public boolean offer(Commit commit) throws IOException {
    files.mkdirs(commits);
    Path target = new Path(commits, fileName(commit.number()));
    Path draft = new Path(commits, "." + commit.id() + ".draft");
    try (var out = files.create(draft, true)) {
      out.write(CommitJson.write(commit, last));
      out.hsync();
    }
    boolean given = ExclusiveName.give(files, draft, target);
    files.delete(draft, false);
    return given;
  }
}
