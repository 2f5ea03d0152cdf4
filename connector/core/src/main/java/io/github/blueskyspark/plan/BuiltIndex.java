package io.github.blueskyspark.plan;

import java.util.List;

/**
 * A run index ready to be written.
 *
 * @param pieces the bytes of its file, one piece after the other
 * @param runs how many runs it has
 * @param files how many document files they are in
 * @param read how many of the files were read for it; the others were taken from the index before
 * @param left files that it does not have: parts of stores, files that cannot be read, and those
 *     that changed within the last seconds
 */
public record BuiltIndex(List<byte[]> pieces, long runs, long files, long read, long left) {
  /** Copies the list. */
  public BuiltIndex {
    pieces = List.copyOf(pieces);
  }
}
