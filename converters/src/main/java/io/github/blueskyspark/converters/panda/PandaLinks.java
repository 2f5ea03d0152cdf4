package io.github.blueskyspark.converters.panda;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which event of which run the rows of each file belong to. Immutable once it is sent to tasks.
 *
 * <p>A row that no document announces has no {@code seq_num}; it has a {@code run_uid} where one
 * run alone uses the file.
 */
final class PandaLinks implements Serializable {
  private static final long serialVersionUID = 1L;

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

  /** Fills the cells {@code run_uid} and {@code seq_num} of a row. */
  void fill(String path, long row, Object[] cells) {
    String run = onlyRun.get(path);
    if (run == null) {
      return;
    }
    cells[3] = run.isEmpty() ? null : run;
    List<Span> list = spans.getOrDefault(path, new ArrayList<>());
    int low = 0;
    int high = list.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (list.get(middle).from() <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > 0 && row < list.get(low - 1).to()) {
      Span span = list.get(low - 1);
      cells[3] = span.runUid();
      cells[4] = span.seqNum() + (row - span.from()) / span.rowsAnEvent();
    }
  }
}
