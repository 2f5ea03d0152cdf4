package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Chunks;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Chunks of an array with a file each. */
final class RegularChunks implements Chunks {
  private final ArrayPlace place;
  private final ArrayHeader header;
  private final CodecChain codecs;

  RegularChunks(ArrayPlace place, ArrayHeader header, CodecChain codecs) {
    this.place = place;
    this.header = header;
    this.codecs = codecs;
  }

  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    String key = header.keys().of(scaled);
    Optional<RandomAccess> file = place.chunk(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (RandomAccess open = file.get()) {
      if (open.size() > codecs.most()) {
        throw place.damaged(
            key, "it has " + open.size() + " bytes for a chunk of " + header.chunkBytes());
      }
      place.read(open, 0, open.size(), codecs.stored());
    }
    return Optional.of(decode(place, key, codecs));
  }

  /** Decodes what was read into the codecs' block. */
  static ByteBuffer decode(ArrayPlace place, String key, CodecChain codecs) {
    long start = System.nanoTime();
    try {
      Block block = codecs.decode();
      place.files().metrics().add(Counter.CHUNKS_DECODED, 1);
      place.files().metrics().add(Counter.DECODE_TIME, System.nanoTime() - start);
      return ByteBuffer.wrap(block.bytes(), 0, block.length()).slice();
    } catch (DamagedChunkException e) {
      throw place.damaged(key, e.getMessage()).because(e);
    }
  }

  @Override
  public long storedBytes() throws IOException {
    return ChunkFiles.bytes(place, header);
  }

  @Override
  public void close() {
    codecs.close();
  }
}
