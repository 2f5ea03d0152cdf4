package io.github.blueskyspark.spark.parquet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Columns of a piece of a Parquet file, batch by batch. A column that the file has not is null.
 * What is in a batch counts until the next one is asked for. Not thread safe.
 *
 * <p>Files are read as {@link ParquetSettings} says.
 */
public final class ParquetBatches implements Closeable {
  /** Most rows of a batch, as Spark's own Parquet source has it. */
  static final int ROWS = 4096;

  private final String uri;
  private final StructType columns;
  private final VectorizedParquetRecordReader reader;
  private Optional<ColumnarBatch> shown = Optional.empty();

  /**
   * Opens a piece.
   *
   * @param settings with the wanted columns
   * @param filter drops row groups and pages by statistics and bloom filters, no single rows
   */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged footers as unchecked exceptions
  public ParquetBatches(
      ParquetPiece piece, ParquetSettings settings, Optional<FilterPredicate> filter)
      throws IOException {
    this.uri = piece.uri();
    this.columns = settings.columns();
    this.reader =
        new VectorizedParquetRecordReader(
            null, "CORRECTED", "UTC", "CORRECTED", "UTC", false, ROWS);
    TaskAttemptContext context =
        new TaskAttemptContextImpl(settings.with(filter), new TaskAttemptID());
    FileSplit split =
        new FileSplit(new Path(piece.uri()), piece.start(), piece.length(), new String[0]);
    try {
      reader.initialize(split, context);
      reader.initBatch(new StructType(), InternalRow.empty());
      reader.enableReturningBatches();
    } catch (InterruptedException e) {
      reader.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("cancelled while opening " + uri);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw explained(e);
    }
  }

  /** Goes to the next batch; false at the end. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  public boolean next() throws IOException {
    try {
      if (!reader.nextKeyValue()) {
        return false;
      }
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
    ColumnarBatch batch = reader.resultBatch();
    if (shown.isEmpty()) {
      shown = Optional.of(shown(batch));
    }
    shown.get().setNumRows(batch.numRows());
    return true;
  }

  private ColumnarBatch shown(ColumnarBatch batch) {
    ColumnVector[] vectors = new ColumnVector[columns.length()];
    for (int i = 0; i < vectors.length; i++) {
      ColumnVector stored = batch.column(i);
      vectors[i] =
          columns.fields()[i].dataType() instanceof VariantType ? new VariantView(stored) : stored;
    }
    return new ColumnarBatch(vectors);
  }

  /** The batch that {@link #next} went to. */
  public ColumnarBatch batch() {
    return shown.orElseThrow();
  }

  private IOException explained(Exception e) throws FileNotFoundException {
    if (e instanceof FileNotFoundException gone) {
      throw gone;
    }
    throw DamagedFile.of(uri, e);
  }

  /** Bytes that this thread has read through Hadoop's file systems so far. */
  @SuppressWarnings("deprecation") // nothing else of Hadoop counts by thread; Spark does the same
  public static long bytesReadByThisThread() {
    long bytes = 0;
    for (FileSystem.Statistics one : FileSystem.getAllStatistics()) {
      bytes += one.getThreadStatistics().getBytesRead();
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
