package io.github.blueskyspark.converters.align;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Places of both sides, counted, and some of them picked by chance: one pass over the compared
 * columns, and never more than {@link #MOST} places on the driver.
 *
 * @param rows of both sides together
 * @param places picked ones
 */
record KeySample(long rows, List<Weighted> places) {
  private static final int MOST = 200_000;
  private static final int MOST_A_TASK = 2_000;
  private static final int SEED = 7;

  /** A place that stands for so many rows. */
  record Weighted(Key place, double rows) {}

  /**
   * @param width number of {@code by} columns
   */
  static KeySample of(Dataset<Row> places, int width) {
    int tasks = Math.max(1, places.rdd().getNumPartitions());
    int picked = Math.max(20, Math.min(MOST_A_TASK, MOST / tasks));
    StructType schema = new StructType().add("rows", DataTypes.DoubleType);
    for (StructField field : places.schema().fields()) {
      schema = schema.add(field);
    }
    MapPartitionsFunction<Row, Row> pick = rows -> pick(rows, picked);
    List<Weighted> all = new ArrayList<>();
    double rows = 0;
    for (Row row : places.mapPartitions(pick, Encoders.row(schema)).collectAsList()) {
      all.add(new Weighted(Key.of(row, 1, width), row.getDouble(0)));
      rows += row.getDouble(0);
    }
    return new KeySample(Math.round(rows), all);
  }

  /** Each row has the same chance; every one picked stands for the same number of rows. */
  private static Iterator<Row> pick(Iterator<Row> rows, int most) {
    Random chance = new Random(SEED + (long) TaskContext.getPartitionId());
    List<Row> picked = new ArrayList<>();
    long seen = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      seen++;
      if (picked.size() < most) {
        picked.add(row);
      } else {
        long at = chance.nextLong(seen);
        if (at < most) {
          picked.set((int) at, row);
        }
      }
    }
    double weight = (double) seen / Math.max(1, picked.size());
    return picked.stream().map(row -> weighted(weight, row)).iterator();
  }

  private static Row weighted(double weight, Row row) {
    Object[] cells = new Object[row.length() + 1];
    cells[0] = weight;
    for (int i = 0; i < row.length(); i++) {
      cells[i + 1] = row.get(i);
    }
    return RowFactory.create(cells);
  }
}
