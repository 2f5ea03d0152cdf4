package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.spark.vectors.VectorRowWriter;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Opens splits in tasks; holds what all of them share, so that it crosses the wire once a stage.
 */
record BlueskyReaderFactory(
    TableQuery query, Storage storage, StructType schema, int limit, List<KeyWatch> watch)
    implements ColumnarFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    BlueskyInputPartition input = (BlueskyInputPartition) partition;
    ReadMetrics metrics = new ReadMetrics();
    VectorRowWriter rows = new VectorRowWriter(query.columns(), schema);
    try {
      return new BlueskyPartitionReader(
          Archive.open(input.split(), query, storage, metrics), rows, metrics, limit, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
