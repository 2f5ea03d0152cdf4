package io.github.blueskyspark.arrays;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sums along one axis, as {@code numpy.sum(x, axis)}: {@code <i8}, {@code <u8} (both wrap beyond 64
 * bits) or {@code <f8}.
 */
public final class AxisSum {
  private static final int WORD = 8;

  private AxisSum() {}

  /**
   * The array without that axis.
   *
   * @param axis from 0, or from -1 backwards
   * @throws OptionException when there is no such axis
   */
  public static NdArray of(NdArray array, long axis) {
    long counted = axis < 0 ? axis + array.rank() : axis;
    if (counted < 0 || counted >= array.rank()) {
      throw new OptionException(
          Location.of("function nd_sum_axis"),
          "sum along axis " + axis,
          "the array has " + array.rank() + " axes",
          "Count from 0, or from -1 backwards");
    }
    int at = (int) counted;
    int inner = 1;
    for (int a = at + 1; a < array.rank(); a++) {
      inner *= array.length(a);
    }
    int outer = 1;
    for (int a = 0; a < at; a++) {
      outer *= array.length(a);
    }
    int[] shape = new int[array.rank() - 1];
    for (int a = 0; a < shape.length; a++) {
      shape[a] = array.length(a < at ? a : a + 1);
    }
    byte[] bytes = new byte[Math.multiplyExact(Math.multiplyExact(outer, inner), WORD)];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean isFloat = array.dtype().kind() == DType.Kind.FLOAT;
    if (isFloat) {
      floats(array, outer, array.length(at), inner, out);
    } else {
      integers(array, outer, array.length(at), inner, out);
    }
    DType.Kind kind =
        isFloat || array.dtype().kind() == DType.Kind.UNSIGNED
            ? array.dtype().kind()
            : DType.Kind.SIGNED;
    return NdArray.of(DType.of(kind, WORD, ByteOrder.LITTLE_ENDIAN), shape, bytes);
  }

  private static void integers(NdArray array, int outer, int length, int inner, ByteBuffer out) {
    long[] sums = new long[inner];
    ByteBuffer data = array.data();
    DType dtype = array.dtype();
    for (int o = 0; o < outer; o++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < length; k++) {
        int from = (o * length + k) * inner;
        for (int i = 0; i < inner; i++) {
          sums[i] += Elements.asLong(dtype, data, (from + i) * dtype.itemSize());
        }
      }
      for (long sum : sums) {
        out.putLong(sum);
      }
    }
  }

  private static void floats(NdArray array, int outer, int length, int inner, ByteBuffer out) {
    double[] row = new double[inner];
    double[] sums = new double[inner];
    double[] lost = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(sums, 0);
      Arrays.fill(lost, 0);
      for (int k = 0; k < length; k++) {
        array.read((o * length + k) * inner, inner, row);
        add(row, sums, lost);
      }
      for (int i = 0; i < inner; i++) {
        boolean plain = Double.isNaN(lost[i]) || Double.isInfinite(sums[i]);
        out.putDouble(plain ? sums[i] : sums[i] + lost[i]);
      }
    }
  }

  /** Knuth's two-sum, which has no branch. */
  private static void add(double[] row, double[] sums, double[] lost) {
    for (int i = 0; i < row.length; i++) {
      double next = sums[i] + row[i];
      double v = next - sums[i];
      lost[i] += (sums[i] - (next - v)) + (row[i] - v);
      sums[i] = next;
    }
  }
}
