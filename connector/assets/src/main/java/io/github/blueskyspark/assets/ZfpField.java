package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes arrays that ZFP packed, of one type, shape and mode. Not thread safe. */
public final class ZfpField {
  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LITTLE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_AXES = 4;

  private final ZfpType type;
  private final ZfpBlock block;
  private final ByteOrder order;

  // Always four axes, those that are missing have length 1 and stand first.
  private final int[] shape = {1, 1, 1, 1};

  /** Steps from an element to the next on each axis: in a block, and in the array. */
  private final int[] inBlock = new int[MAX_AXES];

  private final int[] inArray = new int[MAX_AXES];
  private final long bytes;
  private byte[] target;
  private int base;

  /**
   * @param shape elements of one to four axes, the last one runs fastest; less than 2 GiB in all
   * @param order of the bytes that elements become
   */
  public ZfpField(ZfpType type, long[] shape, ZfpMode mode, ByteOrder order) {
    this.type = type;
    this.order = order;
    this.block = new ZfpBlock(type, mode, shape.length);
    int missing = MAX_AXES - shape.length;
    int step = 1;
    for (int a = MAX_AXES - 1; a >= 0; a--) {
      if (a >= missing) {
        this.shape[a] = Math.toIntExact(shape[a - missing]);
      }
      inBlock[a] = 1 << (2 * (MAX_AXES - 1 - a));
      inArray[a] = step;
      step = Math.multiplyExact(step, this.shape[a]);
    }
    this.bytes = (long) step * type.bytes();
  }

  /**
   * Decodes an array.
   *
   * @param skipped bits before its first block
   * @param out where its elements go
   * @throws DamagedChunkException when the stream ends too early
   */
  public void decode(Piece in, long skipped, Piece out) throws DamagedChunkException {
    ZfpBits bits = new ZfpBits(in.bytes(), in.from(), in.from() + in.length());
    bits.skip(skipped);
    if (out.length() != bytes) {
      throw new DamagedChunkException(
          "a ZFP array of " + bytes + " bytes, " + out.length() + " are due");
    }
    target = out.bytes();
    base = out.from();
    int[] at = new int[MAX_AXES];
    boolean more = true;
    while (more) {
      long[] values = block.next(bits);
      int to = 0;
      for (int a = 0; a < MAX_AXES; a++) {
        to += at[a] * inArray[a];
      }
      scatter(values, at, 0, 0, to);
      more = step(at);
    }
    target = null;
  }

  private boolean step(int[] at) {
    for (int a = MAX_AXES - 1; a >= 0; a--) {
      at[a] += 4;
      if (at[a] < shape[a]) {
        return true;
      }
      at[a] = 0;
    }
    return false;
  }

  // Elements of a block that lie inside the array.
  private void scatter(long[] values, int[] at, int axis, int from, int to) {
    int n = Math.min(4, shape[axis] - at[axis]);
    if (axis == MAX_AXES - 1) {
      put(values, from, to, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      scatter(values, at, axis + 1, from + i * inBlock[axis], to + i * inArray[axis]);
    }
  }

  private void put(long[] values, int from, int to, int n) {
    boolean isSwapped = order == ByteOrder.BIG_ENDIAN;
    if (type.bytes() == 4) {
      for (int i = 0; i < n; i++) {
        int value = (int) values[from + i];
        LITTLE_INT.set(
            target, base + 4 * (to + i), isSwapped ? Integer.reverseBytes(value) : value);
      }
    } else {
      for (int i = 0; i < n; i++) {
        long value = values[from + i];
        LITTLE_LONG.set(target, base + 8 * (to + i), isSwapped ? Long.reverseBytes(value) : value);
      }
    }
  }
}
