package io.github.blueskyspark.arrays;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Numbers as Python's json module writes them. */
public final class PythonNumbers {
  private static final int LEAST_FIXED = -4;
  private static final int MOST_FIXED = 16;

  private PythonNumbers() {}

  /** The shortest decimal that gives the double back, spelled as Python's {@code repr} does. */
  public static String real(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    String java = NumberOutput.toString(Math.abs(value), true);
    String sign = Math.copySign(1.0, value) < 0 ? "-" : "";
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int dot = mantissa.indexOf('.');
    String all = mantissa.replace(".", "");
    int first = 0;
    while (first < all.length() - 1 && all.charAt(first) == '0') {
      first++;
    }
    int exponent = dot - 1 - first + (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1)));
    String digits = all.substring(first).replaceFirst("0+$", "");
    if (digits.isEmpty()) {
      return sign + "0.0";
    }
    if (digits.length() == 2) {
      // Java gives two digits where one may do, as for the smallest doubles.
      int one = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
      if (Double.parseDouble(one + "e" + exponent) == Math.abs(value)) {
        digits = one == 10 ? "1" : String.valueOf(one);
        exponent += one == 10 ? 1 : 0;
      }
    }
    return sign
        + (exponent < LEAST_FIXED || exponent >= MOST_FIXED
            ? scientific(digits, exponent)
            : fixed(digits, exponent));
  }

  private static String scientific(String digits, int exponent) {
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + "e" + power + Math.abs(exponent);
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length()) + ".0"
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
