package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.plan.ColumnFilter;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.FieldReference;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.filter.AlwaysTrue;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Not;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class PushedFiltersTest {
  private static Predicate predicate(String name, Expression... children) {
    return new Predicate(name, children);
  }

  private static Expression literal(Object value, DataType type) {
    return new LiteralValue<>(
        value instanceof String text ? UTF8String.fromString(text) : value, type);
  }

  private static List<String> pushed(Predicate predicate) {
    return PushedFilters.of(predicate).stream().map(ColumnFilter::toString).toList();
  }

  private final Expression plan = Expressions.column("plan_name");
  private final Expression scan = Expressions.column("scan_id");
  private final Expression three = literal(3, DataTypes.IntegerType);

  @Test
  void comparisonsAreTranslatedBothWaysRound() {
    assertThat(pushed(predicate("=", plan, literal("scan", DataTypes.StringType))))
        .containsExactly("plan_name = scan");
    assertThat(pushed(predicate("<", scan, three))).containsExactly("scan_id < 3");
    assertThat(pushed(predicate("<", three, scan))).containsExactly("scan_id > 3");
    assertThat(pushed(predicate(">=", three, scan))).containsExactly("scan_id <= 3");
    assertThat(pushed(predicate("<=>", scan, three))).containsExactly("scan_id = 3");
  }

  @Test
  void valuesHaveTheCoresTypes() {
    assertThat(PushedFilters.of(predicate("=", scan, three)).get(0).values()).containsExactly(3L);
    assertThat(
            PushedFilters.of(
                    predicate(
                        ">",
                        Expressions.column("start_time"),
                        literal(5L, DataTypes.TimestampType)))
                .get(0)
                .values())
        .containsExactly(5L);
    assertThat(
            PushedFilters.of(
                    predicate("=", Expressions.column("x"), literal(1.5f, DataTypes.FloatType)))
                .get(0)
                .values())
        .containsExactly(1.5);
  }

  @Test
  void listsNullTestsPrefixesAndConjunctionsAreTranslated() {
    assertThat(pushed(predicate("IN", scan, three, literal(4L, DataTypes.LongType))))
        .containsExactly("scan_id IN [3, 4]");
    assertThat(pushed(predicate("IS_NULL", plan))).containsExactly("plan_name IS NULL");
    assertThat(pushed(predicate("IS_NOT_NULL", plan))).containsExactly("plan_name IS NOT NULL");
    assertThat(pushed(predicate("STARTS_WITH", plan, literal("co", DataTypes.StringType))))
        .containsExactly("plan_name STARTS WITH co");
    Predicate both = new And(predicate("=", scan, three), predicate("IS_NULL", plan));
    assertThat(pushed(both)).containsExactly("scan_id = 3", "plan_name IS NULL");
  }

  @Test
  void whatCannotBeSaidIsLeftToSpark() {
    Expression nested =
        new FieldReference(
            scala.jdk.javaapi.CollectionConverters.asScala(Arrays.asList("_metadata", "file_name"))
                .toSeq());
    for (Predicate other :
        List.of(
            new AlwaysTrue(),
            new Not(predicate("=", scan, three)),
            predicate("=", scan, literal(null, DataTypes.IntegerType)),
            predicate("=", scan, plan),
            predicate("=", nested, literal("a", DataTypes.StringType)),
            predicate("=", Expressions.column("x"), literal(Double.NaN, DataTypes.DoubleType)),
            predicate("IN", scan, three, literal(null, DataTypes.IntegerType)),
            predicate("CONTAINS", plan, literal("c", DataTypes.StringType)))) {
      assertThat(PushedFilters.of(other)).as(other.toString()).isEmpty();
    }
  }
}
