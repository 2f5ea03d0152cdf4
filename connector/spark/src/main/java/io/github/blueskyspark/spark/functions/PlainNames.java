package io.github.blueskyspark.spark.functions;

import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.V2ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Catalog functions as temporary functions of a session.
 *
 * <p>Through Spark's function registry, which is not public: a Java UDF would copy every array into
 * a Row first.
 */
public final class PlainNames {
  private PlainNames() {}

  /** Registers one function under its own name. */
  public static void register(SparkSession session, String name) {
    UnboundFunction function =
        CatalogFunctions.of(name)
            .orElseThrow(
                () -> new IllegalStateException("No function " + name + "; please report"));
    session
        .sessionState()
        .functionRegistry()
        .createOrReplaceTempFunction(name, arguments -> call(function, arguments), "scala_udf");
  }

  private static Expression call(UnboundFunction function, Seq<Expression> arguments) {
    StructType types = new StructType();
    int position = 0;
    for (Expression argument : CollectionConverters.asJava(arguments)) {
      types = types.add("_" + position, argument.dataType(), argument.nullable());
      position++;
    }
    BoundFunction bound = function.bind(types);
    return V2ExpressionUtils.resolveScalarFunction((ScalarFunction<?>) bound, arguments);
  }
}
