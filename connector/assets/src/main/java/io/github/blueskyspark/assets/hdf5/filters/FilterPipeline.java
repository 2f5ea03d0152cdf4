package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Blosc;
import io.github.blueskyspark.assets.Bzip2;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Deflate;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.FilteredChunk;
import io.github.blueskyspark.assets.Fletcher32;
import io.github.blueskyspark.assets.Shuffle;
import io.github.blueskyspark.assets.ZstdFrame;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;
import io.github.blueskyspark.errors.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of one dataset, undone in reverse order. Holds two chunk buffers. Not thread safe.
 */
public final class FilterPipeline implements AutoCloseable {
  private final List<FilterSpec> specs;
  private final List<Filter> filters;
  private final long chunkBytes;
  private final FilteredChunk chunk;

  private FilterPipeline(
      List<FilterSpec> specs, List<Filter> filters, long chunkBytes, Location where) {
    this.specs = specs;
    this.filters = filters;
    this.chunkBytes = chunkBytes;
    this.chunk = new FilteredChunk(chunkBytes, where);
  }

  /**
   * The pipeline of a dataset; a filter that is not known is no error before a chunk needs it.
   *
   * @param elementBytes bytes of an element as stored
   * @param chunkBytes bytes of an unfiltered chunk
   */
  public static FilterPipeline of(
      List<FilterSpec> specs, int elementBytes, long chunkBytes, Location where) {
    List<Filter> filters = new ArrayList<>();
    for (FilterSpec spec : specs) {
      filters.add(create(spec, elementBytes));
    }
    return new FilterPipeline(List.copyOf(specs), filters, chunkBytes, where);
  }

  private static Filter create(FilterSpec spec, int elementBytes) {
    List<Integer> values = spec.values();
    return switch (spec.id()) {
      case 1 -> new Deflate();
      case 2 -> new Shuffle(values.isEmpty() ? elementBytes : values.get(0));
      case 3 -> new Fletcher32();
      case 4 -> new Szip(values);
      case 5 -> new Nbit(values);
      case 6 -> new ScaleOffset(values);
      case 307 -> new Bzip2();
      case 32000 -> new Lzf();
      case 32001 -> new Blosc();
      case 32004 -> new Lz4Framed();
      case 32008 -> new Bitshuffle(values, elementBytes);
      case 32013 -> new Zfp(values);
      case 32015 -> new ZstdFrame();
      case 32026 -> new Blosc2(elementBytes);
      default -> new UnknownFilter(spec);
    };
  }

  /** Where the stored bytes go before {@link #decode}. */
  public Block stored() {
    return chunk.stored();
  }

  /** Whether a chunk with this mask passes through no filter at all. */
  public boolean isIdentity(int mask) {
    for (int i = 0; i < filters.size(); i++) {
      if (!isLeftOut(mask, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLeftOut(int mask, int filter) {
    return (mask >>> filter & 1) != 0;
  }

  /**
   * Decodes what {@link #stored()} holds.
   *
   * @param mask bit {@code i} set when filter {@code i} was left out
   * @return a block of exactly the chunk's bytes; holds until the next call
   */
  public Block decode(int mask) throws DamagedChunkException {
    chunk.begin();
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (!isLeftOut(mask, i)) {
        int filter = i;
        chunk.undo(filters.get(i), sizeBefore(mask, i), () -> "filter " + label(filter));
      }
    }
    return chunk.end();
  }

  private String label(int filter) {
    FilterSpec spec = specs.get(filter);
    return spec.id() + " (" + spec.name() + ")";
  }

  // What filter i was given when the chunk was written, as far as the filters before it keep
  // lengths.
  private long sizeBefore(int mask, int filter) {
    long size = chunkBytes;
    for (int i = 0; i < filter; i++) {
      if (!isLeftOut(mask, i)) {
        int added = filters.get(i).added();
        if (added < 0) {
          return -1;
        }
        size += added;
      }
    }
    return size;
  }

  @Override
  public void close() {
    filters.forEach(Filter::close);
  }
}
