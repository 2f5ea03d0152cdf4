package io.github.blueskyspark.assets.tiff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy;
import io.github.blueskyspark.assets.BoxCopy.Box;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.StoredChunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pages of one file as one array: {@code [page, y, x]}, or without the first axis when there is
 * one page.
 */
final class TiffArray implements ArrayAsset {
  private final TiffFile file;
  private final List<Integer> pages;
  private final ArrayInfo info;
  private final ReadMetrics metrics;
  private final OutputBuffer output;
  private TiffPage page;
  private SegmentReader segments;
  private int number;

  private TiffArray(TiffFile file, TiffPage first, List<Integer> pages, ReadMetrics metrics) {
    this.file = file;
    this.pages = pages;
    this.page = first;
    this.metrics = metrics;
    this.segments = new SegmentReader(file, first, metrics);
    this.output = new OutputBuffer(file.where());
    this.info = info(first, pages.size());
  }

  /**
   * The array of an open file.
   *
   * @throws AssetException when a page is damaged or unsupported, or pages differ
   */
  static TiffArray of(TiffFile file, ReadMetrics metrics) throws IOException {
    TiffPage first = TiffPage.of(file.directory(0));
    first.requireSegments();
    List<Integer> pages = new ArrayList<>();
    pages.add(0);
    for (int i = 1; i < file.pages(); i++) {
      TiffPage other = TiffPage.of(file.directory(i));
      if (!other.isReduced()) {
        if (!other.isLike(first)) {
          throw TiffFile.wrong(
              file.where(),
              "page 0 is "
                  + first.dtype()
                  + first.shape()
                  + ", page "
                  + i
                  + " "
                  + other.dtype()
                  + other.shape());
        }
        other.requireSegments();
        pages.add(i);
      }
    }
    return new TiffArray(file, first, pages, metrics);
  }

  private static ArrayInfo info(TiffPage first, int count) {
    List<Long> shape = new ArrayList<>(first.shape());
    List<Long> chunk = new ArrayList<>();
    for (int a = 0; a < shape.size(); a++) {
      chunk.add(Math.min(shape.get(a), first.segment().get(a)));
    }
    if (count > 1) {
      shape.add(0, (long) count);
      chunk.add(0, 1L);
    }
    List<String> filters = new ArrayList<>();
    if (first.coding().predictor() > 1) {
      filters.add(
          first.coding().predictor() == 2 ? "horizontal-differencing" : "float-differencing");
    }
    if (first.coding().compression() != Compression.NONE) {
      filters.add(first.coding().compression().label());
    }
    return new ArrayInfo(
        "", first.dtype(), shape, chunk, filters, -1, JsonNodeFactory.instance.objectNode());
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  /** Tags of the first page that are attributes. */
  ObjectNode attributes() throws IOException {
    return TiffAttributes.of(file.directory(0));
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), file.where());
    return Guarded.run(
        file.where(),
        "read pixels " + region,
        () -> {
          int size = info.dtype().itemSize();
          ByteBuffer target = output.of(Math.multiplyExact(region.size(), (long) size));
          if (target.hasRemaining()) {
            fill(region, target, size);
          }
          return target.order(info.dtype().order());
        });
  }

  @Override
  public Optional<StoredChunks> stored() throws IOException {
    return Guarded.run(file.where(), "look up strips", () -> StoredPages.of(file, pages));
  }

  private void fill(Region region, ByteBuffer target, int size) throws IOException {
    if (pages.size() == 1) {
      page(region, 0, target, size);
      return;
    }
    int rank = region.rank() - 1;
    int bytes = (int) (target.remaining() / region.count(0));
    for (int i = 0; i < region.count(0); i++) {
      open(pages.get((int) (region.start(0) + i * region.step(0))));
      page(region, region.rank() - rank, target.slice(i * bytes, bytes), size);
    }
  }

  private void open(int which) throws IOException {
    if (number != which) {
      TiffPage opened = TiffPage.of(file.directory(which));
      if (!opened.isLike(page)) {
        throw TiffFile.wrong(file.where(), "page " + which + " changed while it was read");
      }
      page = opened;
      segments = new SegmentReader(file, opened, metrics);
      number = which;
    }
  }

  /**
   * Copies the wanted part of every segment of the page.
   *
   * @param skip axes of the region before those of the page
   */
  private void page(Region region, int skip, ByteBuffer target, int size) throws IOException {
    int rank = page.shape().size();
    long[] first = new long[rank];
    long[] stop = new long[rank];
    long[] at = new long[rank];
    for (int a = 0; a < rank; a++) {
      first[a] = region.start(a + skip) / page.segment().get(a);
      stop[a] = (region.stop(a + skip) - 1) / page.segment().get(a) + 1;
      at[a] = first[a];
    }
    boolean more = true;
    while (more) {
      segment(region, skip, at, target, size);
      int a = rank - 1;
      while (a >= 0 && ++at[a] == stop[a]) {
        at[a] = first[a];
        a--;
      }
      more = a >= 0;
    }
  }

  private void segment(Region region, int skip, long[] at, ByteBuffer target, int size)
      throws IOException {
    int rank = at.length;
    long[] dims = new long[rank];
    long[] inside = new long[rank];
    long[] count = new long[rank];
    long[] step = new long[rank];
    long[] into = new long[rank];
    long[] whole = new long[rank];
    long which = 0;
    int rowAxis = page.isApart() ? 1 : 0;
    for (int a = 0; a < rank; a++) {
      long length = page.segment().get(a);
      long from = at[a] * length;
      which = which * ((page.shape().get(a) + length - 1) / length) + at[a];
      boolean isCut = a == rowAxis && !page.isTiled();
      dims[a] = isCut ? Math.min(length, page.shape().get(a) - from) : length;
      step[a] = region.step(a + skip);
      long start = region.start(a + skip);
      long skipped = from <= start ? 0 : (from - start + step[a] - 1) / step[a];
      long end = Math.min(from + length, region.stop(a + skip));
      long begin = start + skipped * step[a];
      if (begin >= end) {
        return; // a step leads over the whole segment
      }
      into[a] = skipped;
      inside[a] = begin - from;
      count[a] = (end - begin + step[a] - 1) / step[a];
      whole[a] = region.count(a + skip);
    }
    ByteBuffer pixels = segments.read(which, dims[rowAxis]);
    BoxCopy.copy(pixels, new Box(dims, inside), target, new Box(whole, into), count, step, size);
  }

  /** Bytes of all segments. */
  long storedBytes() throws IOException {
    long bytes = 0;
    for (int which : pages) {
      Directory directory = file.directory(which);
      int tag = directory.has(Tag.TILE_COUNTS) ? Tag.TILE_COUNTS : Tag.STRIP_COUNTS;
      for (int i = 0; i < Math.min(directory.count(tag), Integer.MAX_VALUE); i++) {
        bytes += directory.value(tag, i);
      }
    }
    return bytes;
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        file.where(), "read values " + region, "pixels have fixed bytes", "Please report this");
  }

  @Override
  public FirstAxis firstAxis() {
    return pages.size() > 1 ? FirstAxis.PAGES : FirstAxis.PICTURE;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
