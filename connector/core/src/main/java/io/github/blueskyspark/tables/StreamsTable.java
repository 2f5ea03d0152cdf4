package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.Descriptor;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.LongRanges;
import io.github.blueskyspark.documents.RunIndex;
import java.util.List;
import java.util.Map;

/** Rows and cells of table {@code streams}. */
final class StreamsTable {
  /** One stream of a run, with its descriptors in order. */
  record Row(RunRow run, String stream, List<Descriptor> descriptors) {
    Descriptor first() {
      return descriptors.get(0);
    }
  }

  private StreamsTable() {}

  static List<Row> rows(RunRow run) {
    return run.run().streams().stream()
        .map(s -> new Row(run, s, run.run().descriptorsOf(s)))
        .toList();
  }

  static Cell<Row>[] cells(List<Column> columns) {
    ColumnType metadata = RowOrigin.typeIn(columns);
    Map<String, Cell<Row>> byName =
        Map.of(
            "run_uid",
            (r, c) -> c.putString(r.run().run().uid()),
            "stream",
            (r, c) -> c.putString(r.stream()),
            "descriptor_uids",
            (r, c) -> Cells.strings(r.descriptors().stream().map(Descriptor::uid).toList(), c),
            "time",
            (r, c) -> Cells.time(r.first().doc().get("time"), c),
            "num_events",
            (r, c) -> c.putLong(count(r)),
            "data_keys",
            (r, c) -> Cells.strings(r.run().run().keysOf(r.stream()).keySet(), c),
            "hints",
            (r, c) -> Cells.variant(r.first().doc().get("hints"), c),
            "object_keys",
            (r, c) -> Cells.variant(r.first().doc().get("object_keys"), c),
            TableSchemas.METADATA,
            (r, c) ->
                RowOrigin.write(metadata, r.run().file(), r.run().run().origin().position(), c));
    return Cells.of(columns, byName);
  }

  /** Events; of a stream that has none, the seq_nums that its external arrays announce. */
  private static long count(Row row) {
    RunIndex run = row.run().run();
    long events = run.census(row.stream()).events();
    if (events > 0) {
      return events;
    }
    LongRanges announced = new LongRanges();
    for (ExternalKey key : run.external(row.stream()).values()) {
      key.frames().spans().forEach(s -> announced.addRange(s.seqStart(), s.seqStop()));
    }
    return announced.count();
  }
}
