package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * ZFP as a compressor of Blosc2: each block of the array is a stream without header. Elements of
 * four bytes are floats, of eight doubles, whatever the array calls them. Not thread safe.
 */
final class BloscZfp {
  private static final int ACCURACY = 33;
  private static final int PRECISION = 34;
  private static final int RATE = 35;
  private static final int MAX_AXES = 4;
  private static final int MAX_PRECISION = 64;

  /** What blocks have in common, mostly from the first to the last. */
  private record Kind(int code, int meta, int typeSize) {}

  private Kind kind = new Kind(0, 0, 0);
  private int[] shape = new int[0];
  private ZfpField field;

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
  void decode(Piece in, Piece out, int code, int meta, int typeSize, int[] block)
      throws DamagedChunkException {
    Kind found = new Kind(code, meta, typeSize);
    if (field == null || !found.equals(kind) || !Arrays.equals(block, shape)) {
      field = field(found, block, out.length());
      kind = found;
      shape = block.clone();
    }
    field.decode(in, 0, out);
  }

  private static ZfpField field(Kind kind, int[] block, int due) throws DamagedChunkException {
    int typeSize = kind.typeSize;
    long total = typeSize;
    for (int n : block) {
      total = Math.multiplyExact(total, n);
    }
    boolean isKnown = (typeSize == 4 || typeSize == 8) && block.length > 0;
    if (!isKnown || block.length > MAX_AXES || total != due) {
      throw new DamagedChunkException(
          "Blosc2 packed "
              + due
              + " bytes by ZFP as blocks of "
              + Arrays.toString(block)
              + " elements of "
              + typeSize
              + " bytes");
    }
    ZfpType type = typeSize == 4 ? ZfpType.FLOAT : ZfpType.DOUBLE;
    long[] axes = Arrays.stream(block).asLongStream().toArray();
    ZfpMode mode = mode(kind.code, kind.meta, type, axes.length);
    return new ZfpField(type, axes, mode, ByteOrder.LITTLE_ENDIAN);
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
