package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.util.Arrays;

/**
 * Decodes one chunk of Blosc, of version 1 or 2: a header, then blocks of streams, packed by one of
 * five compressors or ZFP.
 */
public final class BloscChunk implements AutoCloseable {
  /** What is done with the bytes of an element before they are packed. */
  private static final int SHUFFLE = 1;

  private static final int BITSHUFFLE = 2;
  private static final int DELTA = 3;
  private static final int TRUNCATE = 4;

  private static final int HEADER = 16;
  private static final int LONG_HEADER = 32;
  private static final int MAX_SPLITS = 16;
  private static final int MIN_SPLIT = 128;

  /** The format of a compressor whose number stands elsewhere. */
  private static final int OTHER = 6;

  private final Codecs codecs = new Codecs();
  private final BitTranspose transpose = new BitTranspose();
  private final BloscZfp zfp = new BloscZfp();
  private byte[] unpacked = new byte[0];
  private byte[] other = new byte[0];

  // The header of the chunk at hand.
  private byte[] in;
  private int start;
  private int end;
  private int flags;
  private int typeSize;
  private int blockSize;
  private boolean extended;
  private byte[] filters;

  /** Elements of a block on each axis, where the frame tells. */
  private int[] blockShape = new int[0];

  /** Tells the shape of the blocks of the chunks to come. */
  public void setBlockShape(int[] shape) {
    blockShape = shape.clone();
  }

  /** Bytes that a chunk unpacks to, as its header says. */
  public static int bytes(byte[] in, int start, int end) throws DamagedChunkException {
    int n = end - start < HEADER ? -1 : Numbers.little32(in, start + 4);
    if (n < 0) {
      throw new DamagedChunkException("a Blosc chunk of " + (end - start) + " bytes");
    }
    return n;
  }

  /** Bytes that a chunk takes packed, as its header says. */
  public static int packedBytes(byte[] in, int start, int end) throws DamagedChunkException {
    int n = end - start < HEADER ? -1 : Numbers.little32(in, start + 12);
    if (n < HEADER || n > end - start) {
      throw new DamagedChunkException("a Blosc chunk of " + n + " in " + (end - start) + " bytes");
    }
    return n;
  }

  /** Unpacks a chunk that must fill {@code total} bytes of the target. */
  public void decode(byte[] source, int from, int to, byte[] target, int total)
      throws DamagedChunkException {
    if (bytes(source, from, to) != total) {
      throw new DamagedChunkException(
          "a Blosc chunk of " + bytes(source, from, to) + " bytes, " + total + " are due");
    }
    header(source, from, from + packedBytes(source, from, to));
    int special = extended ? (source[from + 31] >> 4) & 7 : 0;
    int head = extended ? LONG_HEADER : HEADER;
    if (special != 0) {
      special(special, target, total);
      return;
    }
    if ((flags & 2) != 0) {
      if (end - start - head < total) {
        throw new DamagedChunkException("a stored Blosc chunk ends too early");
      }
      System.arraycopy(in, start + head, target, 0, total);
      return;
    }
    if (blockSize <= 0 || typeSize <= 0) {
      throw new DamagedChunkException("Blosc blocks of " + blockSize + " bytes");
    }
    int size = Math.min(blockSize, Math.max(total, 1));
    if (unpacked.length < size) {
      unpacked = new byte[size];
      other = new byte[size];
    }
    for (int at = 0, block = 0; at < total; at += blockSize, block++) {
      int n = Math.min(blockSize, total - at);
      int slot = start + head + 4 * block;
      if (slot + 4 > end) {
        throw new DamagedChunkException("a Blosc chunk ends before its blocks");
      }
      int data = start + Numbers.little32(in, slot);
      if (data < start || data >= end) {
        throw new DamagedChunkException("a Blosc block leads beyond its chunk");
      }
      streams(data, n, n < blockSize);
      unfilter(target, at, n);
    }
  }

  private void header(byte[] source, int from, int to) throws DamagedChunkException {
    in = source;
    start = from;
    end = to;
    flags = in[start + 2] & 0xFF;
    typeSize = in[start + 3] & 0xFF;
    blockSize = Numbers.little32(in, start + 8);
    extended = (flags & 5) == 5 && in[start] >= 3;
    filters = new byte[6];
    if (extended) {
      if (end - start < LONG_HEADER) {
        throw new DamagedChunkException("a Blosc2 chunk of " + (end - start) + " bytes");
      }
      System.arraycopy(in, start + 16, filters, 0, 6);
      if ((in[start + 31] & 1) != 0) {
        throw new DamagedChunkException("a Blosc2 chunk with a dictionary");
      }
    } else {
      filters[5] = (byte) ((flags & 1) != 0 ? SHUFFLE : (flags & 4) != 0 ? BITSHUFFLE : 0);
    }
  }

  // A chunk that is one value again and again.
  private void special(int kind, byte[] target, int total) throws DamagedChunkException {
    switch (kind) {
      case 1, 4 -> Arrays.fill(target, 0, total, (byte) 0);
      case 2 -> {
        boolean isDouble = typeSize == 8;
        long nan = isDouble ? 0x7FF8000000000000L : 0x7FC00000L;
        for (int at = 0; at + typeSize <= total && typeSize > 0; at += typeSize) {
          Numbers.put(target, at, typeSize, false, nan);
        }
      }
      case 3 -> {
        if (typeSize == 0 || end - start < LONG_HEADER + typeSize) {
          throw new DamagedChunkException("a Blosc2 chunk without its value");
        }
        for (int at = 0; at < total; at += typeSize) {
          int n = Math.min(typeSize, total - at);
          System.arraycopy(in, start + LONG_HEADER, target, at, n);
        }
      }
      default -> throw new DamagedChunkException("a Blosc2 chunk of special kind " + kind);
    }
  }

  private void streams(int data, int n, boolean leftover) throws DamagedChunkException {
    boolean split = (flags & 0x10) == 0 && !leftover;
    if (!extended) {
      split &= typeSize <= MAX_SPLITS && blockSize / typeSize >= MIN_SPLIT;
    }
    int count = split ? typeSize : 1;
    int each = n / count;
    int from = data;
    for (int s = 0; s < count; s++) {
      if (from + 4 > end) {
        throw new DamagedChunkException("a Blosc stream leads beyond its chunk");
      }
      int packed = Numbers.little32(in, from);
      from += 4;
      int into = s * each;
      if (packed <= 0 && extended) {
        // Nothing but one byte value: none for 0, else a token behind its negative.
        Arrays.fill(unpacked, into, into + each, (byte) -packed);
        from += packed < 0 ? 1 : 0;
        continue;
      }
      if (packed <= 0 || packed > end - from) {
        throw new DamagedChunkException("a Blosc stream of " + packed + " bytes");
      }
      Piece target = new Piece(unpacked, into, each);
      if (packed == each) {
        System.arraycopy(in, from, unpacked, into, each);
      } else {
        unpack(new Piece(in, from, packed), target);
      }
      from += packed;
    }
  }

  private void unpack(Piece source, Piece target) throws DamagedChunkException {
    int format = flags >> 5;
    switch (format) {
      case 0 -> BloscLz.decode(source, target);
      case 1 -> codecs.lz4(source, target);
      case 3 -> codecs.zlib(source, target);
      case 4 -> codecs.zstd(source, target);
      case OTHER -> other(source, target);
      default ->
          throw new DamagedChunkException(
              "Blosc compressor "
                  + (format == 2 ? "Snappy" : "of format " + format)
                  + ", which this reader does not decode");
    }
  }

  // Compressors that have a number of their own and a parameter.
  private void other(Piece source, Piece target) throws DamagedChunkException {
    int code = extended ? in[start + 22] & 0xFF : 0;
    if (!BloscZfp.isCode(code)) {
      throw new DamagedChunkException(
          "Blosc2 compressor " + code + ", which this reader does not decode");
    }
    int meta = in[start + 23] & 0xFF;
    zfp.decode(source, target, code, meta, typeSize, blockShape);
  }

  // Undoes the filters of a block, last one first, from one scratch array to the other.
  private void unfilter(byte[] target, int at, int n) throws DamagedChunkException {
    for (int f = 5; f >= 0; f--) {
      switch (filters[f]) {
        case 0, TRUNCATE -> {
          continue;
        }
        case SHUFFLE -> {
          if (typeSize > 1) {
            int elements = n / typeSize;
            Shuffle.unshuffle(unpacked, 0, other, 0, elements, typeSize);
            swap(elements * typeSize, n);
          }
        }
        case BITSHUFFLE -> bitshuffle(n);
        case DELTA -> delta(target, at, n);
        default -> throw new DamagedChunkException("Blosc2 filter " + filters[f]);
      }
    }
    System.arraycopy(unpacked, 0, target, at, n);
  }

  private void swap(int done, int n) {
    System.arraycopy(unpacked, done, other, done, n - done);
    byte[] result = other;
    other = unpacked;
    unpacked = result;
  }

  private void bitshuffle(int n) {
    int elements = n / typeSize;
    if (!extended && elements % 8 != 0) {
      return;
    }
    int whole = elements / 8 * 8;
    transpose.undo(unpacked, 0, other, 0, whole, typeSize);
    swap(whole * typeSize, n);
  }

  // Differences: in the first block to the element before, in others to the first block.
  private void delta(byte[] target, int at, int n) {
    int unit = typeSize == 2 || typeSize == 4 ? typeSize : typeSize % 8 == 0 ? 8 : 1;
    int whole = n / unit * unit;
    for (int i = at == 0 ? unit : 0; i < whole; i++) {
      unpacked[i] ^= at == 0 ? unpacked[i - unit] : target[i];
    }
  }

  @Override
  public void close() {
    codecs.close();
  }
}
