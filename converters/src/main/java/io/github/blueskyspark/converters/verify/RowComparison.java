package io.github.blueskyspark.converters.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares rows of the source with rows of the warehouse by key: each key once on both sides, with
 * equal values. Reads both sides once where they are equal.
 *
 * @param keys columns that name a row
 * @param values columns that have to be equal; {@code name} is one of them and is shown
 * @param about says what a row is about
 */
record RowComparison(List<String> keys, List<String> values, Sentence about) {
  private static final String COPIES = "__bluesky_copies";

  /** What a difference is about. */
  @FunctionalInterface
  interface Sentence {
    String about(Row row);
  }

  /**
   * Adds the keys whose values differ, or that one side lacks or has more than once.
   *
   * @return how many rows the source has
   */
  long run(Dataset<Row> given, Dataset<Row> held, Differences differences) {
    Column same = lit(true);
    Column equal = col("h." + COPIES).eqNullSafe(lit(1L));
    List<Column> shown = new ArrayList<>();
    for (String key : keys) {
      same = same.and(col("g." + key).eqNullSafe(col("h." + key)));
      shown.add(coalesce(col("g." + key), col("h." + key)).as(key));
    }
    for (String value : values) {
      equal = equal.and(col("g." + value).eqNullSafe(col("h." + value)));
    }
    shown.add(coalesce(col("g.name"), col("h.name")).as("what"));
    shown.add(col("g.name").isNotNull().as("given"));
    shown.add(coalesce(col("h." + COPIES), lit(0L)).as("held"));
    Dataset<Row> both = given.alias("g").join(once(held).alias("h"), same, "full_outer");
    Column differs = not(equal).or(col("g.name").isNull());
    Row counts =
        both.agg(count(when(col("g.name").isNotNull(), lit(1))), count(when(differs, lit(1))))
            .first();
    if (counts.getLong(1) > 0) {
      Column[] order = keys.stream().map(k -> col(k)).toArray(Column[]::new);
      List<String> examples =
          both
              .where(differs)
              .select(shown.toArray(Column[]::new))
              .orderBy(order)
              .limit(Differences.SHOWN)
              .collectAsList()
              .stream()
              .map(row -> about.about(row) + ": " + verdict(row))
              .toList();
      differences.add(counts.getLong(1), examples);
    }
    return counts.getLong(0);
  }

  private Dataset<Row> once(Dataset<Row> held) {
    List<Column> kept = new ArrayList<>();
    values.forEach(v -> kept.add(first(v).as(v)));
    return held.groupBy(keys.stream().map(k -> col(k)).toArray(Column[]::new))
        .agg(count(lit(1)).as(COPIES), kept.toArray(Column[]::new));
  }

  private static String verdict(Row row) {
    boolean given = row.getAs("given");
    long held = row.<Long>getAs("held");
    if (held > 1) {
      return "the warehouse holds it " + held + " times";
    }
    if (given && held == 1) {
      return "the warehouse holds another one than the source";
    }
    return given ? "the warehouse does not hold it" : "the source does not hold it";
  }
}
