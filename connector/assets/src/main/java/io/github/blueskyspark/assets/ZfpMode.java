package io.github.blueskyspark.assets;

/**
 * How much of a block ZFP kept.
 *
 * @param minBits bits that a block takes at least
 * @param maxBits bits that a block takes at most
 * @param precision bit planes that were kept at most, 1 to 64
 * @param exponent of the lowest bit plane that was kept; below {@code -1074} nothing was lost
 */
public record ZfpMode(int minBits, int maxBits, int precision, int exponent) {
  private static final int MIN_BITS = 1;
  private static final int MAX_BITS = 16658;
  private static final int MAX_PRECISION = 64;
  private static final int MIN_EXPONENT = -1074;

  // Codes of 12 bits: rates, precisions, reversible, accuracies; the last one says that 52 more
  // follow.
  private static final int SHORT_BITS = 12;
  private static final int FIRST_PRECISION = 2048;
  private static final int REVERSIBLE = FIRST_PRECISION + 128;
  private static final int LONG_CODE = 0xFFF;

  /** Every block takes the same bits. */
  public static ZfpMode rate(int bits) {
    return new ZfpMode(bits, bits, MAX_PRECISION, MIN_EXPONENT);
  }

  /** Every block keeps the same number of bit planes. */
  public static ZfpMode precision(int planes) {
    return new ZfpMode(MIN_BITS, MAX_BITS, planes, MIN_EXPONENT);
  }

  /** Errors stay below a power of two. */
  public static ZfpMode accuracy(int exponent) {
    return new ZfpMode(MIN_BITS, MAX_BITS, MAX_PRECISION, exponent);
  }

  static ZfpMode read(ZfpBits in) throws DamagedChunkException {
    int code = (int) in.bits(SHORT_BITS);
    if (code < FIRST_PRECISION) {
      return rate(code + 1);
    }
    if (code < REVERSIBLE) {
      return precision(code - FIRST_PRECISION + 1).checked();
    }
    if (code != LONG_CODE) {
      return accuracy(code - REVERSIBLE - 1 + MIN_EXPONENT);
    }
    int minBits = (int) in.bits(15) + 1;
    int maxBits = (int) in.bits(15) + 1;
    int precision = (int) in.bits(7) + 1;
    int exponent = (int) in.bits(15) - 16495;
    return new ZfpMode(minBits, maxBits, precision, exponent).checked();
  }

  private ZfpMode checked() throws DamagedChunkException {
    if (minBits > maxBits || precision > MAX_PRECISION) {
      throw new DamagedChunkException(
          "ZFP blocks of " + minBits + " to " + maxBits + " bits and " + precision + " bit planes");
    }
    return this;
  }

  boolean isReversible() {
    return exponent < MIN_EXPONENT;
  }
}
