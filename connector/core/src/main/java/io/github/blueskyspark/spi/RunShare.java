package io.github.blueskyspark.spi;

import java.io.Serializable;

/**
 * A share of the runs in a part, by a hash of their uids: each run is in exactly one share.
 *
 * @param number of the share, 0-based
 * @param count of all shares
 */
public record RunShare(int number, int count) implements Serializable {
  /** Every run. */
  public static final RunShare WHOLE = new RunShare(0, 1);

  private static final int MIX_1 = 0x85ebca6b;
  private static final int MIX_2 = 0xc2b2ae35;
  private static final int HALF = 16;
  private static final int SHIFT = 13;
  private static final int FACTOR = 31;

  /** Whether every run is in it. */
  public boolean isWhole() {
    return count == 1;
  }

  /** Whether a run is in it. */
  public boolean has(byte[] uid) {
    int hash = 1;
    for (byte b : uid) {
      hash = FACTOR * hash + b;
    }
    hash = (hash ^ (hash >>> HALF)) * MIX_1;
    hash = (hash ^ (hash >>> SHIFT)) * MIX_2;
    return isWhole() || Math.floorMod(hash ^ (hash >>> HALF), count) == number;
  }
}
