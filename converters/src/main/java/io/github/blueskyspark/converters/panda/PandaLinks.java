package io.github.blueskyspark.converters.panda;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Which event of which run the rows of each file belong to. Immutable once it is sent to tasks.
 *
 * <p>A row that no document announces has no {@code seq_num}; it has a {@code run_uid} where one
 * run alone uses the file.
 */
final class PandaLinks implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int RUN_UID = 3;
  private static final int SEQ_NUM = 4;

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

  private final HashMap<String, ArrayList<Span>> spans = new HashMap<>();
  private final HashMap<String, String> onlyRun = new HashMap<>();

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
  Cursor of(String path) {
    return new Cursor(
        Optional.ofNullable(onlyRun.get(path)), spans.getOrDefault(path, new ArrayList<>()));
  }

  /** Walks through the rows of a file; cheapest in their order. Not thread safe. */
  static final class Cursor {
    private final boolean linked;
    private final UTF8String alone;
    private final List<Span> spans;
    private long from;
    private long to;
    private int current = -1;
    private UTF8String run;

    Cursor(Optional<String> alone, List<Span> spans) {
      this.linked = alone.isPresent();
      this.alone = alone.filter(uid -> !uid.isEmpty()).map(UTF8String::fromString).orElse(null);
      this.spans = spans;
    }

    /** Fills the cells {@code run_uid} (column 3) and {@code seq_num} (4) of a row. */
    void fill(InternalRow cells, long row) {
      if (!linked) {
        return;
      }
      if (row < from || row >= to) {
        seek(row);
      }
      cells.update(RUN_UID, run);
      if (current < 0) {
        cells.setNullAt(SEQ_NUM);
      } else {
        Span span = spans.get(current);
        cells.setLong(SEQ_NUM, span.seqNum() + (row - span.from()) / span.rowsAnEvent());
      }
    }

    /** Finds the span of a row, or the gap between two. */
    private void seek(long row) {
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
