package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType.Kind;
import io.github.blueskyspark.tables.ExternalCells;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * External columns of table {@code stream}: rows of arrays, or their one value in a typed column.
 * Not thread safe.
 */
final class ArrayCells implements ExternalCells {
  private final TableQuery query;
  private final ExternalAccess access;
  private final Map<Integer, OpenArray> open = new HashMap<>();

  ArrayCells(TableQuery query, ExternalAccess access) {
    this.query = query;
    this.access = access;
  }

  @Override
  public boolean write(RunIndex run, long seqNum, int column, CellWriter cell) throws IOException {
    Column wanted = query.columns().get(column);
    ExternalKey key = run.external(query.member()).get(wanted.origin().key());
    Optional<FrameMap.Place> place = key.frames().find(seqNum);
    if (place.isEmpty()) {
      cell.putNull();
      return true;
    }
    try {
      Optional<ExternalArray> array =
          open.computeIfAbsent(column, c -> new OpenArray(access))
              .of(run, key, place.get().resource());
      if (array.isEmpty()) {
        cell.putNull();
        return true;
      }
      return write(array.get(), place.get().fileIndex(), wanted, cell);
    } catch (AssetException e) {
      if (!access.policy().isNull(e)) {
        throw e;
      }
      cell.putNull();
      return true;
    }
  }

  private boolean write(ExternalArray array, long row, Column wanted, CellWriter cell)
      throws IOException {
    if (wanted.type().kind() != Kind.NDARRAY) {
      return array.writeValue(row, wanted.type(), cell);
    } else if (query.headersOnly().contains(wanted.name())) {
      array.writeRowHeader(row, access.roi(), cell);
    } else {
      array.writeRow(row, access.roi(), cell);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    for (OpenArray array : open.values()) {
      array.close();
    }
  }
}
