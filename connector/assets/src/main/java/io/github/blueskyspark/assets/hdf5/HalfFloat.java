package io.github.blueskyspark.assets.hdf5;

/** IEEE half precision, which Java 17 has no type for. */
final class HalfFloat {
  private HalfFloat() {}

  static double value(short bits) {
    int sign = bits >> 15 & 1;
    int exponent = bits >> 10 & 0x1F;
    int mantissa = bits & 0x3FF;
    double value;
    if (exponent == 0x1F) {
      value = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      value = Math.scalb((double) mantissa, -24);
    } else {
      value = Math.scalb((double) (mantissa + 1024), exponent - 25);
    }
    return sign == 0 ? value : -value;
  }

  /** Bits of a value that half precision holds exactly. */
  static short bits(double value) {
    int sign = value < 0 || (value == 0 && 1 / value < 0) ? 0x8000 : 0;
    double v = Math.abs(value);
    if (Double.isNaN(v)) {
      return (short) 0x7E00;
    }
    if (Double.isInfinite(v)) {
      return (short) (sign | 0x7C00);
    }
    int exponent = v == 0 ? -15 : Math.max(-15, Math.getExponent(v));
    if (exponent < -14) {
      return (short) (sign | (int) Math.scalb(v, 24));
    }
    int mantissa = (int) (Math.scalb(v, 10 - exponent) - 1024);
    return (short) (sign | (exponent + 15) << 10 | mantissa);
  }
}
