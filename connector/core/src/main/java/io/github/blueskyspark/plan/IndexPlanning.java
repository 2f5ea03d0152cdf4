package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.options.ReadMode;
import io.github.blueskyspark.plan.Survey.Entry;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.index.IndexBlock.Encoded;
import io.github.blueskyspark.tables.index.IndexSlice;
import io.github.blueskyspark.tables.index.Links;
import io.github.blueskyspark.tables.index.RunIndexFile;
import io.github.blueskyspark.tables.index.RunIndexMap;
import io.github.blueskyspark.tables.index.RunIndexMap.Cover;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What planning takes from the run index, the stored one and what earlier queries have read.
 *
 * <p>It answers for groups of files that are exactly as they were. Whatever it does not know is
 * read from the files, so that answers are the same without it.
 */
final class IndexPlanning {
  private static final int WORTH = 64;
  private static final int BATCH = 1000;
  private static final int SMALLEST_BATCH = 50;
  private static final int BATCHES_A_CORE = 2;

  /** Files that changed this shortly ago may change again within the same time stamp. */
  private static final long SETTLED_MILLIS = 2000;

  private final OptionValues options;
  private final Storage storage;
  private final TaskRunner tasks;
  private final IndexMemory memory;
  private final RunIndexMap stored;

  IndexPlanning(
      OptionValues options,
      Storage storage,
      TaskRunner tasks,
      IndexMemory memory,
      Optional<RunIndexMap> stored) {
    this.options = options;
    this.storage = storage;
    this.tasks = tasks;
    this.memory = memory;
    this.stored = stored.orElseGet(() -> new RunIndexMap(""));
  }

  /** Options that change what is read of a file, and the version of the program. */
  static String settings(OptionValues options) {
    String version = RunIndexFile.class.getPackage().getImplementationVersion();
    return String.join(
        " ",
        version == null ? "development" : version,
        options.get(Options.ARCHIVE),
        String.valueOf(options.get(Options.MAX_DOCUMENT_BYTES)),
        String.valueOf(options.get(Options.IGNORE_CORRUPT_FILES)),
        String.valueOf(options.get(Options.IGNORE_MISSING_FILES)));
  }

  /** Not where the first bad piece has to be found, and not where it is switched off. */
  private boolean isOn() {
    return options.get(Options.MODE) != ReadMode.FAILFAST && !isOff();
  }

  private boolean isOff() {
    return options.get(Options.INDEX).equalsIgnoreCase("off");
  }

  /** What ties a file to others, where that is known. */
  Optional<Links> links(FileRef file) {
    if (isOff()) {
      return Optional.empty();
    }
    Optional<Links> found = isOn() ? stored.links(file) : Optional.empty();
    return found.or(() -> memory.links().of(settings(options), file));
  }

  /** Remembers what ties files to others. */
  void learn(Map<FileRef, Links> found) {
    if (!isOff()) {
      memory.links().add(settings(options), found);
    }
  }

  /** Sorts groups into known ones and others. */
  Cover cover(List<List<FileRef>> groups) {
    if (!isOn()) {
      return new RunIndexMap("").cover(groups);
    }
    Cover first = stored.cover(groups);
    Cover second = memory.cover(settings(options), first.rest());
    return new Cover(
        joined(first.slices(), second.slices()),
        joined(first.known(), second.known()),
        second.rest(),
        first.runs() + second.runs());
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The same after the ends of all groups were read and kept in memory. */
  Cover learnt(List<List<FileRef>> groups) {
    Cover cover = cover(groups);
    List<List<FileRef>> fit = settled(cover.rest());
    if (!isOn() || fit.size() < WORTH) {
      return cover;
    }
    memory.add(settings(options), fit, read(fit, ""));
    return cover(groups);
  }

  /** Groups of plain files that did not change within the last seconds. */
  static List<List<FileRef>> settled(List<List<FileRef>> groups) {
    long before = System.currentTimeMillis() - SETTLED_MILLIS;
    return groups.stream().filter(g -> g.stream().allMatch(f -> isSettled(f, before))).toList();
  }

  /** Plain files that did not change within the last seconds. */
  static Set<FileRef> settledFiles(Collection<FileRef> files) {
    long before = System.currentTimeMillis() - SETTLED_MILLIS;
    return files.stream().filter(f -> isSettled(f, before)).collect(Collectors.toSet());
  }

  private static boolean isSettled(FileRef file, long before) {
    return file.store().isEmpty() && file.modified() < before;
  }

  /** Reads the ends of groups; the numbers in the blocks are those in the list. */
  List<Encoded> read(List<List<FileRef>> groups, String root) {
    int size = groups.size() / (tasks.parallelism() * BATCHES_A_CORE) + 1;
    int batch = Math.max(SMALLEST_BATCH, Math.min(BATCH, size));
    List<List<List<FileRef>>> batches = new ArrayList<>();
    for (int i = 0; i < groups.size(); i += batch) {
      batches.add(new ArrayList<>(groups.subList(i, Math.min(i + batch, groups.size()))));
    }
    IndexWork work = new IndexWork(options, storage);
    List<List<Encoded>> found =
        tasks.map("read start and stop documents", batches, b -> work.encode(b, root));
    List<Encoded> all = new ArrayList<>();
    for (int b = 0; b < found.size(); b++) {
      int first = b * batch;
      for (Encoded block : found.get(b)) {
        List<Integer> numbers = block.groups().stream().map(n -> n + first).toList();
        all.add(new Encoded(block.piece(), numbers, block.runs()));
      }
    }
    return all;
  }

  /** The wanted runs of known groups. */
  List<Entry> entries(Cover cover, List<String> uids) {
    IndexWork work = new IndexWork(options, storage);
    return tasks.map("look up runs", cover.slices(), s -> work.entries(s, uids)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Known groups that a query wants.
   *
   * @param groups those with a wanted run
   * @param runs how many runs they have; a group that was not looked into counts as one
   * @param skipped how many runs the others have
   * @param keys of all runs that were tested
   */
  record Choice(List<List<FileRef>> groups, long runs, long skipped, KnownKeys keys) {
    /** Groups of which nothing is known. */
    static Choice all(List<List<FileRef>> groups) {
      return new Choice(groups, groups.size(), 0, new KnownKeys());
    }
  }

  /** Tests the runs of known groups. */
  Choice choose(Cover cover, List<Predicate> matches, Collection<String> uids) {
    IndexWork work = new IndexWork(options, storage);
    List<String> wanted = List.copyOf(uids);
    List<IndexSlice> slices = cover.slices();
    List<IndexWork.Chosen> found =
        tasks.map("search runs", slices, s -> work.choose(s, matches, wanted));
    List<List<FileRef>> groups = new ArrayList<>();
    KnownKeys keys = new KnownKeys();
    long skipped = 0;
    int first = 0;
    for (int i = 0; i < slices.size(); i++) {
      for (int number : found.get(i).wanted()) {
        groups.add(cover.known().get(first + number));
      }
      first += slices.get(i).ordinals().cardinality();
      skipped += found.get(i).skipped();
      keys.add(found.get(i).keys());
    }
    return new Choice(groups, cover.runs() - skipped, skipped, keys);
  }

  RunIndexMap stored() {
    return stored;
  }
}
