package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of table {@code documents}: every accepted document in its original order, its text as in
 * the source.
 */
final class DocumentsTable implements RowSource {
  private record Row(RunIndex run, long position, RawDocument document, FileRef file) {}

  private final GroupReading reading;
  private final GroupIndex index;
  private final GroupCursor cursor;
  private final Cell<Row>[] cells;
  private final Map<RunIndex, Long> positions = new HashMap<>();

  DocumentsTable(List<FileRef> files, GroupReading reading, GroupIndex index, List<Column> columns)
      throws IOException {
    this.reading = reading;
    this.index = index;
    this.cursor = new GroupCursor(files, reading);
    cursor.nextFile();
    Map<String, Cell<Row>> byName =
        Map.of(
            "run_uid",
            (r, c) -> c.putString(r.run().uid()),
            "position",
            (r, c) -> c.putLong(r.position()),
            "name",
            (r, c) -> c.putString(r.document().name()),
            "doc",
            (r, c) -> variant(r.document(), c),
            "json",
            (r, c) -> text(r.document(), c),
            TableSchemas.METADATA,
            (r, c) ->
                RowOrigin.write(RowOrigin.typeIn(columns), r.file(), r.document().position(), c));
    this.cells = Cells.of(columns, byName);
  }

  private void variant(RawDocument document, CellWriter cell) throws IOException {
    if (index.hasRepeatedKey(cursor.file(), cursor.ordinal())) {
      Cells.variant(Json.tree(document), cell);
      return;
    }
    try (JsonParser parser = document.parser()) {
      parser.nextToken();
      cell.putVariant(parser);
    }
  }

  private static void text(RawDocument document, CellWriter cell) throws IOException {
    byte[] text = document.text();
    cell.putUtf8(text, 0, text.length);
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (cursor.nextDocument()) {
      Optional<RunIndex> owner = index.owner(cursor.file(), cursor.ordinal());
      if (owner.isPresent() && reading.wanted().test(owner.get())) {
        long position = positions.merge(owner.get(), 1L, Long::sum) - 1;
        Cells.write(
            cells, new Row(owner.get(), position, cursor.document(), cursor.fileRef()), row);
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
