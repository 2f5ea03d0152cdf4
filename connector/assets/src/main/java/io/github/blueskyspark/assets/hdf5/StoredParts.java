package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.hdf5.chunks.Chunk;
import io.github.blueskyspark.assets.hdf5.chunks.ChunkIndex;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;
import io.github.blueskyspark.assets.hdf5.format.Layout.Contiguous;
import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the chunks of a dataset stand, for those whose stored bytes are what numpy reads. */
final class StoredParts implements StoredChunks {
  private final Hdf5Dataset dataset;
  private final Chunked layout;
  private final ChunkIndex index;
  private final long[] counts;

  private StoredParts(Hdf5Dataset dataset, Chunked layout, ChunkIndex index) {
    this.dataset = dataset;
    this.layout = layout;
    this.index = index;
    this.counts = new long[layout.dims().length];
    for (int a = 0; a < counts.length; a++) {
      long chunk = layout.dims()[a];
      counts[a] = dataset.shape()[a] / chunk + (dataset.shape()[a] % chunk == 0 ? 0 : 1);
    }
  }

  /**
   * Of one dataset; empty where elements are converted on reading, lie in the header or in other
   * files, or are made of other datasets.
   */
  static Optional<StoredChunks> of(Hdf5Dataset dataset) throws IOException {
    ElementType type = dataset.type();
    boolean isPlain =
        type.conversion().isNone()
            && type.padding().isNone()
            && type.axes().isEmpty()
            && type.dtype().kind() != DType.Kind.OBJECT
            && !dataset.header().space().isNull();
    if (!isPlain) {
      return Optional.empty();
    }
    Optional<Contiguous> contiguous =
        dataset.header().layout().fold(c -> none(), Optional::of, c -> none(), v -> none());
    if (contiguous.isPresent()) {
      return contiguous(dataset, contiguous.get());
    }
    Optional<Chunked> chunked =
        dataset.header().layout().fold(c -> none(), c -> none(), Optional::of, v -> none());
    if (chunked.isEmpty() || chunked.get().dims().length != dataset.shape().length) {
      return Optional.empty();
    }
    long bytes = type.dtype().itemSize();
    for (long n : chunked.get().dims()) {
      bytes = Math.multiplyExact(bytes, n);
    }
    ChunkIndex index =
        ChunkIndex.open(dataset.file().bytes(), dataset.header(), chunked.get(), bytes);
    return Optional.of(new StoredParts(dataset, chunked.get(), index));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Optional<StoredChunks> contiguous(Hdf5Dataset dataset, Contiguous layout) {
    boolean isHere =
        dataset.header().external().isEmpty() && layout.address() != FileBytes.UNDEFINED;
    if (!isHere) {
      return Optional.empty();
    }
    return Optional.of(
        StoredChunks.plain(
            dataset.file().uri(),
            Arrays.stream(dataset.shape()).boxed().toList(),
            dataset.type().dtype().itemSize(),
            dataset.file().bytes().position(layout.address()),
            fill(dataset)));
  }

  private static String fill(Hdf5Dataset dataset) {
    byte[] fill = dataset.header().fill();
    boolean isZero = true;
    for (byte b : fill) {
      isZero &= b == 0;
    }
    return isZero ? "" : Base64.getEncoder().encodeToString(fill);
  }

  @Override
  public String uri() {
    return dataset.file().uri();
  }

  @Override
  public List<Long> chunkShape() {
    return Arrays.stream(layout.dims()).boxed().collect(Collectors.toList());
  }

  @Override
  public List<Step> filters() {
    return dataset.header().filters().stream()
        .map(f -> new Step(f.id(), f.name(), f.values()))
        .toList();
  }

  @Override
  public String fill() {
    return fill(dataset);
  }

  @Override
  public Iterator<StoredChunk> chunks() {
    return new Walk();
  }

  private final class Walk implements Iterator<StoredChunk> {
    private final long[] at = new long[counts.length];
    private boolean ended = Arrays.stream(counts).anyMatch(n -> n == 0);
    private Optional<StoredChunk> next = Optional.empty();

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && !ended) {
        next = look();
        step();
      }
      return next.isPresent();
    }

    @Override
    public StoredChunk next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StoredChunk given = next.orElseThrow();
      next = Optional.empty();
      return given;
    }

    private Optional<StoredChunk> look() {
      Chunk found;
      try {
        found = Guarded.run(dataset.where(), "look up chunks", () -> index.find(at.clone()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!found.isWritten()) {
        return Optional.empty();
      }
      int mask = layout.unfilteredEdges() && sticksOut() ? allFilters() : found.mask();
      return Optional.of(
          new StoredChunk(
              Arrays.stream(at).boxed().toList(),
              dataset.file().bytes().position(found.address()),
              found.size(),
              mask));
    }

    private int allFilters() {
      return (int) ((1L << dataset.header().filters().size()) - 1);
    }

    private boolean sticksOut() {
      for (int a = 0; a < at.length; a++) {
        if (at[a] >= dataset.shape()[a] / layout.dims()[a]) {
          return true;
        }
      }
      return false;
    }

    private void step() {
      int a = at.length - 1;
      while (a >= 0 && ++at[a] == counts[a]) {
        at[a] = 0;
        a--;
      }
      ended = a < 0;
    }
  }
}
