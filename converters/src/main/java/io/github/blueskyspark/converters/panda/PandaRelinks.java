package io.github.blueskyspark.converters.panda;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds files whose rows belong to other events than they did: documents came late, or grew. */
final class PandaRelinks {
  /** What tells two assignments of rows to events apart. */
  private record Summary(long events, Long lastEvent, String firstRun, String lastRun) {}

  private PandaRelinks() {}

  /**
   * @param stored rows of the warehouse
   * @param links as the documents are now
   * @param paths files that have not changed themselves
   */
  static Set<String> stale(Dataset<Row> stored, PandaLinks links, Set<String> paths) {
    Map<String, Long> rows = new HashMap<>();
    Map<String, Summary> before = new HashMap<>();
    stored
        .groupBy(col(PandaSchema.FILE))
        .agg(
            count(lit(1)),
            count(col(PandaSchema.SEQ_NUM)),
            max(col(PandaSchema.SEQ_NUM)),
            min(col(PandaSchema.RUN_UID)),
            max(col(PandaSchema.RUN_UID)))
        .collectAsList()
        .forEach(
            row -> {
              rows.put(row.getString(0), row.getLong(1));
              Long last = row.isNullAt(3) ? null : (Long) row.getLong(3);
              before.put(
                  row.getString(0),
                  new Summary(row.getLong(2), last, row.getString(4), row.getString(5)));
            });
    Set<String> stale = new LinkedHashSet<>();
    for (String path : paths) {
      if (rows.containsKey(path)
          && !Objects.equals(before.get(path), now(links.of(path), rows.get(path)))) {
        stale.add(path);
      }
    }
    return stale;
  }

  private static Summary now(PandaLinks.Events events, long rows) {
    long told = 0;
    Long last = null;
    String firstRun = null;
    String lastRun = null;
    for (PandaLinks.Span span : events.spans()) {
      long to = Math.min(rows, span.to());
      if (span.from() < to) {
        told += to - span.from();
        long seqNum = span.seqNum() + (to - 1 - span.from()) / span.rowsAnEvent();
        last = last == null ? seqNum : Math.max(last, seqNum);
        firstRun = lower(firstRun, span.runUid());
        lastRun = higher(lastRun, span.runUid());
      }
    }
    if (told < rows && !events.onlyRun().isEmpty()) {
      firstRun = lower(firstRun, events.onlyRun());
      lastRun = higher(lastRun, events.onlyRun());
    }
    return new Summary(told, last, firstRun, lastRun);
  }

  private static String lower(String a, String b) {
    return a == null || b.compareTo(a) < 0 ? b : a;
  }

  private static String higher(String a, String b) {
    return a == null || b.compareTo(a) > 0 ? b : a;
  }
}
