package io.github.blueskyspark.assets.hdf5.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements chosen in an array, in row-major order.
 *
 * @param kind how they are given
 * @param start of a regular hyperslab, for each axis
 * @param stride from block to block
 * @param count blocks, -1 where unlimited
 * @param block elements of a block, -1 where unlimited
 * @param boxes of an irregular hyperslab or of points: first element, then elements, of each axis
 */
public record Selection(
    Kind kind, long[] start, long[] stride, long[] count, long[] block, List<long[][]> boxes) {
  private static final int MAX_RANK = 32;
  private static final int MAX_BOXES = 1 << 20;
  private static final long[] NO_AXIS = {};

  /** How a selection is given. */
  public enum Kind {
    NONE,
    ALL,
    REGULAR,
    BOXES
  }

  private static Selection of(Kind kind) {
    return new Selection(kind, NO_AXIS, NO_AXIS, NO_AXIS, NO_AXIS, List.of());
  }

  /** A regular hyperslab. */
  public static Selection regular(long[] start, long[] stride, long[] count, long[] block) {
    return new Selection(Kind.REGULAR, start, stride, count, block, List.of());
  }

  /** The axis without end, -1 when all have one. */
  public int unlimitedAxis() {
    for (int a = 0; a < count.length; a++) {
      if (count[a] < 0 || block[a] < 0) {
        return a;
      }
    }
    return -1;
  }

  static Selection parse(Cursor c) {
    long type = c.u32();
    long version = c.u32();
    if (type == 0 || type == 3) {
      c.skip(8);
      return of(type == 0 ? Kind.NONE : Kind.ALL);
    }
    if (type == 2) {
      return hyperslab(c, version);
    }
    if (type == 1) {
      return points(c, version);
    }
    throw c.damaged("selection", "type " + type);
  }

  private static int rank(Cursor c) {
    long rank = c.u32();
    if (rank < 1 || rank > MAX_RANK) {
      throw c.damaged("selection", rank + " axes");
    }
    return (int) rank;
  }

  private static int width(Cursor c) {
    int width = c.u8();
    if (width != 2 && width != 4 && width != 8) {
      throw c.damaged("selection", "numbers of " + width + " bytes");
    }
    return width;
  }

  private static Selection hyperslab(Cursor c, long version) {
    boolean regular = false;
    int width = 4;
    if (version == 1) {
      c.skip(8);
    } else if (version == 2) {
      regular = (c.u8() & 1) != 0;
      c.skip(4);
      width = 8;
    } else if (version == 3) {
      regular = (c.u8() & 1) != 0;
      width = width(c);
    } else {
      throw c.damaged("selection", "version " + version);
    }
    int rank = rank(c);
    return regular ? regular(c, rank, width) : boxes(c, rank, width);
  }

  private static Selection regular(Cursor c, int rank, int width) {
    long[] start = new long[rank];
    long[] stride = new long[rank];
    long[] count = new long[rank];
    long[] block = new long[rank];
    for (int a = 0; a < rank; a++) {
      start[a] = c.unsigned(width);
      stride[a] = c.unsigned(width);
      count[a] = c.orUnlimited(width);
      block[a] = c.orUnlimited(width);
      boolean sound = stride[a] > 0 || count[a] == 1;
      if (!sound || (block[a] > stride[a] && count[a] != 1)) {
        throw c.damaged("selection", "blocks of " + block[a] + " every " + stride[a]);
      }
    }
    return regular(start, stride, count, block);
  }

  private static Selection boxes(Cursor c, int rank, int width) {
    long n = c.unsigned(width);
    if (n > MAX_BOXES) {
      throw c.damaged("selection", n + " blocks");
    }
    List<long[][]> boxes = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      long[] start = new long[rank];
      long[] count = new long[rank];
      for (int a = 0; a < rank; a++) {
        start[a] = c.unsigned(width);
      }
      for (int a = 0; a < rank; a++) {
        count[a] = Math.addExact(Math.subtractExact(c.unsigned(width), start[a]), 1L);
        if (count[a] < 1) {
          throw c.damaged("selection", "a block that ends before it starts");
        }
      }
      boxes.add(new long[][] {start, count});
    }
    return new Selection(Kind.BOXES, NO_AXIS, NO_AXIS, NO_AXIS, NO_AXIS, List.copyOf(boxes));
  }

  private static Selection points(Cursor c, long version) {
    int width = 4;
    if (version == 1) {
      c.skip(8);
    } else {
      width = width(c);
    }
    int rank = rank(c);
    long n = c.unsigned(width);
    if (n > MAX_BOXES) {
      throw c.damaged("selection", n + " points");
    }
    List<long[][]> boxes = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      long[] start = new long[rank];
      long[] count = new long[rank];
      for (int a = 0; a < rank; a++) {
        start[a] = c.unsigned(width);
        count[a] = 1;
      }
      boxes.add(new long[][] {start, count});
    }
    return new Selection(Kind.BOXES, NO_AXIS, NO_AXIS, NO_AXIS, NO_AXIS, List.copyOf(boxes));
  }
}
