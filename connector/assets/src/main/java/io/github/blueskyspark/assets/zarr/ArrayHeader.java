package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An array as its metadata describes it.
 *
 * @param dtype of the elements as stored, byte order included; an object dtype for texts of any
 *     length
 * @param chunk shape of what one file holds
 * @param fill bytes of one element that was never written; empty for zeros
 * @param codecs in the order in which the writer applied them, without the one that makes bytes of
 *     elements; inside shards those of the inner chunks
 */
record ArrayHeader(
    DType dtype,
    long[] shape,
    long[] chunk,
    byte[] fill,
    ChunkKeys keys,
    List<CodecSpec> codecs,
    Optional<Shards> shards,
    ObjectNode attributes) {
  private static final int MAX_RANK = 64;

  /**
   * How a file holds several chunks.
   *
   * @param chunk shape of an inner chunk
   * @param atEnd whether the index stands at the end of the file
   * @param isChecked whether a checksum follows the index
   * @param isBigEndian whether the index's numbers are big endian
   */
  record Shards(long[] chunk, boolean atEnd, boolean isChecked, boolean isBigEndian) {}

  ArrayHeader {
    codecs = List.copyOf(codecs);
  }

  /**
   * The same, checked: axes fit each other, a chunk fits an array.
   *
   * @throws BadMetadata when they do not
   */
  ArrayHeader checked() throws BadMetadata {
    if (shape.length > MAX_RANK) {
      throw new BadMetadata("it has " + shape.length + " axes, at most " + MAX_RANK + " are read");
    }
    check(chunk);
    if (shards.isPresent()) {
      long[] inner = shards.get().chunk();
      check(inner);
      for (int a = 0; a < inner.length; a++) {
        if (chunk[a] % inner[a] != 0) {
          throw new BadMetadata(
              "shards of " + longs(chunk) + " are no whole chunks of " + longs(inner));
        }
      }
    }
    return this;
  }

  private void check(long[] chunks) throws BadMetadata {
    if (chunks.length != shape.length) {
      throw new BadMetadata("shape " + longs(shape) + " has chunks of " + longs(chunks));
    }
    long bytes = Math.max(1, dtype.itemSize());
    for (long n : chunks) {
      if (n < 1 || n > Integer.MAX_VALUE) {
        throw new BadMetadata("shape " + longs(shape) + " has chunks of " + longs(chunks));
      }
      // a shard may be larger: only its chunks are read
      bytes = Math.min(bytes, Long.MAX_VALUE / n) * n;
    }
    boolean isDecoded = shards.isEmpty() || chunks != chunk;
    if (isDecoded && bytes > Integer.MAX_VALUE - 16) {
      throw new BadMetadata("a chunk of " + longs(chunks) + " takes " + bytes + " bytes");
    }
  }

  /** Shape of what is decoded at once. */
  long[] decodedChunk() {
    return shards.map(Shards::chunk).orElse(chunk);
  }

  /** Bytes of what is decoded at once. */
  int chunkBytes() {
    long bytes = dtype.itemSize();
    for (long n : decodedChunk()) {
      bytes = Math.multiplyExact(bytes, n);
    }
    return Math.toIntExact(bytes);
  }

  /** Whether its elements are texts of any length. */
  boolean isText() {
    return dtype.kind() == DType.Kind.OBJECT;
  }

  /** Names of the codecs, for users. */
  List<String> filters() {
    List<String> names = new ArrayList<>();
    codecs.forEach(c -> names.add(c.name()));
    if (shards.isPresent()) {
      names.add("sharding_indexed");
    }
    return names;
  }

  static List<Long> longs(long[] values) {
    List<Long> all = new ArrayList<>();
    for (long v : values) {
      all.add(v);
    }
    return all;
  }
}
