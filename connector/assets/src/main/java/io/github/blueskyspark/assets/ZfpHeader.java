package io.github.blueskyspark.assets;

import java.util.Arrays;

/**
 * What a ZFP stream says of itself.
 *
 * @param shape elements of each axis, the last one runs fastest
 * @param bits of the stream that the header takes
 */
public record ZfpHeader(ZfpType type, long[] shape, ZfpMode mode, long bits) {
  private static final byte[] MAGIC = {'z', 'f', 'p'};
  private static final int CODEC = 5;
  private static final int SIZE_BITS = 48;

  /** Whether some bytes begin as a ZFP header does. */
  public static boolean isAt(byte[] bytes, int from, int end) {
    return end - from > MAGIC.length
        && Arrays.equals(bytes, from, from + MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the header.
   *
   * @throws DamagedChunkException when there is none, or one of another version of the codec
   */
  public static ZfpHeader read(byte[] bytes, int from, int end) throws DamagedChunkException {
    if (!isAt(bytes, from, end)) {
      throw new DamagedChunkException("the ZFP stream has no header");
    }
    ZfpBits in = new ZfpBits(bytes, from, end);
    in.skip(8L * MAGIC.length);
    int codec = (int) in.bits(8);
    if (codec != CODEC) {
      throw new DamagedChunkException(
          "a ZFP stream of codec version " + codec + ", version " + CODEC + " is read");
    }
    ZfpType type = ZfpType.of((int) in.bits(2));
    int axes = (int) in.bits(2) + 1;
    long[] shape = new long[axes];
    for (int a = axes - 1; a >= 0; a--) {
      shape[a] = in.bits(SIZE_BITS / axes) + 1;
    }
    ZfpMode mode = ZfpMode.read(in);
    if (in.isBeyond()) {
      throw new DamagedChunkException("the ZFP header ends too early");
    }
    return new ZfpHeader(type, shape, mode, in.position());
  }

  /** Bytes of all elements. */
  public long totalBytes() {
    // at most 48 bits of elements
    long total = type.bytes();
    for (long n : shape) {
      total *= n;
    }
    return total;
  }
}
