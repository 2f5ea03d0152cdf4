package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Chunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The one chunk of an array without axes, as if it had one axis of length 1. */
record ScalarChunk(Chunks source) implements Chunks {
  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    return source.get(new long[0]);
  }

  @Override
  public long storedBytes() throws IOException {
    return source.storedBytes();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
