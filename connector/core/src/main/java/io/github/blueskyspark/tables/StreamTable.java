package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.LongRanges;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of table {@code stream}: its events with typed values straight from the tokens, then the
 * seq_nums for which only external arrays were announced.
 */
final class StreamTable implements RowSource {
  /**
   * Which rows.
   *
   * @param seqStart first seq_num, inclusive
   * @param seqStop last, exclusive
   * @param withSuperseded whether events that a later one replaced are shown
   */
  record Rows(String stream, long seqStart, long seqStop, boolean withSuperseded) {
    boolean has(long seqNum) {
      return seqNum >= seqStart && seqNum < seqStop;
    }
  }

  private record Announced(RunIndex run, LongRanges.Range range) {}

  private final Rows rows;
  private final GroupReading reading;
  private final List<FileRef> files;
  private final EventWalk walk;
  private final List<Column> columns;
  private final ExternalCells external;
  private final Map<String, Integer> timestamps = new HashMap<>();
  private final Map<String, TypedColumn> values = new HashMap<>();
  private final List<Integer> arrays = new ArrayList<>();
  private final Set<Integer> filled = new HashSet<>();
  private final Iterator<Announced> announced;
  private RunIndex announcedRun;
  private long next;
  private long stop;

  private record TypedColumn(int cell, TypedValue value, ColumnType type) {}

  StreamTable(
      List<FileRef> files,
      GroupReading reading,
      GroupIndex index,
      List<Column> columns,
      Rows rows,
      ExternalCells external)
      throws IOException {
    this.rows = rows;
    this.reading = reading;
    this.files = files;
    this.columns = columns;
    this.external = external;
    for (int i = 0; i < columns.size(); i++) {
      Column c = columns.get(i);
      switch (c.origin().kind()) {
        case DATA -> values.put(c.origin().key(), typed(i, c, index, rows.stream()));
        case TIMESTAMP -> timestamps.put(c.origin().key(), i);
        case EXTERNAL -> addExternal(i, c, index);
        case FIXED -> {}
      }
    }
    this.announced = announced(index).iterator();
    this.walk = new EventWalk(files, reading, index, Optional.of(rows.stream()));
  }

  private static TypedColumn typed(int cell, Column column, GroupIndex index, String stream) {
    Optional<DataKey> key =
        index.runs().stream()
            .map(r -> r.keysOf(stream).get(column.origin().key()))
            .filter(k -> k != null)
            .findFirst();
    return new TypedColumn(
        cell, TypedValue.of(column.type(), key.flatMap(DataKey::numpy)), column.type());
  }

  /** A key that is external in some runs may be internal in others. */
  private void addExternal(int cell, Column column, GroupIndex index) {
    arrays.add(cell);
    values.put(column.origin().key(), typed(cell, column, index, rows.stream()));
  }

  private List<Announced> announced(GroupIndex index) {
    List<Announced> all = new ArrayList<>();
    for (RunIndex run : index.runs()) {
      if (run.external(rows.stream()).isEmpty() || !reading.wanted().test(run)) {
        continue;
      }
      LongRanges seqNums = new LongRanges();
      for (ExternalKey key : run.external(rows.stream()).values()) {
        key.frames()
            .spans()
            .forEach(
                s ->
                    seqNums.addRange(
                        Math.max(s.seqStart(), rows.seqStart()),
                        Math.min(s.seqStop(), rows.seqStop())));
      }
      seqNums.ranges().forEach(r -> all.add(new Announced(run, r)));
    }
    return all;
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (walk.next()) {
      if (rows.has(walk.header().seqNum()) && (rows.withSuperseded() || !walk.superseded())) {
        event(row);
        return true;
      }
    }
    return nextAnnounced(row);
  }

  private boolean nextAnnounced(RowWriter row) throws IOException {
    while (true) {
      while (next < stop && announcedRun.census(rows.stream()).seqNums().contains(next)) {
        next++;
      }
      if (next < stop) {
        fixed(
            row,
            announcedRun,
            next,
            Double.NaN,
            files.get(announcedRun.origin().file()),
            announcedRun.origin().position());
        filled.clear();
        arrays(row, announcedRun, next);
        next++;
        return true;
      }
      if (!announced.hasNext()) {
        return false;
      }
      Announced more = announced.next();
      announcedRun = more.run();
      next = more.range().start();
      stop = more.range().stop();
    }
  }

  private void event(RowWriter row) throws IOException {
    filled.clear();
    fixed(
        row,
        walk.run(),
        walk.header().seqNum(),
        walk.header().time(),
        walk.file(),
        walk.position());
    if (!values.isEmpty() || !timestamps.isEmpty()) {
      try (JsonParser parser = walk.open()) {
        parser.nextToken();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
          boolean object = parser.nextToken() == JsonToken.START_OBJECT;
          if (object && field.equals("data") && !values.isEmpty()) {
            data(parser, row);
          } else if (object && field.equals("timestamps") && !timestamps.isEmpty()) {
            times(parser, row);
          } else {
            parser.skipChildren();
          }
        }
      }
    }
    arrays(row, walk.run(), walk.header().seqNum());
  }

  private void fixed(
      RowWriter row, RunIndex run, long seqNum, double time, FileRef file, long position) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.origin().kind() == Column.Origin.Kind.FIXED) {
        switch (column.name()) {
          case "run_uid" -> row.cell(i).putString(run.uid());
          case "seq_num" -> row.cell(i).putLong(seqNum);
          case "time" -> Cells.time(time, row.cell(i));
          default -> RowOrigin.write(column.type(), file, position, row.cell(i));
        }
      }
    }
  }

  private void data(JsonParser parser, RowWriter row) throws IOException {
    Map<String, ExternalKey> outside = walk.run().external(rows.stream());
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      TypedColumn column = values.get(key);
      boolean isReference = outside.containsKey(key) && !isFilled(parser.currentToken());
      if (column != null && !isReference && outside.containsKey(key)) {
        filled.add(column.cell());
      }
      if (column == null || isReference) {
        parser.skipChildren();
      } else if (!column.value().write(parser, row.cell(column.cell())) && reading.strict()) {
        throw new ArchiveException(
            Location.file(walk.file().uri()).at(walk.position()),
            "read event " + walk.header().seqNum() + " of stream '" + rows.stream() + "'",
            "the value of data key '" + key + "' does not fit its type " + column.type(),
            "Read with mode=PERMISSIVE to have null there, or look at events.data");
      }
    }
  }

  /**
   * Whether an external key's value stands in the event itself, as in packs with filled events; a
   * text names a datum.
   */
  private static boolean isFilled(JsonToken value) {
    return value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL;
  }

  private void times(JsonParser parser, RowWriter row) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      boolean number = parser.nextToken().isNumeric();
      Integer cell = timestamps.get(key);
      if (cell != null && number) {
        Cells.time(parser.getDoubleValue(), row.cell(cell));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void arrays(RowWriter row, RunIndex run, long seqNum) throws IOException {
    for (int cell : arrays) {
      if (!filled.contains(cell)
          && run.external(rows.stream()).containsKey(columns.get(cell).origin().key())) {
        external.write(run, seqNum, cell, row.cell(cell));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (external) {
      walk.close();
    }
  }
}
