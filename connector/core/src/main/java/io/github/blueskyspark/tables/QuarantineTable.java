package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.Fault;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of table {@code quarantine}: pieces that are no documents, and documents that break a rule.
 */
final class QuarantineTable implements RowSource {
  private record Row(Rejection rejection, FileRef file) {}

  private final GroupReading reading;
  private final GroupIndex index;
  private final GroupCursor cursor;
  private final Cell<Row>[] cells;

  QuarantineTable(List<FileRef> files, GroupReading reading, GroupIndex index, List<Column> columns)
      throws IOException {
    this.reading = reading;
    this.index = index;
    this.cursor = new GroupCursor(files, reading);
    cursor.nextFile();
    Map<String, Cell<Row>> byName =
        Map.of(
            "source",
            (r, c) -> c.putString(r.rejection().source()),
            "position",
            (r, c) -> c.putLong(r.rejection().position()),
            "length",
            (r, c) -> c.putLong(r.rejection().length()),
            "run_uid",
            (r, c) -> Cells.text(r.rejection().runUid(), c),
            "document",
            (r, c) -> Cells.text(r.rejection().document(), c),
            "rule",
            (r, c) -> c.putString(r.rejection().rule()),
            "reason",
            (r, c) -> c.putString(r.rejection().reason()),
            "raw",
            (r, c) -> c.putBinary(r.rejection().raw(), 0, r.rejection().raw().length),
            TableSchemas.METADATA,
            (r, c) ->
                RowOrigin.write(RowOrigin.typeIn(columns), r.file(), r.rejection().position(), c));
    this.cells = Cells.of(columns, byName);
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (cursor.nextPiece()) {
      Optional<Rejection> found = cursor.isDocument() ? fault() : Optional.of(cursor.rejection());
      if (found.isPresent()) {
        reading.metrics().add(Counter.DOCUMENTS_QUARANTINED, 1);
        Cells.write(cells, new Row(found.get(), cursor.fileRef()), row);
        return true;
      }
    }
    return false;
  }

  private Optional<Rejection> fault() {
    Optional<Fault> fault = index.fault(cursor.file(), cursor.ordinal());
    RawDocument raw = cursor.document();
    return fault.map(
        f ->
            new Rejection(
                raw.source(),
                raw.position(),
                raw.length(),
                f.runUid(),
                raw.name(),
                f.rule(),
                f.reason(),
                raw.raw(Rejection.RAW_LIMIT)));
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
