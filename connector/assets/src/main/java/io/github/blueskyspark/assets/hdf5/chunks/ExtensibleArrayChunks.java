package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.Cursor;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import java.io.IOException;

/**
 * Chunks in an extensible array: arrays with one unlimited axis, as SWMR writers make.
 *
 * <p>The first entries are in the index block, the next in data blocks that it points at, all
 * others in data blocks behind super blocks, whose number doubles; large data blocks are cut into
 * pages.
 */
final class ExtensibleArrayChunks implements ChunkIndex {
  private static final String WHAT = "chunk index (extensible array)";

  private final FileBytes file;
  private final ChunkGrid grid;
  private final EntryFormat entries;
  private int entrySize;
  private int maxBits;
  private int inIndex;
  private int minBlockEntries;
  private int minPointers;
  private long pageEntries;
  private long greatest;
  private int offsetBytes;
  private int directSupers;
  private Cursor indexBlock;
  private long pieceInMemory = -1;
  private Cursor piece;
  private int superInMemory = -1;
  private Cursor superBlock;

  private ExtensibleArrayChunks(FileBytes file, ChunkGrid grid, EntryFormat entries) {
    this.file = file;
    this.grid = grid;
    this.entries = entries;
  }

  static ChunkIndex open(FileBytes file, long address, ChunkGrid grid, EntryFormat entries)
      throws IOException {
    ExtensibleArrayChunks index = new ExtensibleArrayChunks(file, grid, entries);
    Cursor c = file.at(address, 16L + 6L * file.lengthSize() + file.offsetSize(), WHAT);
    c.signature("EAHD", WHAT);
    c.skip(2);
    index.entrySize = c.u8();
    index.maxBits = c.u8();
    index.inIndex = c.u8();
    index.minBlockEntries = c.u8();
    index.minPointers = c.u8();
    int pageBits = c.u8();
    c.skip(4L * file.lengthSize());
    index.greatest = c.length();
    c.skip(file.lengthSize());
    long block = c.offset();
    c.checksum(WHAT);
    if (index.entrySize != entries.bytes(file)
        || Integer.bitCount(index.minBlockEntries) != 1
        || Integer.bitCount(index.minPointers) != 1
        || index.maxBits > 64
        || pageBits > 40) {
      throw file.damaged(address, WHAT, "its sizes make no sense");
    }
    if (block == FileBytes.UNDEFINED) {
      return new NoChunks();
    }
    index.pageEntries = 1L << pageBits;
    index.offsetBytes = (index.maxBits + 7) / 8;
    index.directSupers = 2 * log2(index.minPointers);
    index.readIndexBlock(block);
    return index;
  }

  private static int log2(long n) {
    return 63 - Long.numberOfLeadingZeros(n);
  }

  private void readIndexBlock(long at) throws IOException {
    int supers = Math.max(0, 1 + maxBits - log2(minBlockEntries) - directSupers);
    long pointers = 2L * (minPointers - 1) + supers;
    long body = (long) inIndex * entrySize + pointers * file.offsetSize();
    indexBlock = block(at, "EAIB", 6L + file.offsetSize(), body);
  }

  private Cursor block(long at, String signature, long prefix, long body) throws IOException {
    Cursor c = file.at(at, prefix + body + 4, WHAT);
    c.signature(signature, WHAT);
    c.again().skip(prefix + body).checksum(WHAT);
    return c.skip(prefix - 4).slice(body);
  }

  @Override
  public Chunk find(long[] scaled) throws IOException {
    long number = grid.number(scaled);
    return number >= greatest ? Chunk.NONE : entry(number);
  }

  private Chunk entry(long number) throws IOException {
    if (number < inIndex) {
      return entries.read(indexBlock.again().skip(number * entrySize));
    }
    long rest = number - inIndex;
    int s = log2(rest / minBlockEntries + 1);
    long inSuper = rest - ((1L << s) - 1) * minBlockEntries;
    long blockEntries = Math.multiplyExact(1L << ((s + 1) / 2), (long) minBlockEntries);
    long blockOfSuper = inSuper / blockEntries;
    long inBlock = inSuper % blockEntries;
    if (s < directSupers) {
      // Data blocks of all super blocks before this one come first.
      long before = 0;
      for (int u = 0; u < s; u++) {
        before += 1L << (u / 2);
      }
      long at = (long) inIndex * entrySize + (before + blockOfSuper) * file.offsetSize();
      return inDataBlock(indexBlock.again().skip(at).offset(), blockEntries, inBlock, true);
    }
    return behindSuper(s, blockEntries, blockOfSuper, inBlock);
  }

  private Chunk behindSuper(int s, long blockEntries, long blockOfSuper, long inBlock)
      throws IOException {
    long blocks = 1L << (s / 2);
    long pages = blockEntries > pageEntries ? blockEntries / pageEntries : 0;
    long bits = blocks * ((pages + 7) / 8);
    if (superInMemory != s) {
      long slot =
          (long) inIndex * entrySize
              + (2L * (minPointers - 1) + (s - directSupers)) * file.offsetSize();
      long at = indexBlock.again().skip(slot).offset();
      if (at == FileBytes.UNDEFINED) {
        return Chunk.NONE;
      }
      long prefix = 6L + file.offsetSize() + offsetBytes;
      superBlock = block(at, "EASB", prefix, Math.addExact(bits, blocks * file.offsetSize()));
      superInMemory = s;
    }
    long at = superBlock.again().skip(bits + blockOfSuper * file.offsetSize()).offset();
    if (pages == 0) {
      return inDataBlock(at, blockEntries, inBlock, true);
    }
    long bit = blockOfSuper * pages + inBlock / pageEntries;
    int flags = superBlock.again().skip(bit / 8).u8();
    boolean written = (flags & (0x80 >> (bit % 8))) != 0;
    return written ? inDataBlock(at, blockEntries, inBlock, false) : Chunk.NONE;
  }

  private Chunk inDataBlock(long at, long blockEntries, long inBlock, boolean whole)
      throws IOException {
    if (at == FileBytes.UNDEFINED) {
      return Chunk.NONE;
    }
    long prefix = 6L + file.offsetSize() + offsetBytes;
    if (whole) {
      if (pieceInMemory != at) {
        piece = block(at, "EADB", prefix, Math.multiplyExact(blockEntries, (long) entrySize));
        pieceInMemory = at;
      }
      return entries.read(piece.again().skip(inBlock * entrySize));
    }
    long body = pageEntries * entrySize;
    long page = inBlock / pageEntries;
    long start = Math.addExact(at, prefix + 4 + page * (body + 4));
    if (pieceInMemory != start) {
      Cursor c = file.at(start, body + 4, WHAT);
      c.again().skip(body).checksum(WHAT);
      piece = c.slice(body);
      pieceInMemory = start;
    }
    return entries.read(piece.again().skip(inBlock % pageEntries * entrySize));
  }

  @Override
  public long storedBytes() throws IOException {
    long sum = 0;
    // Every entry is in the file: more entries than bytes cannot be.
    long most = Math.min(greatest, file.size());
    for (long number = 0; number < most; number++) {
      sum = Math.addExact(sum, entry(number).size());
    }
    return sum;
  }
}
