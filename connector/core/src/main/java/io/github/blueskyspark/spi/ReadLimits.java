package io.github.blueskyspark.spi;

import java.io.Serializable;

/**
 * Bounds that keep hostile input from deciding allocations.
 *
 * @param maxDocumentBytes bytes of one document, uncompressed
 * @param maxDepth nesting of one document
 * @param maxRatio uncompressed to compressed bytes, looked at after the first 64 MiB
 */
public record ReadLimits(int maxDocumentBytes, int maxDepth, int maxRatio) implements Serializable {
  /** 64 MiB, 256 levels, 200 to 1. */
  public static final ReadLimits DEFAULT = new ReadLimits(64 << 20, 256, 200);
}
