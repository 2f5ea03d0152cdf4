package io.github.blueskyspark.arrays;

/** IEEE 754 half precision, which Java 17 has no conversion for. */
public final class HalfFloats {
  private static final int EXPONENT_BIAS = 15;

  private HalfFloats() {}

  /** Nearest half, ties to even, as numpy rounds. */
  public static short fromDouble(double value) {
    int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return (short) 0x7e00;
    }
    if (size >= 65520.0) {
      return (short) (sign | 0x7c00);
    }
    if (size < 0x1p-14) {
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int exponent = Math.getExponent(size);
    int mantissa = (int) Math.rint((size / Math.scalb(1.0, exponent) - 1.0) * 1024);
    return (short) (sign | (((exponent + EXPONENT_BIAS) << 10) + mantissa));
  }
}
