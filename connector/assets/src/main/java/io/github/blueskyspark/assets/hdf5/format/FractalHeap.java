package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;

/**
 * Links and attributes of objects that have many: managed, huge and tiny objects, found by heap id.
 * Not thread safe.
 */
final class FractalHeap {
  private static final int MAX_ROWS = 64;

  private final FileBytes file;
  private final long address;
  private int idLength;
  private int filterLength;
  private long hugeTree;
  private int width;
  private long startSize;
  private long maxDirect;
  private int offsetBytes;
  private int lengthBytes;
  private long root;
  private int rootRows;
  private BTree2 huge;

  private FractalHeap(FileBytes file, long address) {
    this.file = file;
    this.address = address;
  }

  static FractalHeap open(FileBytes file, long address) throws IOException {
    FractalHeap heap = new FractalHeap(file, address);
    heap.header();
    return heap;
  }

  private void header() throws IOException {
    int l = file.lengthSize();
    Cursor c = file.upTo(address, 26L + 12L * l + 3L * file.offsetSize() + 512, "heap");
    c.signature("FRHP", "heap");
    c.skip(1);
    idLength = c.u16();
    filterLength = c.u16();
    c.skip(1);
    long maxManaged = c.u32();
    c.skip(l);
    hugeTree = c.offset();
    c.skip(l);
    c.offset();
    c.skip(8L * l);
    width = c.u16();
    startSize = c.length();
    maxDirect = c.length();
    int maxBits = c.u16();
    c.skip(2);
    root = c.offset();
    rootRows = c.u16();
    if (filterLength > 0) {
      c.skip(l + 4L + filterLength);
    }
    c.checksum("heap");
    offsetBytes = (maxBits + 7) / 8;
    lengthBytes = Math.min(BTree2.bytesFor(maxDirect), BTree2.bytesFor(maxManaged));
    if (!isPower(startSize)
        || !isPower(maxDirect)
        || !isPower(width)
        || maxBits > 63
        || rootRows > MAX_ROWS
        || startSize > maxDirect) {
      throw file.damaged(address, "heap", "its table of blocks makes no sense");
    }
  }

  private static boolean isPower(long n) {
    return n > 0 && Long.bitCount(n) == 1;
  }

  /** Bytes a heap id takes. */
  int idLength() {
    return idLength;
  }

  /** The bytes of an object. */
  Cursor object(byte[] id) throws IOException {
    if (id.length == 0) {
      throw file.damaged(address, "heap", "an empty id");
    }
    Cursor c = new Cursor(file, java.nio.ByteBuffer.wrap(id), address);
    int head = c.u8();
    return switch ((head >> 4) & 3) {
      case 0 -> managed(c.unsigned(offsetBytes), c.unsigned(lengthBytes));
      case 1 -> huge(c);
      case 2 -> {
        boolean isShort = idLength <= 17;
        int n = isShort ? (head & 0xF) + 1 : ((head & 0xF) << 8 | c.u8()) + 1;
        yield c.slice(n);
      }
      default -> throw file.damaged(address, "heap", "an id of type 3");
    };
  }

  private Cursor managed(long offset, long length) throws IOException {
    if (filterLength > 0) {
      throw file.unsupported(address, "heap", "its blocks are filtered");
    }
    if (rootRows == 0) {
      return inBlock(root, offset, startSize, length);
    }
    return indirect(root, rootRows, 0, offset, length);
  }

  private Cursor inBlock(long block, long offset, long size, long length) throws IOException {
    if (offset > size || length > size - offset) {
      throw file.damaged(block, "heap", "an object of " + length + " bytes beyond its block");
    }
    if (block < 0) {
      throw file.damaged(address, "heap", "an object in a block that is not there");
    }
    return file.at(Math.addExact(block, offset), length, "heap");
  }

  private long blockSize(int row) {
    return row == 0 ? startSize : Math.multiplyExact(startSize, 1L << Math.min(62, row - 1));
  }

  private Cursor indirect(long block, int rows, long blockStart, long offset, long length)
      throws IOException {
    long rowStart = blockStart;
    int directRows = log2(maxDirect) - log2(startSize) + 2;
    for (int row = 0; row < rows; row++) {
      long size = blockSize(row);
      long rowBytes = Math.multiplyExact(size, (long) width);
      if (offset - rowStart >= rowBytes) {
        rowStart = Math.addExact(rowStart, rowBytes);
        continue;
      }
      long column = (offset - rowStart) / size;
      long entry = (long) row * width + column;
      long at = 5L + file.offsetSize() + offsetBytes + entry * file.offsetSize();
      Cursor head = file.at(block, 4, "heap");
      head.signature("FHIB", "heap");
      long child = file.at(Math.addExact(block, at), file.offsetSize(), "heap").offset();
      long childStart = rowStart + column * size;
      if (row < directRows) {
        return inBlock(child, offset - childStart, size, length);
      }
      int childRows = log2(size) - log2(startSize * width) + 1;
      if (childRows >= rows || childRows < 1) {
        break;
      }
      return indirect(child, childRows, childStart, offset, length);
    }
    throw file.damaged(address, "heap", "an object at " + offset + " beyond its blocks");
  }

  private static int log2(long n) {
    return 63 - Long.numberOfLeadingZeros(Math.max(1, n));
  }

  private Cursor huge(Cursor id) throws IOException {
    int direct = 1 + file.offsetSize() + file.lengthSize();
    if (filterLength > 0) {
      throw file.unsupported(address, "heap", "its huge objects are filtered");
    }
    if (idLength >= direct) {
      long at = id.offset();
      return file.at(at, id.length(), "heap");
    }
    long number = id.unsigned(Math.min(id.remaining(), 8));
    if (huge == null) {
      huge = BTree2.open(file, hugeTree);
    }
    Cursor record =
        huge.find(
            r -> {
              r.skip(file.offsetSize() + file.lengthSize());
              return Long.compare(r.length(), number);
            });
    if (record == null) {
      throw file.damaged(address, "heap", "huge object " + number + " is missing");
    }
    long at = record.offset();
    return file.at(at, record.length(), "heap");
  }
}
