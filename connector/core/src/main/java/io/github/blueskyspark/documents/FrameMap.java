package io.github.blueskyspark.documents;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Where the rows of one external data key are, in one stream of one run: seq_num → (stream
 * resource, index).
 *
 * <p>The row of seq_num {@code s} is index {@code i} of resource {@code R} exactly where a stream
 * datum says so: {@code s - seqStart = i - indexStart}. Neither a gap in seq_nums nor one in
 * indices moves any other row. A later stream datum takes the place of an earlier one for the same
 * seq_num; what it replaced stays reachable. Datums that cannot mean a row are {@link #faults()}.
 *
 * <p>Indices are absolute in the file, except where numbering goes on from file to file: when a
 * resource begins at the index where the resource before it ended, its first index is its file's
 * row 0. The first resource of such a chain stays absolute.
 *
 * <p>Immutable, thread safe; some tens of bytes a span, however many datums made it.
 */
public final class FrameMap implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of one datum beyond this are refused, for they would be enumerated: 2^32. */
  public static final long MAX_ROWS = 1L << 32;

  /** Bounds beyond this are refused, so that no sum of two of them overflows: 2^62. */
  public static final long MAX_BOUND = 1L << 62;

  /**
   * A row's place.
   *
   * @param resource uid of the stream resource
   * @param index as the documents count it, in datum units
   * @param fileIndex the same counted from the beginning of the resource's own files, in datum
   *     units
   */
  public record Place(String resource, long index, long fileIndex) implements Serializable {}

  /**
   * Neighbouring seq_nums whose rows are neighbours in one resource.
   *
   * @param resource uid of the stream resource
   * @param seqStart first seq_num, inclusive
   * @param seqStop last seq_num, exclusive
   * @param indexStart index of {@code seqStart} as the documents count it
   * @param fileIndexStart the same counted from the beginning of the resource's own files
   */
  public record Span(
      String resource, long seqStart, long seqStop, long indexStart, long fileIndexStart)
      implements Serializable {
    /**
     * Rows that a file holds and no datum announces: they have places, and no seq_num of an event.
     *
     * @param base index that counts as row 0 of the resource's own files
     * @param end one past the last announced row, counted in its own files
     */
    public static Span unpublished(String resource, long base, long end, long rows) {
      long seq = MAX_BOUND + end;
      return new Span(resource, seq, seq + rows, base + end, end);
    }

    /** Whether its seq_nums are none: no datum announces its rows. */
    public boolean isUnpublished() {
      return seqStart >= MAX_BOUND;
    }

    /** Rows in it, at least 1. */
    public long count() {
      return seqStop - seqStart;
    }

    /** Index behind its last row, as the documents count. */
    public long indexStop() {
      return indexStart + count();
    }

    /** The place of a seq_num inside it. */
    public Place place(long seqNum) {
      long offset = seqNum - seqStart;
      return new Place(resource, indexStart + offset, fileIndexStart + offset);
    }
  }

  /** Rules a stream datum can break; {@link #label()} is what the quarantine shows. */
  public enum Rule {
    /** Different numbers of seq_nums and indices: the shorter prefix is mapped. */
    SEQ_INDEX_LENGTH("seq-index-length"),
    /** A bound below 0, or a stop below its start: nothing is mapped. */
    NEGATIVE_RANGE("negative-range"),
    /** seq_num 0, which the writer should have filled in: that row is not mapped. */
    SEQ_NUM_ZERO("seq-num-zero"),
    /** A bound beyond 2^62, or more than 2^32 rows at once: nothing is mapped. */
    OVERFLOW("overflow"),
    /** No such stream resource for this key: nothing is mapped. */
    UNKNOWN_RESOURCE("unknown-resource");

    private final String label;

    Rule(String label) {
      this.label = label;
    }

    /** The rule's name, kebab-case. */
    public String label() {
      return label;
    }
  }

  /**
   * A stream datum, or a part of it, that means no row.
   *
   * @param rule it breaks
   * @param datum the document
   * @param reason one sentence with the values found
   */
  public record Fault(Rule rule, StreamDatum datum, String reason) implements Serializable {}

  private final List<String> resources;
  private final long[] bases;
  private final long[] ends;
  private final Table current;
  private final Table replaced;
  private final List<Fault> faults;
  private final List<String> notes;

  FrameMap(
      List<String> resources,
      long[] bases,
      long[] ends,
      List<FrameMapBuilder.Piece> current,
      List<FrameMapBuilder.Piece> replaced,
      List<Fault> faults,
      List<String> notes) {
    this.resources = List.copyOf(resources);
    this.bases = bases;
    this.ends = ends;
    this.current = new Table(current);
    this.replaced = new Table(replaced);
    this.faults = List.copyOf(faults);
    this.notes = List.copyOf(notes);
  }

  /** A map of no rows. */
  public static FrameMap empty() {
    return FrameMapBuilder.acceptingAll().build();
  }

  /** Where the row of that event is; empty when no datum announces one. */
  public Optional<Place> find(long seqNum) {
    int at = current.at(seqNum);
    return at < 0 ? Optional.empty() : Optional.of(span(current, at).place(seqNum));
  }

  /**
   * Every place that was ever announced for that event, oldest first; the last one is {@link
   * #find}.
   */
  public List<Place> history(long seqNum) {
    List<Integer> found = new ArrayList<>();
    for (int i = replaced.startingAtOrBefore(seqNum); i >= 0 && replaced.reach[i] > seqNum; i--) {
      if (seqNum < replaced.starts[i] + replaced.counts[i]) {
        found.add(i);
      }
    }
    found.sort(Comparator.comparingInt(i -> replaced.ages[i]));
    List<Place> places = new ArrayList<>();
    found.forEach(i -> places.add(span(replaced, i).place(seqNum)));
    find(seqNum).ifPresent(places::add);
    return places;
  }

  /** The rows, by seq_num; spans do not overlap, and no two of them could be one. */
  public List<Span> spans() {
    return new Spans(current);
  }

  /** Rows that later datums replaced, by first seq_num; may overlap. */
  public List<Span> superseded() {
    return new Spans(replaced);
  }

  /** Number of rows. */
  public long count() {
    return Arrays.stream(current.counts).sum();
  }

  /** Uids of the resources with rows, in order of their first datum. */
  public List<String> resources() {
    return resources;
  }

  /**
   * Index that counts as row 0 of the resource's own files; 0 unless its numbering goes on from
   * another resource.
   */
  public long base(String resource) {
    int at = resources.indexOf(resource);
    return at < 0 ? 0 : bases[at];
  }

  /** One past the last row announced in a resource, counted in its own files; 0 when none is. */
  public long end(String resource) {
    int at = resources.indexOf(resource);
    return at < 0 ? 0 : ends[at] - bases[at];
  }

  /** Datums, or parts of them, that mean no row, in order of arrival: the first thousand. */
  public List<Fault> faults() {
    return faults;
  }

  /** What had to be decided or repaired, in sentences. */
  public List<String> notes() {
    return notes;
  }

  private Span span(Table table, int at) {
    int resource = table.owners[at];
    long index = table.indices[at];
    return new Span(
        resources.get(resource),
        table.starts[at],
        table.starts[at] + table.counts[at],
        index,
        index - bases[resource]);
  }

  /** Spans by column: no object each. */
  private static final class Table implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] starts;
    private final long[] counts;
    private final long[] indices;
    private final int[] owners;
    private final int[] ages;

    /** Highest stop of a span and all before it. */
    private final long[] reach;

    Table(List<FrameMapBuilder.Piece> pieces) {
      starts = pieces.stream().mapToLong(p -> p.seqStart).toArray();
      counts = pieces.stream().mapToLong(p -> p.seqStop - p.seqStart).toArray();
      indices = pieces.stream().mapToLong(p -> p.index).toArray();
      owners = pieces.stream().mapToInt(p -> p.resource).toArray();
      ages = pieces.stream().mapToInt(p -> p.age).toArray();
      reach = pieces.stream().mapToLong(p -> p.seqStop).toArray();
      Arrays.parallelPrefix(reach, Math::max);
    }

    /** The last span that starts at a seq_num or before it, or -1. */
    int startingAtOrBefore(long seqNum) {
      int from = 0;
      int to = starts.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (starts[middle] <= seqNum) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from - 1;
    }

    /** The span that holds a seq_num, or -1; for spans that do not overlap. */
    int at(long seqNum) {
      int at = startingAtOrBefore(seqNum);
      return at >= 0 && seqNum < starts[at] + counts[at] ? at : -1;
    }
  }

  private final class Spans extends AbstractList<Span> implements RandomAccess {
    private final Table table;

    Spans(Table table) {
      this.table = table;
    }

    @Override
    public Span get(int index) {
      return span(table, index);
    }

    @Override
    public int size() {
      return table.starts.length;
    }
  }
}
