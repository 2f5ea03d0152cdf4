package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.tables.TableName;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.UserDefinedScalarFunc;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class PushedMatchTest {

  private static final Expression START = Expressions.column("start");

  private static Expression text(String value) {
    return new LiteralValue<>(
        value == null ? null : UTF8String.fromString(value), DataTypes.StringType);
  }

  private static Expression call(String canonicalName, Expression... arguments) {
    return new UserDefinedScalarFunc("matches", canonicalName, arguments);
  }

  private static Optional<String> runs(Expression condition) {
    return PushedMatch.of(TableName.RUNS, condition).map(PushedMatch::text);
  }

  @Test
  void aQueryOnTheStartIsTakenAsItWasWritten() {
    assertThat(runs(call("bluesky.matches", START, text("{ \"scan_id\": 3 }"))))
        .contains("{ \"scan_id\": 3 }");
  }

  @Test
  void sparksWrapperAroundBooleansIsLookedThrough() {
    Expression call = call("bluesky.matches", START, text("{}"));
    assertThat(runs(new Predicate("BOOLEAN_EXPRESSION", new Expression[] {call}))).contains("{}");
    assertThat(runs(new Predicate("NOT", new Expression[] {call}))).isEmpty();
  }

  @Test
  void otherTablesAreLeftToSpark() {
    Expression call = call("bluesky.matches", START, text("{}"));
    assertThat(PushedMatch.of(TableName.EVENTS, call)).isEmpty();
  }

  @Test
  void otherColumnsFunctionsAndArgumentsAreLeftToSpark() {
    assertThat(runs(call("bluesky.matches", Expressions.column("stop"), text("{}")))).isEmpty();
    assertThat(runs(call("bluesky.matches", Expressions.column("start.x"), text("{}")))).isEmpty();
    assertThat(runs(call("other.matches", START, text("{}")))).isEmpty();
    assertThat(runs(call("bluesky.matches", START))).isEmpty();
    assertThat(runs(call("bluesky.matches", START, START))).isEmpty();
    assertThat(runs(call("bluesky.matches", START, text(null)))).isEmpty();
  }

  @Test
  void aQueryThatIsNoneIsRefusedNamingTheFunction() {
    assertThatThrownBy(() -> runs(call("bluesky.matches", START, text("{\"a\": "))))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("function matches: Cannot ");
  }
}
