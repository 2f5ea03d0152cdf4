package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.GroupIndexer;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.RunChoice;
import io.github.blueskyspark.tables.index.IndexBlock;
import io.github.blueskyspark.tables.index.IndexBlock.Encoded;
import io.github.blueskyspark.tables.index.IndexSlice;
import io.github.blueskyspark.tables.index.IndexedGroup;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tasks do for the run index: read ends of groups into blocks, choose among known groups. */
record IndexWork(OptionValues options, Storage storage) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Groups of a slice.
   *
   * @param wanted numbers of the groups, in the order of the slice, with a run that is wanted
   * @param skipped runs of the other groups
   * @param keys of all runs of the slice
   */
  record Chosen(List<Integer> wanted, long skipped, KnownKeys keys) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Reads start and stop documents; groups that cannot be read are left to the scan. */
  List<Encoded> encode(List<List<FileRef>> groups, String root) {
    GroupIndexer indexer =
        new GroupIndexer(GroupReading.of(storage, options, new ReadMetrics(), RunChoice.all()));
    List<IndexedGroup> read = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Optional<IndexedGroup> group = ends(groups.get(i), indexer);
      if (group.isPresent()) {
        read.add(group.get());
        numbers.add(i);
      }
    }
    return IndexBlock.encode(read, root).stream()
        .map(b -> new Encoded(b.piece(), b.groups().stream().map(numbers::get).toList(), b.runs()))
        .toList();
  }

  private static Optional<IndexedGroup> ends(List<FileRef> group, GroupIndexer indexer) {
    try {
      return Optional.of(new IndexedGroup(group, List.copyOf(indexer.ends(group))));
    } catch (IOException | ArchiveException e) {
      return Optional.empty(); // the scan says what is wrong with the files
    }
  }

  /** The wanted runs of a slice, for the lookup of keys. */
  List<Survey.Entry> entries(IndexSlice slice, List<String> uids) {
    RunFilter filter = RunFilter.of(options, List.of(), uids);
    List<Survey.Entry> entries = new ArrayList<>();
    for (IndexedGroup group : groups(slice)) {
      for (RunIndex run : group.runs()) {
        if (filter.test(run)) {
          entries.add(Survey.Entry.of(run));
        }
      }
    }
    return entries;
  }

  /** Which groups of a slice have a wanted run. */
  Chosen choose(IndexSlice slice, List<Predicate> matches, List<String> uids) {
    KnownKeys keys = new KnownKeys();
    RunFilter filter = RunFilter.of(options, matches, uids).watching(keys);
    List<Integer> wanted = new ArrayList<>();
    long skipped = 0;
    List<IndexedGroup> groups = groups(slice);
    for (int i = 0; i < groups.size(); i++) {
      // every run is tested, so that its keys are seen
      if (groups.get(i).runs().stream().filter(filter).count() > 0) {
        wanted.add(i);
      } else {
        skipped += groups.get(i).runs().size();
      }
    }
    return new Chosen(wanted, skipped, keys);
  }

  private List<IndexedGroup> groups(IndexSlice slice) {
    try {
      return slice.groups(storage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
