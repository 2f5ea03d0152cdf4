package io.github.blueskyspark.spark.functions;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A function over NDARRAY before its arguments are known.
 *
 * @param name as users type it
 * @param usage the arguments and what comes back, for {@code DESCRIBE FUNCTION} and errors
 * @param more lists of types that may follow the array
 * @param binder makes the function for the types of all arguments
 */
record NdDeclaration(
    String name,
    String usage,
    List<List<DataType>> more,
    Function<DataType[], BoundFunction> binder)
    implements UnboundFunction {
  private static final int FIELDS = 3;

  @Override
  public BoundFunction bind(StructType input) {
    DataType[] given =
        Arrays.stream(input.fields()).map(StructField::dataType).toArray(DataType[]::new);
    for (List<DataType> tail : more) {
      if (given.length == tail.size() + 1 && isArray(given[0])) {
        DataType[] types = new DataType[given.length];
        types[0] = given[0];
        for (int i = 0; i < tail.size(); i++) {
          types[i + 1] = tail.get(i);
        }
        return binder.apply(types);
      }
    }
    String found =
        Arrays.stream(given).map(DataType::simpleString).collect(Collectors.joining(", "));
    throw new UnsupportedOperationException(usage + "; it cannot take (" + found + ")");
  }

  /** The names of the fields do not matter, so that tables written elsewhere work too. */
  private static boolean isArray(DataType type) {
    if (!(type instanceof StructType struct) || struct.length() != FIELDS) {
      return false;
    }
    StructField[] fields = struct.fields();
    boolean isShape =
        fields[1].dataType() instanceof ArrayType shape
            && shape.elementType() instanceof IntegerType;
    return fields[0].dataType() instanceof StringType
        && isShape
        && fields[2].dataType() instanceof BinaryType;
  }

  @Override
  public String description() {
    return usage;
  }
}
