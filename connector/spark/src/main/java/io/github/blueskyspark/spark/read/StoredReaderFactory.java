package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spark.warehouse.StoredQuery;
import io.github.blueskyspark.spark.warehouse.StoredRows;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Opens splits of a warehouse's Parquet files in tasks. */
record StoredReaderFactory(
    StoredQuery query, HadoopStorage storage, int limit, List<KeyWatch> watch)
    implements ColumnarFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    StoredRows rows =
        new StoredRows(((StoredInputPartition) partition).split(), query, storage.configuration());
    return new StoredPartitionReader(rows, limit, watch);
  }
}
