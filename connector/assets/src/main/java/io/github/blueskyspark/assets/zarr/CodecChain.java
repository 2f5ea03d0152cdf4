package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
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
import io.github.blueskyspark.errors.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The codecs of one array, undone in reverse order. Holds two chunk buffers. Not thread safe. */
final class CodecChain implements AutoCloseable {
  /**
   * One codec.
   *
   * @param bytes that it was given when the chunk was written; -1 when that is not known
   */
  private record Step(String name, Filter filter, long bytes) {}

  private final List<Step> steps = new ArrayList<>();
  private final FilteredChunk chunk;

  /** What the next codec of those that are being added is given. */
  private DType dtype;

  private long bytes;

  private CodecChain(ArrayHeader header, Location where) {
    this.dtype = header.dtype();
    this.bytes = header.chunkBytes();
    this.chunk = new FilteredChunk(bytes, where);
  }

  /**
   * The codecs of an array.
   *
   * @throws BadMetadata when one is not known, or has wrong settings
   */
  static CodecChain of(ArrayHeader header, Location where) throws BadMetadata {
    CodecChain chain = new CodecChain(header, where);
    boolean done = false;
    try {
      for (CodecSpec spec : header.codecs()) {
        chain.add(spec, header.decodedChunk());
      }
      done = true;
    } finally {
      if (!done) {
        chain.close();
      }
    }
    return chain;
  }

  /**
   * The compressors of an array of texts, in the order in which they were applied.
   *
   * @throws BadMetadata when a codec is none
   */
  static List<Filter> compressors(List<CodecSpec> specs) throws BadMetadata {
    List<Filter> filters = new ArrayList<>();
    for (CodecSpec spec : specs) {
      filters.add(compressor(spec).orElseThrow(() -> unknown(spec)));
    }
    return filters;
  }

  private static Optional<Filter> compressor(CodecSpec spec) {
    return switch (spec.name()) {
      case "blosc" -> Optional.of(new Blosc());
      case "zstd" -> Optional.of(new ZstdFrame());
      case "zlib" -> Optional.of(new Deflate());
      case "gzip" -> Optional.of(new Gzip());
      case "bz2" -> Optional.of(new Bzip2());
      case "lz4" -> Optional.of(new Lz4Sized());
      case "crc32c", "crc32", "adler32" -> Optional.of(Checksum.of(spec));
      default -> Optional.empty();
    };
  }

  private static BadMetadata unknown(CodecSpec spec) {
    return new BadMetadata(
        "its chunks were written through codec '" + spec.name() + "', which is not read");
  }

  private void add(CodecSpec spec, long[] chunk) throws BadMetadata {
    switch (spec.name()) {
      case "transpose" ->
          add(spec, Transpose.of(spec.settings().path("order"), chunk, dtype.itemSize()), bytes);
      case "delta" -> {
        same(spec, "astype");
        add(spec, Delta.of(same(spec, "dtype")), bytes);
      }
      case "fixedscaleoffset" -> {
        FixedScaleOffset filter = FixedScaleOffset.of(spec, dtype);
        long elements = bytes / dtype.itemSize();
        dtype = filter.stored();
        add(spec, filter, elements * dtype.itemSize());
      }
      case "quantize", "bitround" -> same(spec, "dtype"); // nothing to undo: digits are lost
      case "shuffle" -> add(spec, new Shuffle(spec.integer("elementsize", 4)), bytes);
      case "zfpy" -> add(spec, new Zfpy(), -1);
      case "fletcher32" -> add(spec, new Fletcher32(), bytes < 0 ? -1 : bytes + 4);
      default -> {
        Filter filter = compressor(spec).orElseThrow(() -> unknown(spec));
        add(spec, filter, bytes < 0 || filter.added() < 0 ? -1 : bytes + filter.added());
      }
    }
  }

  private void add(CodecSpec spec, Filter filter, long after) {
    steps.add(new Step(spec.name(), filter, bytes));
    bytes = after;
  }

  private DType same(CodecSpec spec, String key) throws BadMetadata {
    String said = spec.settings().path(key).asText("");
    DType type = said.isEmpty() ? dtype : DTypes.parse(said).orElse(DType.object());
    if (type.itemSize() != dtype.itemSize() || !type.isNumeric()) {
      throw new BadMetadata("codec " + spec.name() + " has " + key + " '" + said + "' on " + dtype);
    }
    return type;
  }

  /** Where the stored bytes go before {@link #decode}. */
  Block stored() {
    return chunk.stored();
  }

  /** Bytes that a stored chunk may have at most. */
  long most() {
    return chunk.most();
  }

  /**
   * Decodes what {@link #stored()} holds.
   *
   * @return a block of exactly the chunk's bytes; holds until the next call
   */
  Block decode() throws DamagedChunkException {
    chunk.begin();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      chunk.undo(step.filter, step.bytes, () -> "codec " + step.name);
    }
    return chunk.end();
  }

  @Override
  public void close() {
    steps.forEach(s -> s.filter.close());
  }
}
