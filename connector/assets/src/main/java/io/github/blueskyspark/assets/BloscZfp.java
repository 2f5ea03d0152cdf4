package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * ZFP as a compressor of Blosc2: each block of the array is a stream without header. Elements of
 * four bytes are floats, of eight doubles, whatever the array calls them.
 */
final class BloscZfp {
  private static final int ACCURACY = 33;
  private static final int PRECISION = 34;
  private static final int RATE = 35;
  private static final int MAX_AXES = 4;
  private static final int MAX_PRECISION = 64;

  private BloscZfp() {}

  /** Whether a compressor's number is that of a mode of ZFP. */
  static boolean isCode(int code) {
    return code >= ACCURACY && code <= RATE;
  }

  /**
   * Unpacks a block.
   *
   * @param meta the compressor's parameter
   * @param typeSize bytes of an element
   * @param block elements of a block on each axis; empty when that is not known
   */
  static void decode(Piece in, Piece out, int code, int meta, int typeSize, int[] block)
      throws DamagedChunkException {
    long total = typeSize;
    for (int n : block) {
      total = Math.multiplyExact(total, n);
    }
    boolean isKnown = (typeSize == 4 || typeSize == 8) && block.length > 0;
    if (!isKnown || block.length > MAX_AXES || total != out.length()) {
      throw new DamagedChunkException(
          "Blosc2 packed "
              + out.length()
              + " bytes by ZFP as blocks of "
              + Arrays.toString(block)
              + " elements of "
              + typeSize
              + " bytes");
    }
    ZfpType type = typeSize == 4 ? ZfpType.FLOAT : ZfpType.DOUBLE;
    long[] shape = Arrays.stream(block).asLongStream().toArray();
    ZfpMode mode = mode(code, meta, type, block.length);
    new ZfpField(type, shape, mode, ByteOrder.LITTLE_ENDIAN).decode(in, 0, out);
  }

  private static ZfpMode mode(int code, int meta, ZfpType type, int axes) {
    return switch (code) {
      // a power of ten
      case ACCURACY -> ZfpMode.accuracy(Math.getExponent(Math.pow(10, (byte) meta)));
      case PRECISION -> ZfpMode.precision(Math.min(MAX_PRECISION, meta + 2 * axes + 3));
      default -> {
        // percent of the unpacked bits; at least the head of a block
        double rate = meta / 100.0 * type.bytes() * 8;
        int bits = (int) Math.floor((1 << (2 * axes)) * rate + 0.5);
        yield ZfpMode.rate(Math.max(bits, 1 + type.exponentBits()));
      }
    };
  }
}
