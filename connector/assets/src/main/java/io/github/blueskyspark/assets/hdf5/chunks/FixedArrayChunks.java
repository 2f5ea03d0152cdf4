package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.Cursor;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import java.io.IOException;

/** Chunks in a fixed array, in pages where there are many: arrays of a greatest extent. */
final class FixedArrayChunks implements ChunkIndex {
  private static final String WHAT = "chunk index (fixed array)";

  private final FileBytes file;
  private final ChunkGrid grid;
  private final EntryFormat entries;
  private final long count;
  private final long block;
  private final long pageEntries;
  private final long pages;
  private byte[] bitmap = new byte[0];
  private long first;
  private long pageInMemory = -1;
  private Cursor page;

  private FixedArrayChunks(
      FileBytes file, ChunkGrid grid, EntryFormat entries, long count, long block, int pageBits) {
    this.file = file;
    this.grid = grid;
    this.entries = entries;
    this.count = count;
    this.block = block;
    this.pageEntries = 1L << Math.min(pageBits, 40);
    this.pages = count > pageEntries ? (count + pageEntries - 1) / pageEntries : 0;
  }

  static ChunkIndex open(FileBytes file, long address, ChunkGrid grid, EntryFormat entries)
      throws IOException {
    Cursor c = file.at(address, 12L + file.lengthSize() + file.offsetSize(), WHAT);
    c.signature("FAHD", WHAT);
    c.skip(2);
    int size = c.u8();
    int pageBits = c.u8();
    long count = c.length();
    long block = c.offset();
    c.checksum(WHAT);
    if (size != entries.bytes(file)) {
      throw file.damaged(address, WHAT, "entries of " + size + " bytes");
    }
    if (block == FileBytes.UNDEFINED) {
      return new NoChunks();
    }
    FixedArrayChunks index = new FixedArrayChunks(file, grid, entries, count, block, pageBits);
    index.head();
    return index;
  }

  private void head() throws IOException {
    long prefix = 6L + file.offsetSize();
    if (pages == 0) {
      long body = Math.multiplyExact(count, (long) entries.bytes(file));
      Cursor c = file.at(block, Math.addExact(prefix + 4, body), WHAT);
      c.signature("FADB", WHAT);
      c.again().skip(prefix + body).checksum(WHAT);
      page = c.skip(prefix - 4).slice(body);
      pageInMemory = 0;
      return;
    }
    long bits = (pages + 7) / 8;
    Cursor c = file.at(block, prefix + bits + 4, WHAT);
    c.signature("FADB", WHAT);
    bitmap = c.skip(prefix - 4).bytes(bits);
    c.checksum(WHAT);
    first = block + prefix + bits + 4;
  }

  @Override
  public Chunk find(long[] scaled) throws IOException {
    long number = grid.number(scaled);
    if (number >= count) {
      return Chunk.NONE;
    }
    long p = pages == 0 ? 0 : number / pageEntries;
    if (p != pageInMemory && !load(p)) {
      return Chunk.NONE;
    }
    long at = (number - p * pageEntries) * entries.bytes(file);
    return entries.read(page.again().skip(at));
  }

  private boolean load(long p) throws IOException {
    if ((bitmap[(int) (p / 8)] & (0x80 >> (p % 8))) == 0) {
      return false;
    }
    long full = pageEntries * entries.bytes(file) + 4;
    long n = Math.min(pageEntries, count - p * pageEntries);
    long body = n * entries.bytes(file);
    Cursor c = file.at(Math.addExact(first, Math.multiplyExact(p, full)), body + 4, WHAT);
    c.again().skip(body).checksum(WHAT);
    page = c.slice(body);
    pageInMemory = p;
    return true;
  }

  @Override
  public long storedBytes() throws IOException {
    long sum = 0;
    for (long p = 0; p < Math.max(1, pages); p++) {
      if (p == pageInMemory || load(p)) {
        Cursor c = page.again();
        while (c.remaining() >= entries.bytes(file)) {
          sum = Math.addExact(sum, entries.read(c).size());
        }
      }
    }
    return sum;
  }
}
