package io.github.blueskyspark.converters.panda;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Which event of which run the rows of each file belong to, and what the documents say of columns.
 *
 * <p>A row that no document announces has no {@code seq_num}; it has a {@code run_uid} where one
 * run alone uses the file.
 */
final class PandaLinks {
  /** No event. */
  static final long NO_EVENT = Long.MIN_VALUE;

  /**
   * Neighbouring rows of neighbouring events.
   *
   * @param from first row
   * @param to row behind the last
   * @param rowsAnEvent rows of one event
   * @param seqNum of the first row's event
   */
  record Span(String runUid, long from, long to, long rowsAnEvent, long seqNum)
      implements Serializable {}

  /**
   * The events of a file.
   *
   * @param onlyRun the run that alone uses it; empty for none or several
   * @param spans in the order of their rows
   */
  record Events(String onlyRun, ArrayList<Span> spans) implements Serializable {
    /** No documents. */
    static Events none() {
      return new Events("", new ArrayList<>());
    }

    boolean isEmpty() {
      return onlyRun.isEmpty() && spans.isEmpty();
    }

    /** Those of some of the rows. */
    Events between(long from, long to) {
      ArrayList<Span> inside = new ArrayList<>();
      spans.stream().filter(s -> s.to() > from && s.from() < to).forEach(inside::add);
      return new Events(onlyRun, inside);
    }

    Cursor cursor() {
      return new Cursor(this);
    }
  }

  private final HashMap<String, ArrayList<Span>> spans = new HashMap<>();
  private final HashMap<String, String> onlyRun = new HashMap<>();
  private final HashMap<String, String> units = new HashMap<>();

  static PandaLinks none() {
    return new PandaLinks();
  }

  void add(String path, Span span) {
    spans.computeIfAbsent(path, p -> new ArrayList<>()).add(span);
  }

  /** A run uses a file, whether or not its documents announce rows. */
  void use(String path, String runUid) {
    onlyRun.merge(path, runUid, (a, b) -> a.equals(b) ? a : "");
  }

  /** Sorts the spans; call it before the rows are asked for. */
  void finish() {
    spans.values().forEach(list -> list.sort((a, b) -> Long.compare(a.from(), b.from())));
  }

  long runs() {
    return spans.values().stream().flatMap(List::stream).map(Span::runUid).distinct().count();
  }

  Map<String, String> files() {
    return onlyRun;
  }

  /** The events of one file's rows. */
  Events of(String path) {
    return new Events(onlyRun.getOrDefault(path, ""), spans.getOrDefault(path, new ArrayList<>()));
  }

  /** Documents give the units of a dataset of a file; where they disagree there are none. */
  void units(String dataset, String unit) {
    units.merge(dataset, unit, (a, b) -> a.equals(b) ? a : "");
  }

  /** Units by dataset, as the documents say. */
  Map<String, String> units() {
    return units;
  }

  /** Walks through the rows of a file; cheapest in their order. Not thread safe. */
  static final class Cursor {
    private final UTF8String alone;
    private final List<Span> spans;
    private long from;
    private long to;
    private long row;
    private int current = -1;
    private UTF8String run;

    Cursor(Events events) {
      this.alone = events.onlyRun().isEmpty() ? null : UTF8String.fromString(events.onlyRun());
      this.spans = events.spans();
    }

    /** Goes to a row. */
    void seek(long to) {
      row = to;
      if (row < from || row >= this.to) {
        find();
      }
    }

    /** The run of the row; null where none is known. */
    UTF8String run() {
      return run;
    }

    /** The event of the row, or {@link #NO_EVENT}. */
    long seqNum() {
      if (current < 0) {
        return NO_EVENT;
      }
      Span span = spans.get(current);
      return span.seqNum() + (row - span.from()) / span.rowsAnEvent();
    }

    /** Finds the span of the row, or the gap between two. */
    private void find() {
      int low = 0;
      int high = spans.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (spans.get(middle).from() <= row) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      boolean inside = low > 0 && row < spans.get(low - 1).to();
      from = inside ? spans.get(low - 1).from() : row;
      to = low < spans.size() ? spans.get(low).from() : Long.MAX_VALUE;
      if (inside) {
        to = Math.min(to, spans.get(low - 1).to());
      }
      current = inside ? low - 1 : -1;
      run = inside ? UTF8String.fromString(spans.get(current).runUid()) : alone;
    }
  }
}
