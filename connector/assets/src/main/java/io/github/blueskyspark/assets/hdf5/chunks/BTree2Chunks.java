package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.BTree2;
import io.github.blueskyspark.assets.hdf5.format.Cursor;
import java.io.IOException;

/** Chunks in a B-tree of version 2: used where more than one axis is unlimited. */
final class BTree2Chunks implements ChunkIndex {
  private final BTree2 tree;
  private final int rank;
  private final EntryFormat entries;

  BTree2Chunks(BTree2 tree, int rank, EntryFormat entries) {
    this.tree = tree;
    this.rank = rank;
    this.entries = entries;
  }

  @Override
  public Chunk find(long[] scaled) throws IOException {
    Cursor record = tree.find(r -> compare(r, scaled));
    return record == null ? Chunk.NONE : entries.read(record);
  }

  private int compare(Cursor record, long[] scaled) {
    record.skip(entries.bytes(record.file()));
    for (int a = 0; a < rank; a++) {
      int c = Long.compareUnsigned(record.i64(), scaled[a]);
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  @Override
  public long storedBytes() throws IOException {
    long[] sum = new long[1];
    tree.forEach(
        record -> {
          sum[0] = Math.addExact(sum[0], entries.read(record).size());
          return true;
        });
    return sum[0];
  }
}
