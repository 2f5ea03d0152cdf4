package io.github.blueskyspark.converters.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.align.AsOf.Direction;
import io.github.blueskyspark.errors.OptionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StreamAlignmentIT {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session();
  }

  /** All tables of a join one below the other, told apart by a column that must be equal too. */
  private static Dataset<Row> side(PandasJoins join, boolean left) {
    boolean real = join.kind().equals("real");
    List<Row> rows = new ArrayList<>();
    for (int table = 0; table < join.tables().size(); table++) {
      PandasJoins.Tables tables = join.tables().get(table);
      for (JsonNode row : left ? tables.left() : tables.right()) {
        JsonNode on = row.get(3);
        Object place = real ? (Object) on.asDouble() : (Object) on.asLong();
        rows.add(
            RowFactory.create(
                table,
                row.get(0).asInt(),
                row.get(1).isNull() ? null : row.get(1).asText(),
                row.get(2).asInt(),
                on.isNull() ? null : place));
      }
    }
    StructType schema =
        new StructType()
            .add("table", DataTypes.IntegerType)
            .add("id", DataTypes.IntegerType)
            .add("run", DataTypes.StringType)
            .add("group", DataTypes.IntegerType)
            .add("on", real ? DataTypes.DoubleType : DataTypes.LongType);
    Dataset<Row> made = spark.createDataFrame(rows, schema).repartition(3);
    return join.kind().equals("instant")
        ? made.withColumn("on", expr("timestamp_micros(on)"))
        : made;
  }

  @TestFactory
  Stream<DynamicTest> pandasGivesTheSameRowHoweverTheRowsAreCut() throws IOException {
    return PandasJoins.all().stream()
        .map(join -> DynamicTest.dynamicTest(join.name(), () -> compare(join)));
  }

  private static void compare(PandasJoins join) {
    List<String> by = new ArrayList<>(List.of("table"));
    by.addAll(join.rule().by());
    AsOf rule = join.rule().by(by.toArray(String[]::new)).rowsATask(7).suffix("_r");
    Dataset<Row> aligned = StreamAlignment.join(side(join, true), side(join, false), rule);
    assertThat(aligned.rdd().getNumPartitions()).isGreaterThan(5);
    Map<List<Object>, Object> found = new HashMap<>();
    for (Row row : aligned.collectAsList()) {
      found.put(List.of(row.getAs("table"), row.getAs("id")), row.getAs("id_r"));
    }
    for (int table = 0; table < join.tables().size(); table++) {
      JsonNode matches = join.tables().get(table).matches();
      for (int i = 0; i < matches.size(); i++) {
        assertThat(found.remove(List.<Object>of(table, i)))
            .as("table %d, left row %d", table, i)
            .isEqualTo(matches.get(i).isNull() ? null : (Object) matches.get(i).asInt());
      }
    }
    assertThat(found).isEmpty();
  }

  private static Dataset<Row> numbers(long rows, String... columns) {
    return spark.range(rows).selectExpr(columns);
  }

  @Test
  void oneHugeRunBecomesManyTasksAndStaysSorted() {
    Dataset<Row> fast = numbers(20_000, "'one' AS run_uid", "(id * 7919) % 20000 AS time", "id");
    Dataset<Row> slow = numbers(40, "'one' AS run_uid", "id * 500 AS time", "id AS step");
    Dataset<Row> aligned = StreamAlignment.join(fast, slow, AsOf.onTime().rowsATask(1_000)).cache();
    List<Row> tasks =
        aligned.groupBy(spark_partition_id().as("task")).count().orderBy("task").collectAsList();
    assertThat(tasks).hasSizeGreaterThan(15);
    assertThat(tasks).allSatisfy(task -> assertThat(task.getLong(1)).isLessThan(3_000));
    assertThat(aligned.collectAsList().stream().map(r -> r.<Long>getAs("time")).toList())
        .hasSize(20_000)
        .isSorted();
    assertThat(aligned.where("step IS NULL OR step != floor(time / 500)").count()).isZero();
    assertThat(aligned.columns()).containsExactly("run_uid", "time", "id", "time_right", "step");
  }

  @Test
  void rowsFarBehindTheCutAreCarriedOverEmptySlices() {
    Dataset<Row> fast = numbers(5_000, "id AS time");
    Dataset<Row> slow = numbers(2, "id * 4990 + 4 AS time", "id AS step");
    for (Direction direction : Direction.values()) {
      Dataset<Row> aligned =
          StreamAlignment.join(
              fast, slow, AsOf.on("time", "time").direction(direction).rowsATask(100));
      String expected =
          switch (direction) {
            case BACKWARD -> "CASE WHEN time < 4 THEN NULL WHEN time < 4994 THEN 0 ELSE 1 END";
            case FORWARD -> "CASE WHEN time <= 4 THEN 0 WHEN time <= 4994 THEN 1 END";
            case NEAREST -> "CASE WHEN time <= 2499 THEN 0 ELSE 1 END";
          };
      assertThat(aligned.where("NOT (step <=> " + expected + ")").collectAsList())
          .as("%s", direction)
          .isEmpty();
    }
  }

  @Test
  void namesThatAreTakenGetTheSuffixAndNotANumberBelongsToNothing() {
    Dataset<Row> left =
        spark.sql(
            "SELECT * FROM VALUES (1.0D, 1, 1), (double('NaN'), 2, 2), (null, 3, 3), (-0.0D, 4, 4)"
                + " AS t(time, `a.b`, `a.b_x`)");
    Dataset<Row> right =
        spark.sql("SELECT * FROM VALUES (0.0D, 10), (double('NaN'), 20) AS t(time, `a.b`)");
    Dataset<Row> aligned =
        StreamAlignment.join(
            left, right, AsOf.on("time", "time").suffix("_x").within(BigDecimal.ZERO));
    assertThat(aligned.columns()).containsExactly("time", "a.b", "a.b_x", "time_x", "a.b_x_");
    assertThat(aligned.select(col("`a.b`"), col("`a.b_x_`")).collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create(1, null),
            RowFactory.create(2, null),
            RowFactory.create(3, null),
            RowFactory.create(4, 10));
  }

  @Test
  void sidesThatCannotBeComparedAreNamed() {
    Dataset<Row> left = spark.sql("SELECT 1 AS time, map(1, 2) AS m, 'a' AS run_uid");
    Dataset<Row> right = spark.sql("SELECT timestamp'2026-01-01' AS time, 'a' AS run_uid");
    assertThatThrownBy(() -> StreamAlignment.join(left, right, AsOf.onTime()))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("one side has a TIMESTAMP and the other a number");
    assertThatThrownBy(() -> StreamAlignment.join(left, right, AsOf.on("tyme", "time")))
        .hasMessageContaining("left side: Cannot join by column 'tyme': there is no such column");
    assertThatThrownBy(() -> StreamAlignment.join(left, left, AsOf.on("time", "time").by("m")))
        .hasMessageContaining("it has type map<int,int>");
    assertThatThrownBy(() -> AsOf.onTime().within(BigDecimal.valueOf(-1)))
        .hasMessageContaining("Cannot use tolerance -1: it is less than 0");
  }
}
