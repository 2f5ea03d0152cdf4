package io.github.blueskyspark.plan;

/**
 * Rows of a stream resource that the documents announce, counted from its own beginning.
 *
 * @param first the first one, 0 when unknown
 * @param stop one past the last, 0 when unknown
 */
public record Announced(long first, long stop) {
  /** Rows from 0 on. */
  public static Announced rows(long stop) {
    return new Announced(0, stop);
  }
}
