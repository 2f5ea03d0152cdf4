package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.Cursor;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;

/** How an index writes one chunk: an address, and with filters its stored size and filter mask. */
final class EntryFormat {
  private final boolean filtered;
  private final long chunkBytes;
  private final boolean longSizes;

  EntryFormat(boolean filtered, long chunkBytes, boolean longSizes) {
    this.filtered = filtered;
    this.chunkBytes = chunkBytes;
    this.longSizes = longSizes;
  }

  // Layout messages before version 5 give sizes one byte more than the unfiltered chunk would need.
  private int sizeBytes(FileBytes file) {
    if (longSizes) {
      return file.lengthSize();
    }
    int log2 = 63 - Long.numberOfLeadingZeros(Math.max(1, chunkBytes));
    return Math.min(8, 1 + (log2 + 8) / 8);
  }

  int bytes(FileBytes file) {
    return file.offsetSize() + (filtered ? sizeBytes(file) + 4 : 0);
  }

  Chunk read(Cursor c) {
    long address = c.offset();
    if (!filtered) {
      return address == FileBytes.UNDEFINED ? Chunk.NONE : new Chunk(address, chunkBytes, 0);
    }
    long size = c.unsigned(sizeBytes(c.file()));
    int mask = c.i32();
    return address == FileBytes.UNDEFINED ? Chunk.NONE : new Chunk(address, size, mask);
  }
}
