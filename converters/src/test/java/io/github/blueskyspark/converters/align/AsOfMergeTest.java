package io.github.blueskyspark.converters.align;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.converters.align.AsOf.Direction;
import io.github.blueskyspark.converters.align.AsOf.ExactMatches;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AsOfMergeTest {
  /** Joins with {@code id, on, by…} rows: left id → right id. */
  private static Map<Object, Object> joined(
      AsOfMerge.Rule rule, List<Row> left, List<Row> right, int width) {
    Map<Object, Object> found = new HashMap<>();
    AsOfMerge<Row> merge =
        new AsOfMerge<>(
            rule,
            sorted(rule.axis(), left, width),
            sorted(rule.axis(), right.stream().filter(r -> !r.isNullAt(1)).toList(), width),
            row -> Key.of(row, 1, width),
            (a, b) -> {
              found.put(a.get(0), b == null ? null : b.get(0));
              return a;
            });
    merge.forEachRemaining(row -> {});
    return found;
  }

  private static Iterator<Row> sorted(Axis axis, List<Row> rows, int width) {
    return rows.stream()
        .sorted((a, b) -> Key.of(a, 1, width).compare(Key.of(b, 1, width), axis))
        .iterator();
  }

  private static List<Row> rows(JsonNode side, List<String> by, Axis axis) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : side) {
      List<Object> cells = new ArrayList<>(List.of(row.get(0).asInt()));
      JsonNode on = row.get(3);
      Object place = axis == Axis.REAL ? (Object) on.asDouble() : (Object) on.asLong();
      cells.add(on.isNull() ? null : place);
      for (String column : by) {
        JsonNode cell = row.get(column.equals("run") ? 1 : 2);
        Object text = column.equals("run") ? (Object) cell.asText() : (Object) cell.asInt();
        cells.add(cell.isNull() ? null : text);
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }

  @TestFactory
  Stream<DynamicTest> pandasGivesTheSameRow() throws IOException {
    return PandasJoins.all().stream()
        .map(join -> DynamicTest.dynamicTest(join.name(), () -> compare(join)));
  }

  private static void compare(PandasJoins join) {
    Axis axis = join.kind().equals("real") ? Axis.REAL : Axis.WHOLE;
    AsOf asOf = join.rule();
    BigDecimal unit = BigDecimal.valueOf(join.kind().equals("instant") ? 1_000_000 : 1);
    AsOfMerge.Rule rule =
        new AsOfMerge.Rule(
            axis,
            asOf.direction(),
            asOf.exactMatches(),
            asOf.tolerance().map(t -> axis.tolerance(t.multiply(unit))).orElse(null));
    for (PandasJoins.Tables tables : join.tables()) {
      Map<Object, Object> found =
          joined(
              rule,
              rows(tables.left(), asOf.by(), axis),
              rows(tables.right(), asOf.by(), axis),
              asOf.by().size());
      for (int i = 0; i < tables.matches().size(); i++) {
        JsonNode match = tables.matches().get(i);
        assertThat(found.get(i))
            .as("left row %s", tables.left().get(i))
            .isEqualTo(match.isNull() ? null : (Object) match.asInt());
      }
    }
  }

  private static Map<Object, Object> nearest(Number most, long left, long... right) {
    List<Row> rights = LongStream.of(right).mapToObj(r -> RowFactory.create(r, r)).toList();
    return joined(
        new AsOfMerge.Rule(Axis.WHOLE, Direction.NEAREST, ExactMatches.ALLOWED, most),
        List.of(RowFactory.create(0, left)),
        rights,
        0);
  }

  @Test
  void earlierRowWinsWhereBothAreEquallyFar() {
    assertThat(nearest(null, 10, 8, 12)).containsValue(8L);
  }

  @Test
  void distancesBeyondTheRangeOfALongAreStillCompared() {
    assertThat(nearest(null, 10, Long.MIN_VALUE, Long.MAX_VALUE)).containsValue(Long.MAX_VALUE);
    assertThat(nearest(5L, 10, Long.MIN_VALUE, Long.MAX_VALUE)).containsValue(null);
  }

  @Test
  void millionsOfRightRowsOfOneTimeAreNotHeld() {
    Iterator<Row> many =
        IntStream.range(0, 3_000_000).mapToObj(i -> RowFactory.create(i, 5L)).iterator();
    List<Object> found = new ArrayList<>();
    new AsOfMerge<>(
            new AsOfMerge.Rule(Axis.WHOLE, Direction.BACKWARD, ExactMatches.ALLOWED, null),
            List.of(RowFactory.create(0, 5L)).iterator(),
            many,
            row -> Key.of(row, 1, 0),
            (a, b) -> {
              found.add(b.get(0));
              return a;
            })
        .next();
    assertThat(found).containsExactly(2_999_999);
  }
}
