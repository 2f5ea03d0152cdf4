package io.github.blueskyspark.tables;

/**
 * Some of the runs of a window. Pieces that belong to no run are with the first ones.
 *
 * @param numbers of the shard of each piece, from {@code offset} on
 * @param offset of the part at hand in the numbers; may be negative where it begins before them
 * @param number of this shard
 */
record Shard(byte[] numbers, int offset, byte number) {
  /** All runs. */
  static final Shard ALL = new Shard(new byte[0], 0, (byte) 0);

  /** The same for a part that begins so many pieces behind, or before. */
  Shard from(int pieces) {
    return new Shard(numbers, pieces, number);
  }

  /**
   * Whether a piece is in it.
   *
   * @param piece its number in the file
   */
  boolean has(long piece) {
    long at = piece + offset;
    return number == (at >= 0 && at < numbers.length ? numbers[(int) at] : 0);
  }
}
