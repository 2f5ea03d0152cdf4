package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Groups of one block that are as their files are.
 *
 * @param piece the block
 * @param root directory of the archive, as it is now
 * @param ordinals numbers of the groups in the block
 */
public record IndexSlice(IndexPiece piece, String root, BitSet ordinals) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the numbers. */
  public IndexSlice {
    ordinals = (BitSet) ordinals.clone();
  }

  @Override
  public BitSet ordinals() {
    return (BitSet) ordinals.clone();
  }

  /**
   * Reads them.
   *
   * @throws DamagedIndex when the index is not what it was when it was opened
   */
  public List<IndexedGroup> groups(Storage storage) throws IOException {
    List<IndexedGroup> groups = new ArrayList<>();
    IndexBlock.decode(
        piece.bytes(storage),
        root,
        (ordinal, group) -> {
          if (ordinals.get(ordinal)) {
            groups.add(group);
          }
        });
    return groups;
  }
}
