package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RunShare;
import io.github.blueskyspark.tables.index.IndexSlice;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/** What one task reads: plain values, so that nothing open crosses the wire. */
public sealed interface Split extends Serializable {
  /** One function for each kind. */
  <R> R fold(Function<Documents, R> documents, Function<Frames, R> frames);

  /** Rough bytes to read, for balance. */
  long weight();

  /** The files that most of them are in, or about which parts; for placing the task near them. */
  List<FilePart> parts();

  /**
   * Files read document by document, one group after the other; all files of a run are in one
   * group.
   *
   * @param groups files that are read together because they share runs, or single files
   * @param runUids runs that are wanted; all when empty
   * @param indexed groups of table {@code runs} whose documents the run index has
   * @param share of the runs in the groups
   */
  record Documents(
      List<List<FileRef>> groups, List<String> runUids, List<IndexSlice> indexed, RunShare share)
      implements Split {
    private static final long serialVersionUID = 1L;

    /** All runs of the groups. */
    public Documents(List<List<FileRef>> groups, List<String> runUids, List<IndexSlice> indexed) {
      this(groups, runUids, indexed, RunShare.WHOLE);
    }

    /** Files alone. */
    public Documents(List<List<FileRef>> groups, List<String> runUids) {
      this(groups, runUids, List.of());
    }

    /** Copies the lists. */
    public Documents {
      indexed = List.copyOf(indexed);
      runUids = List.copyOf(runUids);
      groups = groups.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R fold(Function<Documents, R> documents, Function<Frames, R> frames) {
      return documents.apply(this);
    }

    @Override
    public long weight() {
      return groups.stream().flatMap(List::stream).mapToLong(FileRef::size).sum() / share.count()
          + indexed.stream().mapToLong(slice -> slice.piece().length()).sum();
    }

    @Override
    public List<FilePart> parts() {
      return groups.stream()
          .flatMap(List::stream)
          .filter(f -> f.store().isEmpty() && !ArchivePlace.isServer(f.uri()))
          .map(f -> new FilePart(f, 0, f.size()))
          .toList();
    }
  }

  /**
   * Rows of one run and stream that reach into external arrays.
   *
   * @param group files that hold the run's documents
   * @param runUid the run
   * @param stream its stream
   * @param seqStart first seq_num, inclusive
   * @param seqStop last seq_num, exclusive
   * @param weight bytes of array data to read
   * @param parts about where these are
   */
  record Frames(
      List<FileRef> group,
      String runUid,
      String stream,
      long seqStart,
      long seqStop,
      long weight,
      List<FilePart> parts)
      implements Split {
    private static final long serialVersionUID = 1L;

    /** Copies the lists. */
    public Frames {
      group = List.copyOf(group);
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R fold(Function<Documents, R> documents, Function<Frames, R> frames) {
      return frames.apply(this);
    }
  }
}
