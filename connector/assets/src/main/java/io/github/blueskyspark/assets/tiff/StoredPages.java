package io.github.blueskyspark.assets.tiff;

import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Pages that stand in their file as numpy has them.
 *
 * @param chunkShape of a page, with an axis of 1 before it where there are several
 * @param pages where each page is
 */
record StoredPages(List<Long> chunkShape, List<StoredChunk> pages) implements StoredChunks {
  /** Copies the lists. */
  StoredPages {
    chunkShape = List.copyOf(chunkShape);
    pages = List.copyOf(pages);
  }

  /** Of some pages; empty where one is compressed, tiled, or lies in pieces. */
  static Optional<StoredChunks> of(TiffFile file, List<Integer> numbers) throws IOException {
    List<StoredChunk> found = new ArrayList<>();
    List<Long> chunk = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      TiffPage page = TiffPage.of(file.directory(numbers.get(i)));
      long bytes = page.dtype().itemSize();
      for (long n : page.shape()) {
        bytes = Math.multiplyExact(bytes, n);
      }
      if (!isPlain(page, bytes)) {
        return Optional.empty();
      }
      chunk = new ArrayList<>(page.shape());
      if (numbers.size() > 1) {
        chunk.add(0, 1L);
      }
      List<Long> at = new ArrayList<>(Collections.nCopies(chunk.size(), 0L));
      if (numbers.size() > 1) {
        at.set(0, (long) i);
      }
      found.add(new StoredChunk(at, page.directory().value(Tag.STRIP_OFFSETS, 0), bytes, 0));
    }
    return Optional.of(new StoredPages(chunk, found));
  }

  private static boolean isPlain(TiffPage page, long bytes) throws IOException {
    Directory directory = page.directory();
    boolean isStored =
        page.coding().compression() == Compression.NONE
            && page.coding().predictor() == 1
            && page.coding().bits() == page.dtype().itemSize() * Byte.SIZE
            && directory.number(Tag.FILL_ORDER, 1) == 1
            && !page.isTiled()
            && !page.isApart();
    return isStored && isOnePiece(directory, bytes);
  }

  /** Strips one after the other, of as many bytes as the page takes. */
  private static boolean isOnePiece(Directory directory, long bytes) throws IOException {
    long strips = directory.count(Tag.STRIP_OFFSETS);
    long next = strips == 0 ? 0 : directory.value(Tag.STRIP_OFFSETS, 0);
    long left = bytes;
    for (long s = 0; s < strips; s++) {
      long count = directory.has(Tag.STRIP_COUNTS) ? directory.value(Tag.STRIP_COUNTS, s) : left;
      if (next == 0 || directory.value(Tag.STRIP_OFFSETS, s) != next) {
        return false;
      }
      next += count;
      left -= count;
    }
    return strips > 0 && left == 0;
  }

  @Override
  public String uri() {
    return "";
  }

  @Override
  public List<Step> filters() {
    return List.of();
  }

  @Override
  public String fill() {
    return "";
  }

  @Override
  public Iterator<StoredChunk> chunks() {
    return pages.iterator();
  }
}
