package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Cells;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowOrigin;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.RowWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Rows of table {@code chunks}: where each chunk of the external arrays stands, from metadata
 * alone. An array of which that cannot be said has one row without a chunk, and a note.
 */
final class ChunksTable implements RowSource {
  private static final long MILLIS = 1000;

  private final TableQuery query;
  private final ExternalAccess access;
  private final Iterator<AssetsTable.Row> resources;
  private AssetsTable.Row resource;
  private Optional<ExternalArray> array = Optional.empty();
  private long number;
  private Iterator<ChunkRow> rows = List.<ChunkRow>of().iterator();

  ChunksTable(TableQuery query, List<AssetsTable.Row> resources, ExternalAccess access) {
    this.query = query;
    this.access = access;
    this.resources = resources.iterator();
  }

  @Override
  public boolean next(RowWriter out) throws IOException {
    while (!rows.hasNext()) {
      Optional<SequenceArray> sequence = array.flatMap(ExternalArray::sequence);
      if (sequence.isPresent() && number < files(sequence.get())) {
        rows = nextFile(sequence.get());
        continue;
      }
      close();
      if (!resources.hasNext()) {
        return false;
      }
      resource = resources.next();
      rows = open();
    }
    ChunkRow row = rows.next();
    for (int i = 0; i < query.columns().size(); i++) {
      write(query.columns().get(i), row, out.cell(i));
    }
    return true;
  }

  private static long files(SequenceArray sequence) {
    return sequence.info().shape().get(0) / Math.max(1, sequence.framesPerFile());
  }

  private Iterator<ChunkRow> open() throws IOException {
    RunIndex run = resource.run();
    ExternalKey key = resource.key();
    StreamResource of = resource.resource();
    try {
      ExternalArray opened = access.open(run, key, of.uid());
      array = Optional.of(opened);
      Optional<SequenceArray> sequence = opened.sequence();
      number = 0;
      return sequence.isPresent() ? List.<ChunkRow>of().iterator() : file(opened);
    } catch (AssetException e) {
      return List.of(ChunkRow.none(Optional.empty(), e.getMessage())).iterator();
    }
  }

  private Iterator<ChunkRow> file(ExternalArray opened) throws IOException {
    ArrayInfo info = opened.info();
    Optional<StoredChunks> stored = opened.stored();
    if (stored.isEmpty()) {
      return List.of(ChunkRow.none(Optional.of(info), ChunkRow.NOT_PIECES)).iterator();
    }
    String uri = stored.get().uri().isEmpty() ? only() : stored.get().uri();
    FileRef file = access.files().stat(uri).orElse(new FileRef(uri, 0, 0));
    return new ChunkRow.Walk(stored.get(), info, file);
  }

  /** The one file of a resource that is no numbered sequence. */
  private String only() {
    RunIndex run = resource.run();
    return ExternalAccess.files(
            resource.key(), resource.resource(), ExternalAccess.where(run, resource.key()))
        .iterator()
        .next();
  }

  /** Chunks of the next file of a sequence; missing files have none. */
  private Iterator<ChunkRow> nextFile(SequenceArray sequence) throws IOException {
    long which = number++;
    Optional<FileRef> file = sequence.stat(which);
    if (file.isEmpty()) {
      return List.<ChunkRow>of().iterator();
    }
    try {
      ArrayAsset asset = sequence.at(which);
      Optional<SequenceChunks> stored =
          asset
              .stored()
              .map(
                  s -> new SequenceChunks(s, which, sequence.framesPerFile(), sequence.isStacked()))
              .filter(SequenceChunks::isAligned);
      boolean isLike = asset.info().dtype().equals(sequence.info().dtype());
      return stored.isPresent() && isLike
          ? new ChunkRow.Walk(stored.get(), sequence.info(), file.get())
          : List.of(ChunkRow.none(Optional.of(sequence.info()), ChunkRow.NOT_PIECES)).iterator();
    } catch (AssetException e) {
      return List.of(ChunkRow.none(Optional.of(sequence.info()), e.getMessage())).iterator();
    }
  }

  private void write(Column column, ChunkRow row, CellWriter cell) throws IOException {
    switch (column.name()) {
      case "run_uid" -> cell.putString(resource.run().uid());
      case "stream" -> cell.putString(resource.key().stream());
      case "data_key" -> cell.putString(resource.key().key().name());
      case "resource_uid" -> cell.putString(resource.resource().uid());
      case "uri" -> cell.putString(resource.resource().uri());
      case "dataset" -> Cells.text(row.info().map(ArrayInfo::path).orElse(""), cell);
      case "dtype" -> Cells.text(row.info().map(i -> i.dtype().toString()).orElse(""), cell);
      case "shape" -> longs(row.info().map(ArrayInfo::shape), cell);
      case "chunk_shape" -> longs(row.layout().map(StoredChunks::chunkShape), cell);
      case "filters" -> Cells.text(row.layout().map(ChunkRow::filters).orElse(""), cell);
      case "fill_value" -> fill(row.layout().map(StoredChunks::fill).orElse(""), cell);
      case "note" -> Cells.text(row.note(), cell);
      case "path" -> Cells.text(row.file().map(FileRef::uri).orElse(""), cell);
      default -> placed(column, row, cell);
    }
  }

  private void placed(Column column, ChunkRow row, CellWriter cell) throws IOException {
    Optional<StoredChunk> chunk = row.chunk();
    switch (column.name()) {
      case "chunk" -> longs(chunk.map(StoredChunk::at), cell);
      case "offset" -> number(chunk.map(StoredChunk::offset), cell);
      case "length" -> number(chunk.map(StoredChunk::length), cell);
      case "filter_mask" -> number(chunk.map(c -> (long) c.mask()), cell);
      case "size" -> number(row.file().map(FileRef::size), cell);
      case "modification_time" -> number(row.file().map(f -> f.modified() * MILLIS), cell);
      default ->
          RowOrigin.write(column.type(), resource.file(), resource.run().origin().position(), cell);
    }
  }

  private static void longs(Optional<List<Long>> values, CellWriter cell) {
    values.ifPresentOrElse(v -> Cells.longs(v, cell), cell::putNull);
  }

  private static void number(Optional<Long> value, CellWriter cell) {
    value.ifPresentOrElse(cell::putLong, cell::putNull);
  }

  private static void fill(String base64, CellWriter cell) {
    if (base64.isEmpty()) {
      cell.putNull();
      return;
    }
    byte[] bytes = Base64.getDecoder().decode(base64);
    cell.putBinary(bytes, 0, bytes.length);
  }

  @Override
  public void close() throws IOException {
    if (array.isPresent()) {
      array.get().close();
      array = Optional.empty();
    }
  }
}
