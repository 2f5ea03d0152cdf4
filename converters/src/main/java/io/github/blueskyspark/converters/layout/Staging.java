package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a conversion writes before anything counts: {@code _bluesky/staging/<id>/<table folder>/}.
 * Files move from there into the table folders, under names that hold the conversion's id, so that
 * whatever an interrupted conversion left can be told from what counts.
 */
public final class Staging {
  /** Partition columns while staged: names that no data key has. */
  public static final String YEAR = "__bluesky_year";

  public static final String MONTH = "__bluesky_month";

  /** Number of the entry of the log whose rows a file holds that is written anew. */
  public static final String OWNER = "__bluesky_owner";

  /** Year and month of what has no time. */
  public static final String NO_YEAR = "0000";

  public static final String NO_MONTH = "00";

  /** So long readers may work with files that a commit has replaced. */
  private static final Duration KEPT_FOR_READERS = Duration.ofHours(1);

  private static final int ID = 13;
  private static final String PLAN = "_PLAN";
  private static final String COUNTS = "_COUNTS";
  private static final String ANEW = "_anew";

  private static final Pattern PARTITION =
      Pattern.compile(YEAR + "=(\\d{4})/" + MONTH + "=(\\d{2})/");

  private static final Pattern OWNED = Pattern.compile(OWNER + "=(\\d+)/");

  private final FileSystem files;
  private final Path warehouse;
  private final String id;

  /** The staging area of conversion {@code id}. */
  public Staging(FileSystem files, Path warehouse, String id) {
    this.files = files;
    this.warehouse = files.makeQualified(warehouse);
    this.id = id;
  }

  /** An id that no other conversion has. */
  public static String newId() {
    return UUID.randomUUID().toString().substring(0, ID);
  }

  /** Of the conversion; part of the names of its files. */
  public String id() {
    return id;
  }

  /**
   * The folder of a month inside a staged table, for writers that make no partitions themselves.
   */
  public static String partition(String year, String month) {
    return YEAR + "=" + year + "/" + MONTH + "=" + month;
  }

  /** Where the files of a table go until they count. */
  public Path folder(String table) {
    return new Path(root(), table);
  }

  private Path root() {
    return new Path(all(), id);
  }

  private Path all() {
    return new Path(new Path(warehouse, CommitLog.FOLDER), "staging");
  }

  /**
   * The conversion that a process that died had begun with the same plan; for the holder of the
   * lock only. Everything else that was staged is removed.
   *
   * @param plan stands for all that decides what is written
   * @return its id
   */
  public static Optional<String> resumable(FileSystem files, Path warehouse, String plan)
      throws IOException {
    Staging any = new Staging(files, warehouse, "");
    Optional<String> found = Optional.empty();
    if (files.exists(any.all())) {
      for (FileStatus begun : files.listStatus(any.all())) {
        Path note = new Path(begun.getPath(), PLAN);
        if (found.isEmpty() && files.exists(note) && text(files, note).equals(plan)) {
          found = Optional.of(begun.getPath().getName());
        } else {
          files.delete(begun.getPath(), true);
        }
      }
      if (found.isEmpty()) {
        files.delete(any.all(), true);
      }
    }
    return found;
  }

  private static String text(FileSystem files, Path path) throws IOException {
    return new String(bytes(files, path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Notes what the conversion is going to do, so that it can be taken up when it is killed. */
  public void begin(String plan) throws IOException {
    write(new Path(root(), PLAN), plan.getBytes(StandardCharsets.UTF_8));
  }

  /** From here on files move, and nothing that was staged can be taken up again. */
  public void end() throws IOException {
    files.delete(new Path(root(), PLAN), false);
  }

  /**
   * Removes what conversions have staged that cannot be taken up again; for the holder of the lock
   * only.
   */
  public void clearDead() throws IOException {
    if (!files.exists(all())) {
      return;
    }
    for (FileStatus begun : files.listStatus(all())) {
      if (!files.exists(new Path(begun.getPath(), PLAN))) {
        files.delete(begun.getPath(), true);
      }
    }
    if (files.listStatus(all()).length == 0) {
      files.delete(all(), false);
    }
  }

  /** Removes what any conversion has staged; for the holder of the lock only. */
  public void clearAll() throws IOException {
    files.delete(all(), true);
  }

  /** Removes what this conversion has staged, and what was noted of it. */
  public void restart() throws IOException {
    files.delete(root(), true);
  }

  /** Notes that a table is staged as a whole. */
  public void finish(String table, StagedCounts counts) throws IOException {
    write(new Path(folder(table), COUNTS), counts.bytes());
  }

  /** The counts of a table that is staged as a whole. */
  public Optional<StagedCounts> finished(String table) throws IOException {
    Path note = new Path(folder(table), COUNTS);
    return files.exists(note) ? Optional.of(StagedCounts.of(bytes(files, note))) : Optional.empty();
  }

  private void write(Path path, byte[] content) throws IOException {
    Path draft = path.suffix(".draft");
    try (OutputStream out = files.create(draft, true)) {
      out.write(content);
    }
    if (!files.rename(draft, path)) {
      throw new IOException("cannot move " + draft + " to " + path);
    }
  }

  /** Where files of a table go that other entries have written and this one writes anew. */
  Path folderOfAnew(String table) {
    return new Path(new Path(root(), ANEW), table);
  }

  /** Removes what a process that died had written anew. */
  void forgetAnew() throws IOException {
    files.delete(new Path(root(), ANEW), true);
  }

  /** Staged files of a table; those written anew are the last. */
  public List<FileStatus> staged(String table) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    walk(folder(table), found);
    walk(folderOfAnew(table), found);
    return found;
  }

  /** Puts other files in the place of what was staged for a table. */
  void exchange(String table, Path by) throws IOException {
    files.delete(folder(table), true);
    if (!files.rename(by, folder(table))) {
      throw new IOException("cannot move " + by + " to " + folder(table));
    }
  }

  private void walk(Path folder, List<FileStatus> found) throws IOException {
    FileStatus[] children;
    try {
      children = files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return;
    }
    // Not every file system lists by name, and names follow the rows.
    Arrays.sort(children);
    for (FileStatus child : children) {
      if (child.isDirectory()) {
        walk(child.getPath(), found);
      } else if (child.getPath().getName().endsWith(".parquet")) {
        found.add(child);
      }
    }
  }

  /**
   * Moves the staged files of a table into its folder; nothing counts before the commit.
   *
   * @param hashes SHA-256 of staged files by path
   */
  public List<TableFile> publish(String table, Map<String, String> hashes) throws IOException {
    List<TableFile> published = new ArrayList<>();
    for (FileStatus staged : staged(table)) {
      String inside = root().toUri().relativize(staged.getPath().toUri()).getPath();
      Matcher partition = PARTITION.matcher(inside);
      if (!partition.find()) {
        throw new IllegalStateException(
            "staged file " + staged.getPath() + " lies in no partition: please report");
      }
      String path =
          String.format(
              "%s/year=%s/month=%s/%s-%05d.zstd.parquet",
              table, partition.group(1), partition.group(2), id, published.size());
      Path target = new Path(warehouse, path);
      files.mkdirs(target.getParent());
      if (!files.rename(staged.getPath(), target)) {
        throw new IOException("cannot move " + staged.getPath() + " to " + target);
      }
      String sha256 = hashes.getOrDefault(staged.getPath().toString(), "");
      Matcher owner = OWNED.matcher(inside);
      long of = owner.find() ? Long.parseLong(owner.group(1)) : 0;
      published.add(new TableFile(path, staged.getLen(), sha256, of));
    }
    return published;
  }

  /** The same for several tables. */
  public List<TableFile> publish(Collection<String> tables, Map<String, String> hashes)
      throws IOException {
    List<TableFile> published = new ArrayList<>();
    for (String table : tables) {
      published.addAll(publish(table, hashes));
    }
    return published;
  }

  /** Removes this conversion's staged files, and the folder of staged files when it is empty. */
  public void clear() throws IOException {
    files.delete(root(), true);
    if (files.exists(all()) && files.listStatus(all()).length == 0) {
      files.delete(all(), false);
    }
  }

  /**
   * Takes files that a commit has replaced out of the table folders, and keeps them aside for
   * readers that had planned with them.
   */
  public void retire(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Path file = new Path(warehouse, path);
      Path aside = CommitLog.replaced(warehouse, path);
      files.mkdirs(aside.getParent());
      if (files.rename(file, aside)) {
        files.setTimes(aside, System.currentTimeMillis(), -1);
      }
      dropEmpty(file.getParent());
    }
  }

  /** Files kept aside for readers, with the time at which they were replaced. */
  public List<FileStatus> retired() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    walk(CommitLog.replaced(warehouse, ""), found);
    return found;
  }

  private void forgetRetired() throws IOException {
    Instant before = Instant.now().minus(KEPT_FOR_READERS);
    for (FileStatus file : retired()) {
      if (Instant.ofEpochMilli(file.getModificationTime()).isBefore(before)) {
        files.delete(file.getPath(), false);
        dropEmpty(file.getPath().getParent());
      }
    }
  }

  /**
   * Removes what conversions that died have left in the table folders, and what was replaced long
   * ago; for the holder of the lock only.
   *
   * @param live paths of the files that count
   */
  public void tidy(Set<String> live) throws IOException {
    remove(strays(live));
    forgetRetired();
  }

  /** Removes files that a commit no longer counts. */
  public void remove(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Path file = new Path(warehouse, path);
      files.delete(file, false);
      dropEmpty(file.getParent());
    }
  }

  private void dropEmpty(Path folder) throws IOException {
    Path at = folder;
    while (!at.equals(warehouse) && files.exists(at) && files.listStatus(at).length == 0) {
      files.delete(at, false);
      at = at.getParent();
    }
  }

  /**
   * Data files in the table folders that do not count: left by a conversion that was killed between
   * moving and committing, or between committing and removing.
   */
  public List<String> strays(Set<String> live) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    if (!files.exists(warehouse)) {
      return List.of();
    }
    for (FileStatus child : files.listStatus(warehouse)) {
      if (child.isDirectory() && !child.getPath().getName().startsWith("_")) {
        walk(child.getPath(), found);
      }
    }
    List<String> strays = new ArrayList<>();
    for (FileStatus file : found) {
      String path = warehouse.toUri().relativize(file.getPath().toUri()).getPath();
      if (!live.contains(path)) {
        strays.add(path);
      }
    }
    return strays;
  }
}
