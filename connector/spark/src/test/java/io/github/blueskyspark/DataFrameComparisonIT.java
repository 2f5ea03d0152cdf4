package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** spark-testing-base under Jupiter on this Spark: it finds the differences it is there to find. */
class DataFrameComparisonIT extends JavaDataFrameSuiteBase {
  /** The suite wants a context of its own; other tests of this machine may have left theirs. */
  @BeforeAll
  static void stopOthers() {
    SparkSession.builder().master("local[2]").getOrCreate().stop();
  }

  @BeforeEach
  void start() {
    runBefore();
    sqlBeforeAllTestCases();
  }

  @AfterAll
  static void stop() {
    runAfterClass();
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }

  @Test
  void equalFramesPass() {
    assertDataFrameEquals(numbers("id"), numbers("id"));
    assertDataFrameNoOrderEquals(numbers("id"), numbers("id").orderBy("id"));
  }

  @Test
  void anotherValueIsFound() {
    assertThatThrownBy(() -> assertDataFrameEquals(numbers("id"), numbers("id + 1 AS id")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void anotherTypeIsFound() {
    assertThatThrownBy(
            () -> assertDataFrameNoOrderEquals(numbers("id"), numbers("CAST(id AS INT) AS id")))
        .isInstanceOf(AssertionError.class);
  }

  private Dataset<Row> numbers(String column) {
    return spark().range(3).selectExpr(column);
  }
}
