package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Cells;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowOrigin;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of table {@code assets}: each registered file set, looked at only where a column needs it,
 * and from metadata alone.
 */
final class AssetsTable implements RowSource {
  private static final Set<String> FROM_FILE =
      Set.of("dtype", "shape", "num_frames", "size", "status", "error");

  /** One stream resource of a run. */
  record Row(RunIndex run, ExternalKey key, StreamResource resource, FileRef file) {}

  private record Look(
      AssetStatus status,
      String error,
      Optional<ArrayInfo> info,
      List<Long> shape,
      long frames,
      Optional<Long> size) {}

  private final TableQuery query;
  private final ExternalAccess access;
  private final Iterator<Row> rows;
  private final boolean looks;

  AssetsTable(TableQuery query, List<Row> rows, ExternalAccess access) {
    this.query = query;
    this.access = access;
    this.rows = rows.iterator();
    this.looks = query.columns().stream().map(Column::name).anyMatch(FROM_FILE::contains);
  }

  @Override
  public boolean next(RowWriter out) throws IOException {
    if (!rows.hasNext()) {
      return false;
    }
    Row row = rows.next();
    Optional<Look> look = looks ? Optional.of(look(row)) : Optional.empty();
    for (int i = 0; i < query.columns().size(); i++) {
      Column column = query.columns().get(i);
      if (FROM_FILE.contains(column.name())) {
        found(column, look.orElseThrow(), out.cell(i));
      } else {
        said(column, row, out.cell(i));
      }
    }
    return true;
  }

  private void said(Column column, Row row, CellWriter cell) throws IOException {
    StreamResource resource = row.resource();
    switch (column.name()) {
      case "run_uid" -> cell.putString(row.run().uid());
      case "stream" -> cell.putString(row.key().stream());
      case "data_key" -> cell.putString(row.key().key().name());
      case "resource_uid" -> cell.putString(resource.uid());
      case "mimetype" -> cell.putString(resource.mimetype());
      case "uri" -> cell.putString(resource.uri());
      case "resolved_uri" -> Cells.text(access.resolved(resource).orElse(""), cell);
      case "dataset" ->
          Cells.text(
              resource
                  .parameters()
                  .path("dataset")
                  .asText(resource.parameters().path("path").asText("")),
              cell);
      case "parameters" -> Cells.variant(resource.parameters(), cell);
      default -> RowOrigin.write(column.type(), row.file(), row.run().origin().position(), cell);
    }
  }

  private static void found(Column column, Look look, CellWriter cell) {
    switch (column.name()) {
      case "status" -> cell.putString(look.status().label());
      case "error" -> Cells.text(look.error(), cell);
      case "size" -> look.size().ifPresentOrElse(cell::putLong, cell::putNull);
      case "num_frames" -> {
        if (look.info().isPresent()) {
          cell.putLong(look.frames());
        } else {
          cell.putNull();
        }
      }
      case "dtype" -> Cells.text(look.info().map(i -> shown(i.dtype())).orElse(""), cell);
      default -> {
        if (look.info().isPresent()) {
          Cells.longs(look.shape(), cell);
        } else {
          cell.putNull();
        }
      }
    }
  }

  private Look look(Row row) {
    Optional<Long> size = Optional.empty();
    try {
      size = size(row);
      try (ExternalArray array = access.open(row.run(), row.key(), row.resource().uid())) {
        if (array.sequence().isPresent()) {
          return look(row, array, array.sequence().get());
        }
        return lookAt(row, array, size);
      }
    } catch (AssetException e) {
      return new Look(e.status(), e.getMessage(), Optional.empty(), List.of(), 0, size);
    } catch (IOException e) {
      // A file system that does not answer spoils its own rows only.
      String error = ExternalAccess.where(row.run(), row.key()) + ": Cannot look at it: " + e;
      return new Look(AssetStatus.UNREADABLE, error, Optional.empty(), List.of(), 0, size);
    }
  }

  private Look lookAt(Row row, ExternalArray array, Optional<Long> size) throws IOException {
    AssetStatus status = AssetStatus.OK;
    String error = "";
    long announced = ExternalAccess.announced(row.key(), row.resource().uid()).stop();
    try {
      array.audit(access.roi());
    } catch (AssetException e) {
      status = e.status();
      error = e.getMessage();
    }
    if (status == AssetStatus.OK && announced > array.rows()) {
      status = AssetStatus.SHORT;
      error = "the documents announce " + announced + " rows, the file holds " + array.rows();
    }
    return new Look(status, error, Optional.of(array.info()), shape(array), frames(array), size);
  }

  /** Bytes of a single file, also where it cannot be opened. */
  private Optional<Long> size(Row row) throws IOException {
    boolean isSequence = row.resource().parameters().path("template").isTextual();
    AllowedFiles files = access.files().at(ExternalAccess.where(row.run(), row.key()));
    return isSequence ? Optional.empty() : files.stat(row.resource().uri()).map(FileRef::size);
  }

  private static Look look(Row row, ExternalArray array, SequenceArray sequence)
      throws IOException {
    SequenceAudit audit =
        SequenceAudit.of(sequence, ExternalAccess.spans(row.key(), row.resource().uid()));
    return new Look(
        audit.status(),
        audit.error(),
        Optional.of(array.info()),
        shape(array),
        isFolded(array) ? audit.wholeRows() : audit.frames(),
        Optional.of(audit.bytes()));
  }

  /**
   * Whether an event's row is a line of samples of a longer one, as when a PandA collects several
   * triggers an event.
   */
  private static boolean isFolded(ExternalArray array) {
    return array.layout().group() > 1 && array.layout().framesPerRow() == 1;
  }

  /**
   * Shape of the whole array, after slice and squeeze; of one that is folded into rows, as the rows
   * show it.
   */
  private static List<Long> shape(ExternalArray array) {
    if (!isFolded(array)) {
      return array.viewedShape();
    }
    List<Long> shape = new ArrayList<>(List.of(array.rows()));
    Arrays.stream(array.layout().rowShape()).forEach(shape::add);
    return shape;
  }

  private static long frames(ExternalArray array) {
    return isFolded(array) ? array.rows() : array.layout().storedFrames();
  }

  @Override
  public void close() {
    // every array is closed after its row
  }

  /** A structured dtype is spelled as its frames come out, little endian. */
  private static String shown(DType dtype) {
    return (dtype.isStruct() ? dtype.littleEndian() : dtype).toString();
  }
}
