package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.Elements;
import io.github.blueskyspark.arrays.NdArray;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * {@code nd_get}: one element as a double; it takes as many indices as the array has axes.
 * Generated code calls it with up to six.
 */
public final class NdGet extends NdFunction {
  private static final long serialVersionUID = 1L;
  private static final Location WHERE = Location.of("function nd_get");
  private static final int FIELDS = 3;

  NdGet(DataType[] inputs) {
    super("nd_get", inputs, DataTypes.DoubleType);
  }

  @Override
  public Object produceResult(InternalRow input) {
    for (int i = 0; i < input.numFields(); i++) {
      if (input.isNullAt(i)) {
        return null;
      }
    }
    long[] indices = new long[input.numFields() - 1];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = input.getLong(i + 1);
    }
    return get(input.getStruct(0, FIELDS), indices);
  }

  /** Spark's magic method, of a scalar. */
  public static Double invoke(InternalRow x) {
    return get(x);
  }

  /** The same for one axis. */
  public static Double invoke(InternalRow x, long i) {
    return get(x, i);
  }

  /** The same for two axes. */
  public static Double invoke(InternalRow x, long i, long j) {
    return get(x, i, j);
  }

  /** The same for three axes. */
  public static Double invoke(InternalRow x, long i, long j, long k) {
    return get(x, i, j, k);
  }

  /** The same for four axes. */
  public static Double invoke(InternalRow x, long i, long j, long k, long l) {
    return get(x, i, j, k, l);
  }

  /** The same for five axes. */
  public static Double invoke(InternalRow x, long i, long j, long k, long l, long m) {
    return get(x, i, j, k, l, m);
  }

  /** The same for six axes. */
  public static Double invoke(InternalRow x, long i, long j, long k, long l, long m, long n) {
    return get(x, i, j, k, l, m, n);
  }

  private static Double get(InternalRow x, long... indices) {
    if (x == null) {
      return null;
    }
    NdArray array = NdInput.numbers(x, "nd_get");
    if (indices.length != array.rank()) {
      throw new OptionException(
          WHERE,
          "get element",
          "the array has " + array.rank() + " axes, the call " + indices.length + " indices",
          "Give one index an axis");
    }
    int at = 0;
    for (int axis = 0; axis < indices.length; axis++) {
      at = at * array.length(axis) + index(indices[axis], axis, array.length(axis));
    }
    return Elements.asDouble(array.dtype(), array.data(), at * array.dtype().itemSize());
  }

  private static int index(long index, int axis, int length) {
    long counted = index < 0 ? index + length : index;
    if (counted < 0 || counted >= length) {
      throw new OptionException(
          WHERE,
          "get element " + index + " of axis " + axis,
          "it has " + length + " elements",
          "Count from 0, or from -1 backwards");
    }
    return (int) counted;
  }
}
