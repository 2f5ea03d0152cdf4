package io.github.blueskyspark.converters.align;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which sides of an archive to join as of their times.
 *
 * <p>A side is the name of a stream ({@code primary}, {@code baseline}, a monitor), or {@code
 * panda:PATH} for PandA rows: HDF5 files, a directory of them, or a warehouse that holds such rows;
 * {@code panda:} alone means the archive itself.
 *
 * @param source path or URI of the archive, or a warehouse
 * @param options reader options
 * @param left side whose rows are kept, each once
 * @param right sides whose columns are added, one after the other
 * @param asOf how; without a {@code rightOrder} rows of one time follow their seq_num, PandA rows
 *     their place in the file
 * @param suffix for names that are taken, in place of that of {@code asOf}; empty for {@code _} and
 *     the name of the side
 * @param arrays whether columns with arrays of external files come along
 */
public record AlignRequest(
    String source,
    Map<String, String> options,
    String left,
    List<String> right,
    AsOf asOf,
    Optional<String> suffix,
    Arrays arrays) {
  /** What becomes of external arrays. */
  public enum Arrays {
    /** Their columns are left out, and no frame is read. */
    LEFT_OUT,
    /** They are copied. */
    COPIED
  }

  /** Copies the collections. */
  public AlignRequest {
    options = Map.copyOf(options);
    right = List.copyOf(right);
  }

  /** Two streams without their external arrays. */
  public static AlignRequest of(String source, String left, String right, AsOf asOf) {
    return new AlignRequest(
        source, Map.of(), left, List.of(right), asOf, Optional.empty(), Arrays.LEFT_OUT);
  }
}
