package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.spark.vectors.VectorRowWriter;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.tables.RowSource;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Reads one split into batches; a batch is overwritten by the next one. */
final class BlueskyPartitionReader implements PartitionReader<ColumnarBatch> {
  private final RowSource source;
  private final VectorRowWriter rows;
  private final ReadMetrics metrics;
  private final List<KeyWatch> watch;
  private long left;
  private boolean ended;

  BlueskyPartitionReader(
      RowSource source,
      VectorRowWriter rows,
      ReadMetrics metrics,
      int limit,
      List<KeyWatch> watch) {
    this.watch = watch;
    this.source = source;
    this.rows = rows;
    this.metrics = metrics;
    this.left = limit == BlueskyScan.NO_LIMIT ? Long.MAX_VALUE : limit;
  }

  @Override
  public boolean next() throws IOException {
    rows.clear();
    while (left > 0 && !rows.isFull() && source.next(rows)) {
      rows.endRow();
      left--;
    }
    ended = !rows.isFull() && left > 0;
    return rows.rows() > 0;
  }

  @Override
  public ColumnarBatch get() {
    return rows.batch();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return ScanMetrics.of(metrics);
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      watch.forEach(w -> w.add(metrics.keys()));
    }
    source.close();
  }
}
