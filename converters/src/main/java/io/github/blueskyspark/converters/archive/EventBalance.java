package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether every event that came in is a row, or superseded, or one that was delivered before word
 * for word. Events are counted in the text of the documents, rows where they were written. Rows
 * that only datums tell of, as a fly scan's without event documents, stand for no event.
 *
 * @param events in the documents; pages count as what they hold
 * @param rows of all streams that stand for an event
 * @param superseded events that a later one with the same {@code seq_num} replaced
 * @param repeated deliveries beyond the first
 * @param leftOut events of streams that were not asked for, or dropped by mode DROPMALFORMED
 */
record EventBalance(long events, long rows, long superseded, long repeated, long leftOut) {
  /** Events a document holds, from its {@code name} and {@code json}. */
  static final String EVENTS_OF_DOCUMENT =
      "CASE name WHEN 'event' THEN 1L"
          + " WHEN 'event_page' THEN"
          + " coalesce(json_array_length(get_json_object(json, '$.seq_num')), 0)"
          + " WHEN 'bulk_events' THEN aggregate(map_values("
          + "from_json(json, 'map<string,array<string>>')), 0L, (n, e) -> n + size(e))"
          + " ELSE 0L END";

  private static final String NUMBERS =
      "explode(CASE name"
          + " WHEN 'event' THEN array(struct(get_json_object(json, '$.descriptor') AS d,"
          + " try_cast(get_json_object(json, '$.seq_num') AS double) AS n))"
          + " WHEN 'event_page' THEN transform(from_json(get_json_object(json, '$.seq_num'),"
          + " 'array<double>'), n -> struct(get_json_object(json, '$.descriptor') AS d, n AS n))"
          + " ELSE flatten(transform(map_values(from_json(json,"
          + " 'map<string,array<struct<descriptor:string,seq_num:double>>>')),"
          + " l -> transform(l, e -> struct(e.descriptor AS d, e.seq_num AS n)))) END) AS event";

  /**
   * Draws the balance.
   *
   * @param events counted in the documents
   * @param rows of all streams that were written
   * @param untimed {@code run_uid}, {@code stream} and {@code seq_num} of the rows without a time,
   *     asked only when the two differ: no datum tells one
   * @param given table {@code events} of the archive, asked only when these do not explain it
   * @param documents {@code run_uid}, {@code name} and {@code json} of those that were written,
   *     asked only when events came more than once
   * @throws ArchiveException when an event is in no row
   */
  static EventBalance of(
      ConvertRequest request,
      long events,
      long rows,
      Supplier<Dataset<Row>> untimed,
      Supplier<Dataset<Row>> given,
      Supplier<Dataset<Row>> documents) {
    boolean all = request.streams().isEmpty();
    if (all && events == rows) {
      return new EventBalance(events, rows, 0, 0, 0);
    }
    Dataset<Row> timeless = untimed.get();
    long timed = all ? rows - timeless.count() : rows;
    if (all && events == timed) {
      return new EventBalance(events, timed, 0, 0, 0);
    }
    Dataset<Row> table = given.get();
    return of(request, events, rows - withoutEvent(timeless, table), table, documents);
  }

  private static EventBalance of(
      ConvertRequest request,
      long events,
      long rows,
      Dataset<Row> given,
      Supplier<Dataset<Row>> documents) {
    boolean dropping = isOption(request, Options.MODE.key(), "DROPMALFORMED");
    boolean all = isOption(request, Options.INCLUDE_SUPERSEDED.key(), "true");
    long superseded = 0;
    long wanted = 0;
    long others = 0;
    for (Row row : given.groupBy("stream", "superseded").agg(count(lit(1))).collectAsList()) {
      Optional<String> stream = Optional.ofNullable(row.getString(0));
      boolean asked = request.streams().map(s -> s.contains(stream.orElse(""))).orElse(true);
      if (row.getBoolean(1) && !all) {
        superseded += row.getLong(2);
      } else if (asked) {
        wanted += row.getLong(2);
      } else {
        others += row.getLong(2);
      }
    }
    long repeated = events - wanted - others - superseded;
    boolean lost =
        repeated < 0
            || rows > wanted
            || (rows < wanted && !dropping)
            || (repeated > 0 && numbers(documents.get()) != written(given));
    EventBalance balance =
        new EventBalance(events, rows, superseded, repeated, others + wanted - rows);
    if (lost) {
      throw new ArchiveException(
          Location.file(request.sources().get(0)),
          "convert the archive",
          "events read " + events + ", but " + balance.sentence(),
          "Run it again; if it stays so, please report it. Nothing of this conversion counts");
    }
    return balance;
  }

  private static long withoutEvent(Dataset<Row> untimed, Dataset<Row> events) {
    Column same = lit(true);
    for (String name : List.of("run_uid", "stream", "seq_num")) {
      same = same.and(untimed.col(name).eqNullSafe(events.col(name)));
    }
    return untimed.join(events, same, "left_anti").count();
  }

  private static boolean isOption(ConvertRequest request, String key, String value) {
    return request.options().entrySet().stream()
        .anyMatch(
            (Map.Entry<String, String> e) ->
                e.getKey().equalsIgnoreCase(key)
                    && e.getValue()
                        .trim()
                        .toUpperCase(Locale.ROOT)
                        .equals(value.toUpperCase(Locale.ROOT)));
  }

  private static long numbers(Dataset<Row> documents) {
    return FiniteJson.of(documents.where("name IN ('event', 'event_page', 'bulk_events')"))
        .selectExpr("run_uid", NUMBERS)
        .agg(countDistinct(col("run_uid"), col("event.d"), col("event.n")))
        .first()
        .getLong(0);
  }

  private static long written(Dataset<Row> events) {
    return events
        .agg(countDistinct(col("run_uid"), col("descriptor_uid"), col("seq_num")))
        .first()
        .getLong(0);
  }

  private String sentence() {
    return String.format(
        Locale.ROOT,
        "%d rows of streams, %d superseded, %d delivered again, %d left out",
        rows,
        superseded,
        repeated,
        leftOut);
  }
}
