package io.github.blueskyspark.assets.hdf5.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shape of a dataset or attribute.
 *
 * @param dims elements of each axis; empty for a scalar
 * @param max greatest extent of each axis, -1 where unlimited
 * @param isNull whether there is no element at all, not even one
 */
public record Dataspace(long[] dims, long[] max, boolean isNull) {
  private static final int MAX_RANK = 32;

  static Dataspace parse(Cursor c) {
    int version = c.u8();
    int rank = c.u8();
    int flags = c.u8();
    boolean nothing = false;
    if (version == 1) {
      c.skip(5);
    } else if (version == 2) {
      nothing = c.u8() == 2;
    } else {
      throw c.damaged("dataspace", "version " + version + ", known are 1 and 2");
    }
    if (rank > MAX_RANK) {
      throw c.damaged("dataspace", rank + " axes, at most " + MAX_RANK);
    }
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = c.length();
    }
    long[] max = dims.clone();
    if ((flags & 1) != 0) {
      for (int i = 0; i < rank; i++) {
        max[i] = c.lengthOrUnlimited();
      }
    }
    for (int i = 0; i < rank; i++) {
      if (max[i] >= 0 && max[i] < dims[i]) {
        throw c.damaged("dataspace", "axis " + i + " has " + dims[i] + " of at most " + max[i]);
      }
    }
    return new Dataspace(dims, max, nothing);
  }

  /** Elements in all; 0 for a null dataspace. Throws {@link ArithmeticException} beyond 2^63. */
  public long size() {
    long n = isNull ? 0 : 1;
    for (long d : dims) {
      n = Math.multiplyExact(n, d);
    }
    return n;
  }

  /** The axes as a list. */
  public List<Long> shape() {
    return Arrays.stream(dims).boxed().collect(Collectors.toList());
  }
}
