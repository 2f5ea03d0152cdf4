package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.blueskyspark.documents.DocumentKind;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Counts documents by kind while they pass, before anything is done to them. */
final class KindCounter {
  private static final String OTHER = "other";

  private final Observation observation;

  KindCounter(SparkSession spark) {
    this.observation = new Observation("documents of " + spark.sparkContext().applicationId());
  }

  Dataset<Row> watch(Dataset<Row> documents, SparkSession spark) {
    List<Column> counts = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      counts.add(count(when(col("name").equalTo(kind.label()), lit(1))).as(kind.label()));
    }
    Column first = count(lit(1)).as(OTHER);
    return documents.observe(observation, first, CollectionConverters.asScala(counts).toSeq());
  }

  /** The counts of kinds that occurred, after an action; waits for it. */
  Map<String, Long> counts() throws InterruptedIOException {
    Map<String, Long> counts = new TreeMap<>();
    long known = 0;
    long all = 0;
    for (Map.Entry<String, ?> entry : observed().entrySet()) {
      long n = ((Number) entry.getValue()).longValue();
      if (entry.getKey().equals(OTHER)) {
        all = n;
      } else {
        known += n;
        if (n > 0) {
          counts.put(entry.getKey(), n);
        }
      }
    }
    if (all != known) {
      counts.put(OTHER, all - known);
    }
    return counts;
  }

  private Map<String, Object> observed() throws InterruptedIOException {
    try {
      return observation.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for the counts");
    }
  }
}
