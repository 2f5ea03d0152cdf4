package io.github.blueskyspark.assets;

/** What ZFP packs. */
public enum ZfpType {
  INT32(4, 0),
  INT64(8, 0),
  FLOAT(4, 8),
  DOUBLE(8, 11);

  private final int bytes;
  private final int exponentBits;

  ZfpType(int bytes, int exponentBits) {
    this.bytes = bytes;
    this.exponentBits = exponentBits;
  }

  /** The type with a code of two bits. */
  static ZfpType of(int code) {
    return switch (code) {
      case 0 -> INT32;
      case 1 -> INT64;
      case 2 -> FLOAT;
      default -> DOUBLE;
    };
  }

  /** Bytes of an element. */
  public int bytes() {
    return bytes;
  }

  /** Bits of an element's exponent; 0 for integers. */
  int exponentBits() {
    return exponentBits;
  }

  /** What is subtracted from a stored exponent. */
  int bias() {
    return (1 << (exponentBits - 1)) - 1;
  }

  /** Bits that tell how many bit planes a reversible block has. */
  int planeBits() {
    return bytes == 4 ? 5 : 6;
  }
}
