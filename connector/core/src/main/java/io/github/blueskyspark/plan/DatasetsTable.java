package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of table {@code datasets}: the arrays found in external files. */
final class DatasetsTable implements RowSource {
  /**
   * The files of a stream resource, and the documents' file.
   *
   * @param uris those of a sequence are made while they are walked
   */
  record Files(Iterable<String> uris, AssetReader reader, Location where, FileRef documents) {
    /** Those of a resource; empty where no reader knows it, which table assets says. */
    static Optional<Files> of(
        RunIndex run,
        ExternalKey key,
        StreamResource resource,
        ExternalAccess access,
        FileRef documents) {
      Location where = ExternalAccess.where(run, key);
      try {
        AssetReader reader = access.readers().of(resource.mimetype(), where);
        return Optional.of(
            new Files(ExternalAccess.files(key, resource, where), reader, where, documents));
      } catch (AssetException e) {
        return Optional.empty();
      }
    }
  }

  private final TableQuery query;
  private final ExternalAccess access;
  private final Iterator<Files> resources;
  private final Set<String> seen = new HashSet<>();
  private Files files;
  private Iterator<String> uris = List.<String>of().iterator();
  private String uri = "";
  private int streak;
  private Iterator<ArrayInfo> arrays = List.<ArrayInfo>of().iterator();

  DatasetsTable(TableQuery query, List<Files> resources, ExternalAccess access) {
    this.query = query;
    this.access = access;
    this.resources = resources.iterator();
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (!arrays.hasNext()) {
      if (uris.hasNext()) {
        uri = uris.next();
        arrays = seen.add(uri) ? list().iterator() : arrays;
        streak = arrays.hasNext() ? 0 : streak + 1;
        uris = streak < SequenceAudit.MOST_MISSING ? uris : List.<String>of().iterator();
      } else if (resources.hasNext()) {
        files = resources.next();
        uris = files.uris().iterator();
        streak = 0;
      } else {
        return false;
      }
    }
    ArrayInfo info = arrays.next();
    for (int i = 0; i < query.columns().size(); i++) {
      write(query.columns().get(i), info, row.cell(i));
    }
    return true;
  }

  private List<ArrayInfo> list() throws IOException {
    try {
      return files.reader().list(uri, files.where(), access.files().at(files.where()));
    } catch (AssetException e) {
      return List.of(); // table assets says what is wrong with it
    }
  }

  private void write(Column column, ArrayInfo info, CellWriter cell) throws IOException {
    switch (column.name()) {
      case "uri" -> cell.putString(uri);
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
      default -> RowOrigin.write(column.type(), files.documents(), 0, cell);
    }
  }

  @Override
  public void close() {
    // nothing stays open
  }
}
