package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Cells;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowOrigin;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.RowWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Rows of table {@code datasets}: the arrays found in external files. */
final class DatasetsTable implements RowSource {
  /** A file that documents point at, and the documents' file. */
  record File(String uri, AssetReader reader, Location where, FileRef documents) {}

  private final TableQuery query;
  private final ExternalAccess access;
  private final Iterator<File> files;
  private File file;
  private Iterator<ArrayInfo> arrays = List.<ArrayInfo>of().iterator();

  DatasetsTable(TableQuery query, List<File> files, ExternalAccess access) {
    this.query = query;
    this.access = access;
    this.files = files.iterator();
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (!arrays.hasNext()) {
      if (!files.hasNext()) {
        return false;
      }
      file = files.next();
      try {
        arrays =
            file.reader()
                .list(file.uri(), file.where(), access.files().at(file.where()))
                .iterator();
      } catch (AssetException e) {
        arrays = List.<ArrayInfo>of().iterator(); // table assets says what is wrong with it
      }
    }
    ArrayInfo info = arrays.next();
    for (int i = 0; i < query.columns().size(); i++) {
      write(query.columns().get(i), info, row.cell(i));
    }
    return true;
  }

  private void write(Column column, ArrayInfo info, CellWriter cell) throws IOException {
    switch (column.name()) {
      case "uri" -> cell.putString(file.uri());
      case "dataset" -> Cells.text(info.path(), cell);
      case "dtype" -> cell.putString(info.dtype().toString());
      case "shape" -> Cells.longs(info.shape(), cell);
      case "chunk_shape" -> {
        if (info.chunkShape().isEmpty()) {
          cell.putNull();
        } else {
          Cells.longs(info.chunkShape(), cell);
        }
      }
      case "filters" -> Cells.strings(info.filters(), cell);
      case "stored_bytes" -> cell.putLong(info.storedBytes());
      case "attributes" -> Cells.variant(info.attributes(), cell);
      default -> RowOrigin.write(column.type(), file.documents(), 0, cell);
    }
  }

  @Override
  public void close() {
    // nothing stays open
  }
}
