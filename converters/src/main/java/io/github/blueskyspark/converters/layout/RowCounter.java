package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Counts rows while they pass on their way into files, without a query of its own. */
public final class RowCounter {
  private static final String ALL = "__bluesky_rows";

  private final Observation observation = new Observation("rows " + UUID.randomUUID());

  /**
   * The same rows, counted.
   *
   * @param more further counts, named
   */
  public Dataset<Row> watch(Dataset<Row> rows, List<Column> more) {
    return rows.observe(
        observation, count(lit(1)).as(ALL), CollectionConverters.asScala(more).toSeq());
  }

  /**
   * All rows, once they have been written; empty where Spark saw that there are none, or did not
   * keep the count.
   */
  public OptionalLong rows() throws InterruptedIOException {
    Long rows = values().get(ALL);
    return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /** The further counts by name, once the rows have been written. */
  public Map<String, Long> others() throws InterruptedIOException {
    Map<String, Long> others = values();
    others.remove(ALL);
    return others;
  }

  private Map<String, Long> values() throws InterruptedIOException {
    Map<String, Long> values = new TreeMap<>();
    try {
      observation
          .getAsJava()
          .forEach((name, value) -> values.put(name, ((Number) value).longValue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for the counts");
    }
    return values;
  }
}
