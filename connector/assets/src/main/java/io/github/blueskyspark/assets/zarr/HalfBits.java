package io.github.blueskyspark.assets.zarr;

/** Numbers of 16 bits, IEEE 754 binary16. */
final class HalfBits {
  private HalfBits() {}

  /** The nearest half, ties to even. */
  static short of(double value) {
    int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return (short) 0x7E00;
    }
    if (size >= 65520) {
      return (short) (sign | 0x7C00);
    }
    // In units of the last place of a half with this exponent.
    int exponent = Math.max(-14, Math.getExponent(size));
    long units = (long) Math.rint(Math.scalb(size, 10 - exponent));
    return (short) (sign | (int) (units + ((long) (exponent + 14) << 10)));
  }
}
