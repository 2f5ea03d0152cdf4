package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spark.functions.Matches;
import io.github.blueskyspark.tables.TableName;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.UserDefinedScalarFunc;

/**
 * A condition {@code matches(start, '…')} on table {@code runs}, which the core applies to every
 * run.
 *
 * @param text the query as it was written
 */
record PushedMatch(Predicate predicate, String text) {
  /**
   * Recognizes the condition.
   *
   * @throws io.github.blueskyspark.errors.OptionException when its query is none
   */
  static Optional<PushedMatch> of(TableName table, Expression condition) {
    if (table != TableName.RUNS) {
      return Optional.empty();
    }
    if (!(condition instanceof UserDefinedScalarFunc call)) {
      boolean wrapper =
          condition instanceof org.apache.spark.sql.connector.expressions.filter.Predicate p
              && p.name().equals("BOOLEAN_EXPRESSION");
      return wrapper ? of(table, condition.children()[0]) : Optional.empty();
    }
    Expression[] arguments = call.children();
    boolean isMatches =
        call.canonicalName().equals(Matches.CANONICAL_NAME) && arguments.length == 2;
    if (!isMatches
        || !isStart(arguments[0])
        || !(arguments[1] instanceof Literal<?> query)
        || query.value() == null) {
      return Optional.empty();
    }
    String text = query.value().toString();
    return Optional.of(new PushedMatch(MongoQuery.parseForDocument(text, Matches.WHERE), text));
  }

  private static boolean isStart(Expression expression) {
    return expression instanceof NamedReference reference
        && reference.fieldNames().length == 1
        && reference.fieldNames()[0].equals("start");
  }
}
