package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.Elements;
import io.github.blueskyspark.arrays.NdArray;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * {@code nd_get}: one element as a double; it takes as many indices as the array has axes, hence no
 * magic method.
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
    NdArray array = NdInput.numbers(input.getStruct(0, FIELDS), "nd_get");
    int given = input.numFields() - 1;
    if (given != array.rank()) {
      throw new OptionException(
          WHERE,
          "get element",
          "the array has " + array.rank() + " axes, the call " + given + " indices",
          "Give one index an axis");
    }
    int at = 0;
    for (int axis = 0; axis < given; axis++) {
      at = at * array.length(axis) + index(input.getLong(axis + 1), axis, array.length(axis));
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
