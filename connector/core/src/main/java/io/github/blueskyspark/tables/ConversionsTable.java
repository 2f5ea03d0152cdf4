package io.github.blueskyspark.tables;

import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.Conversion;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of table {@code conversions}: one a source file and conversion. */
final class ConversionsTable implements RowSource {
  private static final long MICROS_A_MILLI = 1000;

  private record Row(Conversion conversion, Conversion.Source source, FileRef file) {}

  private final Cell<Row>[] cells;
  private final Iterator<Row> rows;

  ConversionsTable(List<FileRef> parts, GroupReading reading, List<Column> columns)
      throws IOException {
    List<Row> found = new ArrayList<>();
    for (FileRef part : parts) {
      Optional<ArchiveStore> store = reading.stores().named(part.store());
      Optional<Conversion> conversion =
          store.isPresent()
              ? store.get().conversion(part, reading.storage())
              : Optional.<Conversion>empty();
      conversion.ifPresent(c -> c.sources().forEach(s -> found.add(new Row(c, s, part))));
    }
    this.rows = found.iterator();
    this.cells = Cells.of(columns, byName(columns));
  }

  private static Map<String, Cell<Row>> byName(List<Column> columns) {
    Map<String, Cell<Row>> cells = new HashMap<>();
    cells.put("conversion_id", (r, c) -> c.putString(r.conversion().id()));
    cells.put("time", (r, c) -> Cells.time(r.conversion().time(), c));
    cells.put("source", (r, c) -> c.putString(r.source().path()));
    cells.put("size", (r, c) -> c.putLong(r.source().size()));
    cells.put("modification_time", (r, c) -> c.putLong(r.source().modified() * MICROS_A_MILLI));
    cells.put("sha256", (r, c) -> Cells.text(r.source().sha256(), c));
    cells.put("converter_version", (r, c) -> Cells.text(r.conversion().converterVersion(), c));
    cells.put("options", (r, c) -> texts(r.conversion().options(), c));
    cells.put("runs", (r, c) -> c.putLong(r.conversion().runs()));
    cells.put("documents", (r, c) -> counts(r.conversion().documents(), c));
    cells.put("rows", (r, c) -> counts(r.conversion().rows(), c));
    cells.put("quarantined", (r, c) -> c.putLong(r.conversion().quarantined()));
    cells.put(
        TableSchemas.METADATA,
        (r, c) -> RowOrigin.write(RowOrigin.typeIn(columns), r.file(), 0, c));
    return cells;
  }

  private static void texts(Map<String, String> values, CellWriter cell) {
    cell.beginMap();
    new TreeMap<>(values).forEach((key, value) -> cell.entry(key).putString(value));
    cell.endMap();
  }

  private static void counts(Map<String, Long> values, CellWriter cell) {
    cell.beginMap();
    new TreeMap<>(values).forEach((key, value) -> cell.entry(key).putLong(value));
    cell.endMap();
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    if (!rows.hasNext()) {
      return false;
    }
    Cells.write(cells, rows.next(), row);
    return true;
  }

  @Override
  public void close() {
    // everything is read already
  }
}
