package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.FrameStatistics;
import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Cells;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.EventTimes;
import io.github.blueskyspark.tables.RowOrigin;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.RowWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of table {@code frames}: the frames of one data key, statistics computed on the bytes
 * without making a row of them.
 */
final class FramesTable implements RowSource {
  private static final Set<String> STATISTICS = Set.of("min", "max", "sum", "mean");

  /** Neighbouring frames of one run, stream and resource. */
  record Piece(RunIndex run, ExternalKey key, FrameMap.Span span, FileRef file) {}

  private final TableQuery query;
  private final ExternalAccess access;
  private final EventTimes times;
  private final Iterator<Piece> pieces;
  private final OpenArray open;
  private final RowBounds bounds;
  private final boolean measured;
  private final boolean shown;
  private final Wanted wanted;
  private Piece piece;
  private long seqNum;
  private long seqStop;
  private int frame;
  private Optional<ExternalArray> array = Optional.empty();

  FramesTable(
      TableQuery query,
      List<Piece> pieces,
      RowBounds bounds,
      ExternalAccess access,
      EventTimes times) {
    this.query = query;
    this.access = access;
    this.times = times;
    this.pieces = pieces.iterator();
    this.open = new OpenArray(access);
    this.bounds = bounds;
    this.measured = query.columns().stream().map(Column::name).anyMatch(STATISTICS::contains);
    this.shown = query.wants("image") && !query.headersOnly().contains("image");
    this.wanted = query.wants("min") || query.wants("max") ? Wanted.ALL : Wanted.SUMS;
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (piece == null || seqNum >= seqStop) {
      if (!pieces.hasNext()) {
        return false;
      }
      piece = pieces.next();
      seqNum = bounds.from(piece.span().seqStart());
      seqStop = bounds.to(piece.span().seqStart() + piece.span().count());
      frame = 0;
      // how many frames an event has is known from the file: every query looks at its metadata
      array =
          seqNum < seqStop
              ? open.of(piece.run(), piece.key(), piece.span().resource())
              : Optional.empty();
    }
    write(row);
    int frames = array.map(a -> a.layout().framesPerRow()).orElse(1);
    frame++;
    if (frame >= frames) {
      frame = 0;
      seqNum++;
    }
    return true;
  }

  private void write(RowWriter row) throws IOException {
    FrameMap.Place place = piece.span().place(seqNum);
    Optional<ByteBuffer> pixels = pixels(place);
    Optional<FrameStatistics> statistics = Optional.empty();
    if (measured && pixels.isPresent()) {
      ByteBuffer bytes = pixels.get();
      statistics = FrameStatistics.of(array.get().info().dtype(), wanted).map(s -> s.add(bytes));
    }
    for (int i = 0; i < query.columns().size(); i++) {
      Column column = query.columns().get(i);
      CellWriter cell = row.cell(i);
      switch (column.name()) {
        case "image" -> image(place.fileIndex(), pixels, cell);
        case "min", "max", "sum", "mean" -> statistic(statistics, column.name(), cell);
        default -> plain(column, place, cell);
      }
    }
  }

  /** The frame, read once for all columns that want it. */
  private Optional<ByteBuffer> pixels(FrameMap.Place place) throws IOException {
    if (array.isEmpty() || !(measured || shown)) {
      return Optional.empty();
    }
    try {
      return Optional.of(array.get().frame(place.fileIndex(), frame, access.roi()));
    } catch (AssetException e) {
      refuse(e);
      return Optional.empty();
    }
  }

  private void refuse(AssetException e) {
    if (!access.policy().isNull(e)) {
      throw e;
    }
  }

  private void image(long fileIndex, Optional<ByteBuffer> pixels, CellWriter cell)
      throws IOException {
    boolean needsPixels = measured || shown;
    if (array.isEmpty() || (needsPixels && pixels.isEmpty())) {
      cell.putNull();
      return;
    }
    try {
      if (shown) {
        int[] shape = array.get().frameShape(fileIndex, frame, access.roi());
        cell.putArray(array.get().info().dtype(), shape, pixels.get());
      } else {
        array.get().writeFrameHeader(fileIndex, frame, access.roi(), cell);
      }
    } catch (AssetException e) {
      refuse(e);
      cell.putNull();
    }
  }

  private static void statistic(
      Optional<FrameStatistics> statistics, String name, CellWriter cell) {
    if (statistics.isEmpty() || statistics.get().count() == 0) {
      cell.putNull();
      return;
    }
    FrameStatistics s = statistics.get();
    cell.putDouble(
        switch (name) {
          case "min" -> s.min();
          case "max" -> s.max();
          case "sum" -> s.sum();
          default -> s.mean();
        });
  }

  private void plain(Column column, FrameMap.Place place, CellWriter cell) {
    switch (column.name()) {
      case "run_uid" -> cell.putString(piece.run().uid());
      case "stream" -> cell.putString(piece.key().stream());
      case "data_key" -> cell.putString(piece.key().key().name());
      case "seq_num" -> {
        if (piece.span().isUnpublished()) {
          cell.putNull();
        } else {
          cell.putLong(seqNum);
        }
      }
      case "frame" -> cell.putLong(frame);
      case "index" ->
          cell.putLong(place.index() * array.map(a -> a.layout().framesPerRow()).orElse(1) + frame);
      case "resource_uid" -> cell.putString(place.resource());
      case "time" -> Cells.time(times.of(piece.run(), seqNum), cell);
      default ->
          RowOrigin.write(column.type(), piece.file(), piece.run().origin().position(), cell);
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
