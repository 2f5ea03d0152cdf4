package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Filter;

/** Brings the axes of a chunk, which were stored in another order, back into their own. */
final class Transpose implements Filter {
  private final long[] chunk;
  private final int[] strides;
  private final int size;

  /**
   * @param chunk shape of the chunk in the array's axes
   * @param strides bytes from neighbour to neighbour in the stored chunk, by the array's axes
   * @param size bytes an element
   */
  private Transpose(long[] chunk, int[] strides, int size) {
    this.chunk = chunk;
    this.strides = strides;
    this.size = size;
  }

  /**
   * The codec of a chunk.
   *
   * @param order axes as they are stored, outermost first; {@code F} for reversed
   */
  static Transpose of(JsonNode order, long[] chunk, int size) throws BadMetadata {
    int rank = chunk.length;
    int[] axes = new int[rank];
    boolean[] seen = new boolean[rank];
    boolean isNamed = order.isTextual() && order.asText().matches("[CF]");
    if (!isNamed && (!order.isArray() || order.size() != rank)) {
      throw new BadMetadata("codec transpose has the order " + order);
    }
    for (int i = 0; i < rank; i++) {
      int named = order.asText().equals("F") ? rank - 1 - i : i;
      axes[i] = isNamed ? named : order.get(i).asInt(-1);
      if (axes[i] < 0 || axes[i] >= rank || seen[axes[i]]) {
        throw new BadMetadata("codec transpose has the order " + order);
      }
      seen[axes[i]] = true;
    }
    int[] strides = new int[rank];
    long stride = size;
    for (int i = rank - 1; i >= 0; i--) {
      strides[axes[i]] = Math.toIntExact(stride);
      stride *= chunk[axes[i]];
    }
    return new Transpose(chunk, strides, size);
  }

  @Override
  public int added() {
    return 0;
  }

  @Override
  public Block decode(Block in, Block out, long due, long most) {
    byte[] target = out.resize(in.length());
    if (chunk.length == 0) {
      return in;
    }
    copy(in.bytes(), target, 0, 0, 0);
    return out;
  }

  /** Copies from an axis on; gives where the next bytes go. */
  private int copy(byte[] from, byte[] to, int axis, int at, int into) {
    int next = into;
    int n = (int) chunk[axis];
    int stride = strides[axis];
    if (axis < chunk.length - 1) {
      for (int i = 0; i < n; i++) {
        next = copy(from, to, axis + 1, at + i * stride, next);
      }
      return next;
    }
    if (stride == size) {
      System.arraycopy(from, at, to, next, n * size);
      return next + n * size;
    }
    for (int i = 0, f = at; i < n; i++, f += stride) {
      for (int b = 0; b < size; b++) {
        to[next++] = from[f + b];
      }
    }
    return next;
  }
}
