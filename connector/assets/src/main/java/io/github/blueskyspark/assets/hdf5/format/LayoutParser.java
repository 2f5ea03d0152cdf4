package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;
import io.github.blueskyspark.assets.hdf5.format.Layout.Compact;
import io.github.blueskyspark.assets.hdf5.format.Layout.Contiguous;
import io.github.blueskyspark.assets.hdf5.format.Layout.IndexKind;
import io.github.blueskyspark.assets.hdf5.format.Layout.Virtual;

/** Parses data layout messages, versions 1 to 5. */
final class LayoutParser {
  private static final int MAX_RANK = 33;

  private LayoutParser() {}

  static Layout parse(Cursor c) {
    int version = c.u8();
    if (version == 1 || version == 2) {
      return old(c);
    }
    if (version < 1 || version > 5) {
      throw c.damaged("data layout", "version " + version + ", known are 1 to 5");
    }
    int kind = c.u8();
    return switch (kind) {
      case 0 -> new Compact(c.bytes(c.u16()));
      case 1 -> new Contiguous(c.offset(), c.length());
      case 2 -> version == 3 ? chunkedBefore4(c) : chunked(c, version);
      case 3 -> new Virtual(c.offset(), c.u32());
      default -> throw c.damaged("data layout", "class " + kind + ", known are 0 to 3");
    };
  }

  private static Layout old(Cursor c) {
    int rank = rank(c, c.u8());
    int kind = c.u8();
    c.skip(5);
    long address = kind == 0 ? FileBytes.UNDEFINED : c.offset();
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = c.u32();
    }
    return switch (kind) {
      case 0 -> new Compact(c.bytes(c.u32()));
      case 1 -> new Contiguous(address, -1);
      case 2 -> btree(c, dims, address);
      default -> throw c.damaged("data layout", "class " + kind + ", known are 0 to 2");
    };
  }

  private static int rank(Cursor c, int rank) {
    if (rank > MAX_RANK) {
      throw c.damaged("data layout", rank + " axes");
    }
    return rank;
  }

  private static Layout chunkedBefore4(Cursor c) {
    int rank = rank(c, c.u8());
    long address = c.offset();
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = c.u32();
    }
    return btree(c, dims, address);
  }

  // The last axis is the bytes of an element.
  private static Chunked btree(Cursor c, long[] dims, long address) {
    return new Chunked(
        axes(c, dims), elementSize(dims), IndexKind.BTREE_V1, address, -1, 0, false, false);
  }

  private static long[] axes(Cursor c, long[] dims) {
    if (dims.length < 2) {
      throw c.damaged("data layout", "a chunk of " + dims.length + " axes");
    }
    for (long d : dims) {
      if (d == 0) {
        throw c.damaged("data layout", "a chunk axis of 0");
      }
    }
    return java.util.Arrays.copyOf(dims, dims.length - 1);
  }

  private static int elementSize(long[] dims) {
    return Math.toIntExact(dims[dims.length - 1]);
  }

  private static Layout chunked(Cursor c, int version) {
    int flags = c.u8();
    int rank = rank(c, c.u8());
    int width = c.u8();
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = c.unsigned(Math.min(width, 8));
    }
    int kind = c.u8();
    long size = -1;
    int mask = 0;
    IndexKind index;
    switch (kind) {
      case 1 -> {
        index = IndexKind.SINGLE;
        if ((flags & 2) != 0) {
          size = c.length();
          mask = c.i32();
        }
      }
      case 2 -> index = IndexKind.IMPLICIT;
      case 3 -> {
        index = IndexKind.FIXED_ARRAY;
        c.skip(1);
      }
      case 4 -> {
        index = IndexKind.EXTENSIBLE_ARRAY;
        c.skip(5);
      }
      case 5 -> {
        index = IndexKind.BTREE_V2;
        c.skip(6);
      }
      default -> throw c.damaged("data layout", "chunk index " + kind + ", known are 1 to 5");
    }
    return new Chunked(
        axes(c, dims),
        elementSize(dims),
        index,
        c.offset(),
        size,
        mask,
        (flags & 1) != 0,
        version > 4);
  }
}
