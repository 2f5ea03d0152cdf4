package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.DocumentEncoders;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;

/**
 * Makes the writers of tasks.
 *
 * @param target where to
 * @param columns of the rows
 * @param format name of the encoder
 * @param appends whether files that are there stay
 */
record BlueskyWriterFactory(
    WriteTarget target, DocumentColumns columns, String format, boolean appends)
    implements DataWriterFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
    DocumentEncoder encoder = DocumentEncoders.load().of(format).orElseThrow();
    try {
      return new BlueskyDataWriter(
          target, columns, encoder, appends, target.attempt(partitionId, taskId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
