package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.BitTranspose;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Codecs;
import io.github.blueskyspark.assets.Codecs.Piece;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import java.util.List;

/** Bitshuffle in blocks, alone or with LZ4 or Zstandard behind it (filter 32008). */
final class Bitshuffle implements Filter {
  private static final int LZ4 = 2;
  private static final int ZSTD = 3;

  private final int elementSize;
  private final int blockElements;
  private final int compression;
  private final Codecs codecs = new Codecs();
  private final BitTranspose transpose = new BitTranspose();
  private byte[] packed = new byte[0];

  /**
   * The filter with its client data.
   *
   * @param values version twice, element size, elements a block (0: so that it takes 8 KiB),
   *     compression
   */
  Bitshuffle(List<Integer> values, int typeSize) {
    this.elementSize = values.size() > 2 && values.get(2) > 0 ? values.get(2) : typeSize;
    this.blockElements = values.size() > 3 ? values.get(3) : 0;
    this.compression = values.size() > 4 ? values.get(4) : 0;
  }

  @Override
  public int added() {
    return compression == 0 ? 0 : -1;
  }

  private int defaultBlock() {
    return Math.max(128, 8192 / elementSize / 8 * 8);
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    if (compression == 0) {
      int block = blockElements == 0 ? defaultBlock() : blockElements;
      out.resize(in.length());
      unpack(in, 0, out, block);
      return out;
    }
    if (compression != LZ4 && compression != ZSTD) {
      throw new DamagedChunkException("bitshuffle with compression " + compression);
    }
    long total = in.length() < 12 ? -1 : Numbers.big64(in.bytes(), 0);
    if (total < 0 || total > most) {
      throw new DamagedChunkException(
          "a bitshuffle chunk declares " + total + " of " + most + " bytes");
    }
    int block = Numbers.big32(in.bytes(), 8) / elementSize;
    out.resize(total);
    unpack(in, 12, out, block);
    return out;
  }

  private void unpack(Block in, int start, Block out, int block) throws DamagedChunkException {
    if (block <= 0 || block % 8 != 0) {
      throw new DamagedChunkException("bitshuffle blocks of " + block + " elements");
    }
    int elements = out.length() / elementSize;
    int from = start;
    int to = 0;
    int left = elements;
    while (left >= 8) {
      int n = Math.min(block, left) / 8 * 8;
      from = oneBlock(in, from, out.bytes(), to, n);
      to += n * elementSize;
      left -= n;
    }
    int rest = out.length() - to;
    if (rest > in.length() - from) {
      throw new DamagedChunkException("a bitshuffle chunk ends too early");
    }
    System.arraycopy(in.bytes(), from, out.bytes(), to, rest);
  }

  private int oneBlock(Block in, int from, byte[] target, int to, int n)
      throws DamagedChunkException {
    int bytes = Math.multiplyExact(n, elementSize);
    if (compression == 0) {
      if (bytes > in.length() - from) {
        throw new DamagedChunkException("a bitshuffle chunk ends too early");
      }
      transpose.undo(in.bytes(), from, target, to, n, elementSize);
      return from + bytes;
    }
    int length = from + 4 > in.length() ? -1 : Numbers.big32(in.bytes(), from);
    if (length < 0 || length > in.length() - from - 4) {
      throw new DamagedChunkException("a bitshuffle block leads beyond its chunk");
    }
    if (packed.length < bytes) {
      packed = new byte[bytes];
    }
    Piece source = new Piece(in.bytes(), from + 4, length);
    Piece unpacked = new Piece(packed, 0, bytes);
    if (compression == LZ4) {
      codecs.lz4(source, unpacked);
    } else {
      codecs.zstd(source, unpacked);
    }
    transpose.undo(packed, 0, target, to, n, elementSize);
    return from + 4 + length;
  }

  @Override
  public void close() {
    codecs.close();
  }
}
