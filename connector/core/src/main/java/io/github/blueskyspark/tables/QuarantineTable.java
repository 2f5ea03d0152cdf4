package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.Fault;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of table {@code quarantine}: pieces that are no documents, documents that break a rule, and
 * parts of documents that mean nothing.
 */
final class QuarantineTable implements RowSource {
  private record Row(Rejection rejection, FileRef file) {}

  private final GroupReading reading;
  private final GroupIndex index;
  private final GroupCursor cursor;
  private final Cell<Row>[] cells;
  private Iterator<Fault> parts = Collections.emptyIterator();

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
    while (true) {
      if (parts.hasNext()) {
        write(rejection(parts.next(), ""), row);
        return true;
      }
      if (!cursor.nextPiece()) {
        return false;
      }
      Optional<Rejection> found = cursor.isDocument() ? fault() : Optional.of(cursor.rejection());
      if (found.isPresent()) {
        write(found.get(), row);
        return true;
      }
    }
  }

  private void write(Rejection rejection, RowWriter row) throws IOException {
    reading.metrics().add(Counter.DOCUMENTS_QUARANTINED, 1);
    Cells.write(cells, new Row(rejection, cursor.fileRef()), row);
  }

  private Optional<Rejection> fault() {
    parts = index.parts(cursor.file(), cursor.ordinal()).iterator();
    Optional<Fault> fault = index.fault(cursor.file(), cursor.ordinal());
    return fault.map(f -> rejection(f, cursor.document().name()));
  }

  /**
   * @param document its kind; empty for a part of a document, which is in table documents
   */
  private Rejection rejection(Fault fault, String document) {
    RawDocument raw = cursor.document();
    return new Rejection(
        raw.source(),
        raw.position(),
        raw.length(),
        fault.runUid(),
        document,
        fault.rule(),
        fault.reason(),
        raw.raw(Rejection.RAW_LIMIT));
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
