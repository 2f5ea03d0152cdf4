package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.Selection;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Small rows, many at a time: a table of a million numbers is read by blocks and not by numbers. A
 * block ends where a chunk ends, and grows beyond it only while rows are asked for one after the
 * other. Not thread safe.
 */
final class RowBlocks {
  private static final int SMALL_ROW = 8 << 10;
  private static final int LARGEST_BLOCK = 1 << 20;

  private final ArrayAsset asset;
  private final RowLayout layout;
  private final long rowElements;
  private final int itemSize;
  private final long chunkRows;
  private final long furthest;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private List<Object> values = List.of();
  private long start;
  private long stop;
  private long wanted = 1;

  private RowBlocks(ArrayAsset asset, RowLayout layout, long furthest) {
    this.asset = asset;
    this.layout = layout;
    this.furthest = furthest;
    this.itemSize = asset.info().dtype().itemSize();
    this.rowElements = layout.rows() == 0 ? 0 : elements(layout);
    List<Long> chunk = asset.info().chunkShape();
    this.chunkRows = chunk.isEmpty() ? 1 : Math.max(1, chunk.get(0) / layout.group());
  }

  /** Blocks that grow beyond chunks. */
  static RowBlocks of(ArrayAsset asset, RowLayout layout) {
    return new RowBlocks(asset, layout, LARGEST_BLOCK);
  }

  /** Blocks that end where a chunk ends: reading ahead would open the next file. */
  static RowBlocks chunkwise(ArrayAsset asset, RowLayout layout) {
    return new RowBlocks(asset, layout, 1);
  }

  /** Elements of a row, {@link Long#MAX_VALUE} when they are too many to count. */
  private static long elements(RowLayout layout) {
    try {
      return layout.row(0).size();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Whether rows are worth reading in blocks. */
  boolean isSmall() {
    return itemSize > 0 && rowElements <= SMALL_ROW / itemSize;
  }

  /** Whether a row is one element. */
  boolean isScalar() {
    return rowElements == 1;
  }

  /** Bytes of a small row. */
  long rowBytes() {
    return rowElements * itemSize;
  }

  /**
   * Lets go of the block: the array is about to be read otherwise, which may change the bytes under
   * it.
   */
  void forget() {
    start = 0;
    stop = 0;
  }

  /**
   * The bytes of one row, which must be small and stored; a view that holds until the next call.
   */
  ByteBuffer row(long row) throws IOException {
    int at = position(row);
    return block.slice(at, (int) rowBytes()).order(block.order());
  }

  /** Where a row, which must be small and stored, stands in {@link #block()} after this call. */
  int position(long row) throws IOException {
    if (row < start || row >= stop) {
      load(row, LARGEST_BLOCK / Math.max(1, rowBytes()));
    }
    return (int) ((row - start) * rowBytes());
  }

  /** The block that was read last. */
  ByteBuffer block() {
    return block;
  }

  /** The values of one row whose elements have no fixed bytes. */
  List<Object> values(long row) throws IOException {
    if (row < start || row >= stop) {
      load(row, LARGEST_BLOCK / 1024);
    }
    int from = Math.toIntExact((row - start) * rowElements);
    return values.subList(from, from + (int) rowElements);
  }

  private void load(long row, long most) throws IOException {
    boolean isNext = row == stop && stop > start;
    wanted = isNext ? Math.min(2 * wanted, furthest) : 1;
    long chunkEnd = (row / chunkRows + 1) * chunkRows;
    long count =
        Math.max(
            1, Math.min(Math.max(chunkEnd - row, wanted), Math.min(most, layout.rows() - row)));
    forget();
    try {
      fill(row, count);
    } catch (AssetException e) {
      if (count == 1) {
        throw e;
      }
      fill(row, 1); // what is damaged may be a row nobody asked for
    }
  }

  private void fill(long row, long count) throws IOException {
    Selection rows = layout.rows(row, count);
    if (itemSize == 0) {
      values = asset.values(rows.region());
    } else {
      block = rows.turn(asset.read(rows.region()), itemSize);
    }
    start = row;
    stop = row + count;
  }
}
