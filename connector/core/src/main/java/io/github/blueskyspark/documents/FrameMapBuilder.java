package io.github.blueskyspark.documents;

import io.github.blueskyspark.documents.FrameMap.Fault;
import io.github.blueskyspark.documents.FrameMap.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the stream datums of one data key in one stream of one run, in order of arrival, and
 * makes the {@link FrameMap} of them.
 *
 * <p>Neighbours are joined on the way, so that a million datums of one frame each cost one span.
 * O(n log n). Not thread safe.
 */
public final class FrameMapBuilder {
  /** Rows of one resource; mutable until built. */
  static final class Piece {
    final int resource;
    long seqStart;
    long seqStop;
    long index;

    /** Order in which pieces were replaced; unused before. */
    int age;

    Piece(int resource, long seqStart, long seqStop, long index) {
      this.resource = resource;
      this.seqStart = seqStart;
      this.seqStop = seqStop;
      this.index = index;
    }

    /**
     * Whether both lay seq_nums over indices in the same way, so that they can be joined or repeat
     * each other.
     */
    boolean isAligned(Piece other) {
      return resource == other.resource && index - seqStart == other.index - other.seqStart;
    }

    /** The part between two seq_nums inside it. */
    Piece part(long from, long to) {
      return new Piece(resource, from, to, index + from - seqStart);
    }
  }

  /** What the datums of one resource reach over. */
  private static final class Extent {
    long seqStart = Long.MAX_VALUE;
    long indexStart = Long.MAX_VALUE;
    long indexStop;

    void cover(long seq, long from, long to) {
      seqStart = Math.min(seqStart, seq);
      indexStart = Math.min(indexStart, from);
      indexStop = Math.max(indexStop, to);
    }
  }

  /** Faults that are told one by one; of a million broken datums nobody reads more. */
  private static final int TOLD_FAULTS = 1000;

  private final Optional<Set<String>> known;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Extent> extents = new ArrayList<>();
  private final TreeMap<Long, Piece> current = new TreeMap<>();
  private final List<Piece> replaced = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private long untold;

  private FrameMapBuilder(Optional<Set<String>> known) {
    this.known = known;
  }

  /** A builder that refuses datums of any other resource. */
  public static FrameMapBuilder of(Collection<String> resourceUids) {
    return new FrameMapBuilder(Optional.of(Set.copyOf(resourceUids)));
  }

  /** A builder that takes datums of every resource. */
  public static FrameMapBuilder acceptingAll() {
    return new FrameMapBuilder(Optional.empty());
  }

  /** Takes the next datum; a later one replaces an earlier one for the same seq_num. */
  public FrameMapBuilder add(StreamDatum datum) {
    if (isRefused(datum)) {
      return this;
    }
    long seqs = datum.seqStop() - datum.seqStart();
    long indices = datum.indexStop() - datum.indexStart();
    long rows = rows(datum);
    if (datum.seqStart() == 0 && indices > 0) {
      fault(
          Rule.SEQ_NUM_ZERO,
          datum,
          seqs == 0 ? "the writer left the seq_nums to be filled in" : "seq_nums start at 1");
    } else if (seqs != indices) {
      fault(Rule.SEQ_INDEX_LENGTH, datum, "the first " + rows + " are mapped, the rest is not");
    }
    if (rows > 0) {
      int resource = number(datum, rows);
      long skip = datum.seqStart() == 0 ? 1 : 0;
      if (rows > skip) {
        put(
            new Piece(
                resource,
                datum.seqStart() + skip,
                datum.seqStart() + rows,
                datum.indexStart() + skip));
      }
    }
    return this;
  }

  /** The map of what was added so far. */
  public FrameMap build() {
    List<String> uids = List.copyOf(numbers.keySet());
    List<String> notes = new ArrayList<>();
    if (untold > 0) {
      notes.add(untold + " more stream datums, or parts of them, mean no row");
    }
    List<Piece> old = new ArrayList<>(replaced);
    old.sort(Comparator.comparingLong(p -> p.seqStart));
    long[] ends = extents.stream().mapToLong(e -> e.indexStop).toArray();
    return new FrameMap(
        uids, bases(uids, notes), ends, List.copyOf(current.values()), old, faults, notes);
  }

  /** Where a resource begins at the index at which the one before it ended, that index; else 0. */
  private long[] bases(List<String> uids, List<String> notes) {
    List<Integer> bySeq = new ArrayList<>();
    for (int r = 0; r < uids.size(); r++) {
      bySeq.add(r);
    }
    bySeq.sort(Comparator.comparingLong(r -> extents.get(r).seqStart));
    long[] bases = new long[uids.size()];
    for (int i = 0; i < bases.length; i++) {
      int r = bySeq.get(i);
      long first = extents.get(r).indexStart;
      long before = i == 0 ? 0 : extents.get(bySeq.get(i - 1)).indexStop;
      // Windows may arrive out of order, and a rewind may reach behind the first seq_num of the
      // resource before: both orders count.
      long arrivedBefore = r == 0 ? 0 : extents.get(r - 1).indexStop;
      if (first == before || first == arrivedBefore) {
        bases[r] = first;
      } else if (bases.length > 1 && i > 0 && first > before) {
        notes.add(
            "stream resource '"
                + uids.get(r)
                + "' begins at index "
                + first
                + ", the one before it ended at "
                + before
                + ": its indices are taken as rows of its own files");
      }
    }
    return bases;
  }

  private boolean isRefused(StreamDatum d) {
    Optional<Rule> broken = Optional.empty();
    if (known.isPresent() && !known.get().contains(d.resource())) {
      broken = Optional.of(Rule.UNKNOWN_RESOURCE);
    } else if (Math.min(d.seqStart(), d.indexStart()) < 0
        || d.seqStop() < d.seqStart()
        || d.indexStop() < d.indexStart()) {
      broken = Optional.of(Rule.NEGATIVE_RANGE);
    } else if (Math.max(d.seqStop(), d.indexStop()) > FrameMap.MAX_BOUND
        || rows(d) > FrameMap.MAX_ROWS) {
      broken = Optional.of(Rule.OVERFLOW);
    }
    broken.ifPresent(
        rule ->
            fault(
                rule,
                d,
                rule == Rule.UNKNOWN_RESOURCE ? "no such stream resource" : "nothing is mapped"));
    return broken.isPresent();
  }

  private static long rows(StreamDatum d) {
    return Math.min(d.seqStop() - d.seqStart(), d.indexStop() - d.indexStart());
  }

  private void fault(Rule rule, StreamDatum d, String decided) {
    if (faults.size() == TOLD_FAULTS) {
      untold++;
      return;
    }
    faults.add(
        new Fault(
            rule,
            d,
            "stream datum '"
                + d.uid()
                + "' of stream resource '"
                + d.resource()
                + "' gives seq_nums ["
                + d.seqStart()
                + ", "
                + d.seqStop()
                + ") indices ["
                + d.indexStart()
                + ", "
                + d.indexStop()
                + "): "
                + decided));
  }

  /** Number of a datum's resource, by first arrival; its extent grows. */
  private int number(StreamDatum datum, long rows) {
    Integer number = numbers.get(datum.resource());
    if (number == null) {
      number = numbers.size();
      numbers.put(datum.resource(), number);
      extents.add(new Extent());
    }
    extents.get(number).cover(datum.seqStart(), datum.indexStart(), datum.indexStart() + rows);
    return number;
  }

  private void put(Piece piece) {
    Map.Entry<Long, Piece> before = current.lowerEntry(piece.seqStart);
    if (before != null && before.getValue().seqStop > piece.seqStart) {
      split(before.getValue(), piece.seqStart);
    }
    Map.Entry<Long, Piece> next = current.ceilingEntry(piece.seqStart);
    while (next != null && next.getKey() < piece.seqStop) {
      Piece old = next.getValue();
      if (old.seqStop > piece.seqStop) {
        split(old, piece.seqStop);
      }
      if (!old.isAligned(piece)) {
        replace(old);
      }
      current.remove(next.getKey());
      next = current.higherEntry(next.getKey());
    }
    join(piece);
  }

  private void replace(Piece old) {
    Piece last = replaced.isEmpty() ? null : replaced.get(replaced.size() - 1);
    if (last != null && last.seqStop == old.seqStart && last.isAligned(old)) {
      last.seqStop = old.seqStop;
    } else {
      old.age = replaced.size();
      replaced.add(old);
    }
  }

  /** Cuts a piece of {@link #current} in two. */
  private void split(Piece piece, long at) {
    current.put(at, piece.part(at, piece.seqStop));
    piece.seqStop = at;
  }

  private void join(Piece piece) {
    Piece joined = piece;
    Map.Entry<Long, Piece> left = current.lowerEntry(piece.seqStart);
    if (left != null
        && left.getValue().seqStop == piece.seqStart
        && left.getValue().isAligned(piece)) {
      joined = left.getValue();
      joined.seqStop = piece.seqStop;
    } else {
      current.put(piece.seqStart, piece);
    }
    Piece right = current.get(joined.seqStop);
    if (right != null && right.isAligned(joined)) {
      current.remove(right.seqStart);
      joined.seqStop = right.seqStop;
    }
  }
}
