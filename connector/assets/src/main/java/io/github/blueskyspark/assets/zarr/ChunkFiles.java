package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;

/** What the chunk files of an array take. */
final class ChunkFiles {
  /** Files that are looked at one by one; more cost too much for a figure. */
  private static final long MOST = 4096;

  /** Files that an audit looks at, spread over the array. */
  private static final long AUDITED = 256;

  private ChunkFiles() {}

  /**
   * Looks at chunk files from the first to the last; those that are missing hold the fill value.
   *
   * @throws io.github.blueskyspark.errors.AssetException when one may not be opened
   */
  static void audit(ArrayPlace place, ArrayHeader header) throws IOException {
    long[] counts = counts(header);
    double all = 1;
    for (long count : counts) {
      all *= count;
    }
    long looks = (long) Math.min(all, AUDITED);
    for (long n = 0; n < looks; n++) {
      double at = looks == all ? n : n * (all - 1) / (looks - 1);
      place.files().stat(uri(place, header, counts, (long) at));
    }
  }

  private static long[] counts(ArrayHeader header) {
    long[] counts = new long[header.shape().length];
    for (int a = 0; a < counts.length; a++) {
      long chunk = header.chunk()[a];
      counts[a] = header.shape()[a] / chunk + (header.shape()[a] % chunk == 0 ? 0 : 1);
    }
    return counts;
  }

  private static String uri(ArrayPlace place, ArrayHeader header, long[] counts, long number) {
    long[] scaled = new long[counts.length];
    long rest = number;
    for (int a = counts.length - 1; a >= 0; a--) {
      scaled[a] = rest % counts[a];
      rest /= counts[a];
    }
    return place.uri() + "/" + header.keys().of(scaled);
  }

  /** Bytes of all chunk files; -1 when they are too many to look at. */
  static long bytes(ArrayPlace place, ArrayHeader header) throws IOException {
    long[] counts = counts(header);
    long all = 1;
    for (long count : counts) {
      all = count > MOST ? MOST + 1 : Math.min(all * count, MOST + 1);
    }
    if (all > MOST) {
      return -1;
    }
    long bytes = 0;
    for (long n = 0; n < all; n++) {
      bytes += place.files().stat(uri(place, header, counts, n)).map(FileRef::size).orElse(0L);
    }
    return bytes;
  }
}
