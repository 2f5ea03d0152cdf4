package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Roi;
import io.github.blueskyspark.arrays.Selection;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.StoredChunks;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.ColumnType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One data key's array in one stream resource, open: rows of events and frames of rows, whatever
 * the axes of the file.
 *
 * <p>Rows are counted in datum units from the beginning of the resource's own files ({@code
 * FrameMap.Place.fileIndex}). Reads are cheap in ascending order. Not thread safe; one owner closes
 * it.
 */
public final class ExternalArray implements Closeable {
  private final Location where;
  private final ArrayAsset asset;
  private final Optional<SequenceArray> sequence;
  private final DType dtype;
  private final List<Long> viewed;
  private final RowLayout layout;
  private final RowBlocks blocks;
  private final long maxFrameBytes;
  private final List<String> notes;

  private ExternalArray(Opened opened, Selection view, DataKey key, long maxFrameBytes) {
    this.where = opened.where();
    this.asset = opened.asset();
    this.sequence = opened.sequence();
    this.dtype = asset.info().dtype();
    this.viewed = Arrays.stream(view.shape()).boxed().toList();
    this.layout = RowLayout.of(view, opened.shape(), opened.multiplier());
    this.blocks =
        sequence.isPresent() ? RowBlocks.chunkwise(asset, layout) : RowBlocks.of(asset, layout);
    this.maxFrameBytes = maxFrameBytes;
    this.notes = notes(key, opened.declared());
  }

  /**
   * Opens an array; reads metadata only, of a file sequence that of its first file.
   *
   * @param readers by mimetype, and what to name in messages
   * @param key as the descriptor declares it; the file decides
   * @param rows that the documents announce in this resource
   * @param maxFrameBytes bytes of the largest frame or row that is read into memory
   * @param where run, stream and data key, for messages
   * @throws AssetException when it is missing, forbidden, damaged, or of an unknown kind
   */
  public static ExternalArray open(
      BiFunction<String, Location, AssetReader> readers,
      StreamResource resource,
      DataKey key,
      Announced rows,
      AllowedFiles files,
      long maxFrameBytes,
      Location where)
      throws IOException {
    Opened opened = Opened.of(readers, resource, key, rows, files, where);
    try {
      return new ExternalArray(opened, opened.view(resource), key, maxFrameBytes);
    } catch (AssetException e) {
      opened.asset().close();
      throw e;
    }
  }

  private List<String> notes(DataKey key, List<Long> declared) {
    List<String> all = new ArrayList<>(layout.notes());
    if (sequence.isPresent()) {
      layout.disagreement(declared).ifPresent(all::add);
    }
    key.numpy()
        .filter(d -> !d.equals(dtype))
        .ifPresent(
            d ->
                all.add(
                    "the descriptor declares dtype "
                        + d
                        + ", the file holds "
                        + dtype
                        + "; the file counts"));
    return List.copyOf(all);
  }

  /** What is stored, from metadata alone. */
  public ArrayInfo info() {
    return asset.info();
  }

  /**
   * See {@link ArrayAsset#audit}; also whether a frame is small enough to be read, unless {@code
   * roi} cuts it: a region need not fit every array of an archive.
   */
  void audit(Optional<Roi> roi) throws IOException {
    asset.audit();
    if (roi.isEmpty() && layout.rows() > 0 && dtype.kind() != DType.Kind.OBJECT) {
      checkSize(layout.frame(0, 0));
    }
  }

  /** Shape of what is looked at: of the whole array, after parameters slice and squeeze. */
  List<Long> viewedShape() {
    return viewed;
  }

  /** How axes are rows and frames. */
  public RowLayout layout() {
    return layout;
  }

  /** What the descriptor and the file do not agree on, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /** Where its chunks stand, before parameters slice and squeeze. */
  Optional<StoredChunks> stored() throws IOException {
    return asset.stored();
  }

  /** The files it is made of, where they are more than one. */
  Optional<SequenceArray> sequence() {
    return sequence;
  }

  /** Rows that are stored, in datum units; of a file sequence those that are announced. */
  public long rows() {
    return layout.rows();
  }

  /** Whether each row is one element, so that it fits a typed column. */
  boolean hasOneElementRows() {
    return blocks.isScalar() || Arrays.stream(layout.rowShape()).allMatch(n -> n == 1);
  }

  /** Whether a row is stored. */
  public boolean has(long row) {
    return row >= 0 && row < rows();
  }

  /**
   * Refuses a row that is not stored.
   *
   * @throws AssetException with status {@link AssetStatus#SHORT}
   */
  private void require(long row) {
    if (!has(row)) {
      long group = layout.group();
      boolean canMultiply = row >= 0 && row < Long.MAX_VALUE / group - 1;
      String frames =
          canMultiply ? "[" + row * group + ", " + (row + 1) * group + ")" : "of row " + row;
      throw new AssetException(
              where,
              "read frames " + frames,
              "the file holds " + layout.storedFrames() + " frames",
              "Wait for the detector to flush, or read with missingFrames=null")
          .as(AssetStatus.SHORT);
    }
  }

  /** The same, and of a file sequence that the row's files are there. */
  private void requireFiles(long row) throws IOException {
    require(row);
    if (sequence.isPresent()) {
      sequence.get().require(row * layout.group(), layout.group());
    }
  }

  /** The region of interest of a row; {@code roi} is about each frame. */
  private static Selection cut(Selection whole, Optional<Roi> roi) {
    return roi.isPresent() ? roi.get().of(whole) : whole;
  }

  /**
   * Writes a row as NDARRAY, in its full shape.
   *
   * @throws AssetException when the row is not stored ({@link AssetStatus#SHORT}), damaged, or
   *     larger than maxFrameBytes
   */
  public void writeRow(long row, Optional<Roi> roi, CellWriter cell) throws IOException {
    require(row);
    Selection selection = cut(layout.row(row), roi);
    int[] shape = shape(layout.shape(selection.shape()));
    cell.putArray(dtype, shape, roi.isEmpty() ? rowBytes(row) : read(selection));
  }

  /** Writes dtype and shape of a row without reading it. */
  public void writeRowHeader(long row, Optional<Roi> roi, CellWriter cell) throws IOException {
    requireFiles(row);
    cell.putArrayHeader(dtype, shape(layout.shape(cut(layout.row(row), roi).shape())));
  }

  /** Writes dtype and shape of a frame without reading it. */
  public void writeFrameHeader(long row, int frame, Optional<Roi> roi, CellWriter cell)
      throws IOException {
    requireFiles(row);
    cell.putArrayHeader(dtype, frameShape(row, frame, roi));
  }

  /** Shape of a frame. */
  public int[] frameShape(long row, int frame, Optional<Roi> roi) {
    require(row);
    return shape(cut(layout.frame(row, frame), roi).shape());
  }

  /**
   * Elements of one frame of a row, C order, in the byte order of {@code info().dtype()}.
   *
   * @param frame from 0 to {@code layout().framesPerRow()}
   * @return a view that holds until the next call
   */
  public ByteBuffer frame(long row, int frame, Optional<Roi> roi) throws IOException {
    require(row);
    if (roi.isEmpty() && isInBlocks()) {
      ByteBuffer whole = blocks.row(row);
      int bytes = whole.remaining() / layout.framesPerRow();
      return whole.slice(frame * bytes, bytes).order(whole.order());
    }
    return read(cut(layout.frame(row, frame), roi));
  }

  /**
   * Writes the one element of a row into a typed column.
   *
   * @return false when the row has more elements than one, or its value does not fit the type; the
   *     cell is null then
   */
  public boolean writeValue(long row, ColumnType type, CellWriter cell) throws IOException {
    require(row);
    if (!blocks.isScalar()) {
      cell.putNull();
      return false;
    }
    if (dtype.kind() == DType.Kind.OBJECT) {
      return ElementWriter.write(blocks.values(row).get(0), type, cell);
    }
    int at = blocks.position(row);
    return ElementWriter.write(dtype, blocks.block(), at, type, cell);
  }

  /** Values of a row that have no fixed bytes. */
  List<Object> values(long row) throws IOException {
    require(row);
    return blocks.values(row);
  }

  private ByteBuffer rowBytes(long row) throws IOException {
    return isInBlocks() ? blocks.row(row) : read(layout.row(row));
  }

  private boolean isInBlocks() {
    return blocks.isSmall() && blocks.rowBytes() <= maxFrameBytes;
  }

  private ByteBuffer read(Selection selection) throws IOException {
    if (dtype.kind() == DType.Kind.OBJECT) {
      throw new AssetException(
          where,
          "read an array of variable-length values as NDARRAY",
          "its elements have no fixed bytes",
          "Leave the column out");
    }
    checkSize(selection);
    blocks.forget();
    return selection.turn(asset.read(selection.region()), dtype.itemSize());
  }

  /** Before anything is allocated: sizes in a file decide nothing. */
  private void checkSize(Selection selection) {
    long most = Math.min(maxFrameBytes, Integer.MAX_VALUE - 8);
    long room = most / Math.max(1, dtype.itemSize());
    long elements = 1;
    for (long n : selection.shape()) {
      elements = n == 0 ? 0 : n > room || elements > room / n ? Long.MAX_VALUE : elements * n;
      if (elements == 0) {
        return;
      }
      if (elements == Long.MAX_VALUE) {
        break;
      }
    }
    if (elements > room) {
      throw new AssetException(
          where,
          "read shape " + Arrays.toString(selection.shape()) + " of " + dtype,
          "that is more than the " + most + " bytes that option maxFrameBytes allows",
          "Raise maxFrameBytes, or read a region of each frame with option roi");
    }
  }

  private int[] shape(long[] shape) {
    int[] ints = new int[shape.length];
    for (int i = 0; i < ints.length; i++) {
      if (shape[i] > Integer.MAX_VALUE) {
        throw new AssetException(
            where,
            "read an axis of " + shape[i] + " elements",
            "shapes of NDARRAY are 32-bit integers",
            "Read a region of each frame with option roi");
      }
      ints[i] = (int) shape[i];
    }
    return ints;
  }

  @Override
  public void close() throws IOException {
    asset.close();
  }
}
