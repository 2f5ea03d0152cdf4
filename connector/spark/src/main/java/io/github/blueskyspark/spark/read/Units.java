package io.github.blueskyspark.spark.read;

import java.util.Locale;

/** Amounts as the SQL tab shows them. */
final class Units {
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final double KIB = 1024;
  private static final double NANOS_A_MILLI = 1e6;
  private static final double MILLIS_A_SECOND = 1e3;

  private Units() {}

  static String bytes(long amount) {
    if (amount < KIB) {
      return amount + " B";
    }
    double value = amount;
    int unit = 0;
    while (value >= KIB && unit < BYTES.length - 1) {
      value /= KIB;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, BYTES[unit]);
  }

  static String nanoseconds(long amount) {
    double millis = amount / NANOS_A_MILLI;
    return millis < MILLIS_A_SECOND
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / MILLIS_A_SECOND);
  }
}
