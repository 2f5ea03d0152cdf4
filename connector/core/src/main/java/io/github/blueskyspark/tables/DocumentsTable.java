package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of table {@code documents}: every accepted document, its text as in the source. */
final class DocumentsTable implements RowSource {
  private record Row(DocumentWalk walk, long position, RawDocument document) {}

  private final DocumentWalk walk;
  private final Cell<Row>[] cells;
  private final Map<RunIndex, Long> positions = new HashMap<>();

  DocumentsTable(DocumentWalk walk, List<Column> columns) {
    this.walk = walk;
    Map<String, Cell<Row>> byName =
        Map.of(
            "run_uid",
            (r, c) -> c.putString(r.walk().run().uid()),
            "position",
            (r, c) -> c.putLong(r.position()),
            "name",
            (r, c) -> c.putString(r.document().name()),
            "doc",
            DocumentsTable::variant,
            "json",
            (r, c) -> text(r.document(), c),
            TableSchemas.METADATA,
            (r, c) ->
                RowOrigin.write(
                    RowOrigin.typeIn(columns), r.walk().file(), r.document().position(), c));
    this.cells = Cells.of(columns, byName);
  }

  private static void variant(Row row, CellWriter cell) throws IOException {
    if (row.walk().hasRepeatedKey()) {
      Cells.variant(Json.tree(row.document()), cell);
      return;
    }
    try (JsonParser parser = row.document().parser()) {
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
    if (!walk.next()) {
      return false;
    }
    long position = positions.merge(walk.run(), 1L, Long::sum) - 1;
    Cells.write(cells, new Row(walk, position, walk.document()), row);
    return true;
  }

  @Override
  public void close() throws IOException {
    walk.close();
  }
}
