package io.github.blueskyspark.spark.functions;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.arrays.Descr;
import io.github.blueskyspark.arrays.NdArray;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** NDARRAY values of rows as arrays, and back. */
final class NdInput {
  private static final int FIELDS = 3;

  private NdInput() {}

  /**
   * The array in a row; its bytes are not copied.
   *
   * @param what the function, for errors
   * @throws OptionException when dtype, shape and bytes make no array
   */
  static NdArray of(InternalRow row, String what) {
    Location where = Location.of("function " + what);
    if (row.isNullAt(0) || row.isNullAt(1) || row.isNullAt(2)) {
      throw new OptionException(
          where,
          "take array",
          "its dtype, shape or data is null",
          "Filter such rows out, or leave null in the place of the whole array");
    }
    String text = row.getUTF8String(0).toString();
    return NdArray.of(dtype(text, where), row.getArray(1).toIntArray(), row.getBinary(2));
  }

  private static DType dtype(String text, Location where) {
    try {
      return DTypes.parse(text).orElseGet(() -> Descr.parse(text));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
              where,
              "take array of dtype '" + text + "'",
              String.valueOf(e.getMessage()),
              "Use a dtype as numpy spells it, for example <u2")
          .because(e);
    }
  }

  /** The same, refusing elements that are no real numbers. */
  static NdArray numbers(InternalRow row, String what) {
    return of(row, what).numeric(what);
  }

  /** An array as a row. */
  static InternalRow row(NdArray array) {
    Object[] fields = new Object[FIELDS];
    fields[0] = UTF8String.fromString(array.dtype().toString());
    fields[1] = new GenericArrayData(array.shape());
    fields[2] = array.bytes();
    return new GenericInternalRow(fields);
  }
}
