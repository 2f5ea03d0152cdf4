package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.warehouse.StoredRows;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Batches of one split of Parquet files; what is in a batch counts until the next one. */
final class StoredPartitionReader implements PartitionReader<ColumnarBatch> {
  private final StoredRows rows;
  private final ReadMetrics metrics = new ReadMetrics();
  private final List<KeyWatch> watch;
  private final long readBefore = ParquetBatches.bytesReadByThisThread();
  private long left;
  private boolean ended;

  StoredPartitionReader(StoredRows rows, int limit, List<KeyWatch> watch) {
    this.rows = rows;
    this.watch = watch;
    this.left = limit == BlueskyScan.NO_LIMIT ? Long.MAX_VALUE : limit;
  }

  @Override
  public boolean next() throws IOException {
    if (left <= 0) {
      return false;
    }
    boolean found = rows.next();
    long read = ParquetBatches.bytesReadByThisThread() - readBefore;
    metrics.add(Counter.BYTES_READ, read - metrics.get(Counter.BYTES_READ));
    ended = !found;
    if (found) {
      ColumnarBatch batch = rows.batch();
      batch.setNumRows((int) Math.min(left, batch.numRows()));
      left -= batch.numRows();
    }
    return found;
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
      watch.forEach(w -> w.add(rows.keys()));
    }
    rows.close();
  }
}
