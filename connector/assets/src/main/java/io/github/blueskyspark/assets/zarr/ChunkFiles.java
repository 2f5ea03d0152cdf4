package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;

/** What the chunk files of an array take. */
final class ChunkFiles {
  /** Files that are looked at one by one; more cost too much for a figure. */
  private static final long MOST = 4096;

  private ChunkFiles() {}

  /** Bytes of all chunk files; -1 when they are too many to look at. */
  static long bytes(ArrayPlace place, ArrayHeader header) throws IOException {
    int rank = header.shape().length;
    long[] counts = new long[rank];
    long all = 1;
    for (int a = 0; a < rank; a++) {
      long chunk = header.chunk()[a];
      counts[a] = header.shape()[a] / chunk + (header.shape()[a] % chunk == 0 ? 0 : 1);
      all = counts[a] > MOST ? MOST + 1 : Math.min(all * counts[a], MOST + 1);
    }
    if (all > MOST) {
      return -1;
    }
    long bytes = 0;
    for (long n = 0; n < all; n++) {
      long[] scaled = new long[rank];
      long rest = n;
      for (int a = rank - 1; a >= 0; a--) {
        scaled[a] = rest % counts[a];
        rest /= counts[a];
      }
      String uri = place.uri() + "/" + header.keys().of(scaled);
      bytes += place.files().stat(uri).map(FileRef::size).orElse(0L);
    }
    return bytes;
  }
}
