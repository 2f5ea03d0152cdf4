package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetPiece;
import io.github.blueskyspark.spark.parquet.ParquetSettings;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows of data files as they lie there, in their order: variants keep their bytes, checksums of
 * pages are compared. Beside their own columns they have {@link #PLACE}, which orders rows of one
 * file, and the owner, year and month of their file.
 */
final class DataFileRows {
  /** Number of the file, then of the row in it. */
  static final String PLACE = "__bluesky_place";

  private static final int ROW_BITS = 40;

  private DataFileRows() {}

  /**
   * A data file.
   *
   * @param uri of the file
   * @param size bytes
   * @param owner number of the entry whose rows it holds
   */
  record Source(String uri, long size, long owner, String year, String month)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * All rows of some files.
   *
   * @param columns which the files have, or which are null
   * @param tasks in which they are read; neighbours in the list lie together
   */
  static Dataset<Row> of(SparkSession spark, List<Source> files, StructType columns, int tasks) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration conf = spark.sessionState().newHadoopConf();
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    JavaRDD<InternalRow> rows =
        context
            .parallelize(files, Math.max(1, Math.min(tasks, files.size())))
            .zipWithIndex()
            .mapPartitions(
                some -> {
                  Rows all = new Rows(columns, shared.value().value());
                  some.forEachRemaining(file -> all.add(file._1(), file._2()));
                  return all;
                });
    StructType schema =
        columns
            .add(PLACE, DataTypes.LongType)
            .add(Staging.OWNER, DataTypes.LongType)
            .add(Staging.YEAR, DataTypes.StringType)
            .add(Staging.MONTH, DataTypes.StringType);
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** Rows of the files of a task, one file open at a time. */
  private static final class Rows implements Iterator<InternalRow> {
    private record Numbered(Source source, long number) {}

    private final StructType columns;
    private final Configuration conf;
    private final List<Numbered> waiting = new ArrayList<>();
    private final JoinedRow joined = new JoinedRow();
    private final GenericInternalRow more = new GenericInternalRow(4);
    private Optional<ParquetBatches> open = Optional.empty();
    private Iterator<InternalRow> batch = Collections.emptyIterator();
    private long place;

    Rows(StructType columns, Configuration conf) {
      this.columns = columns;
      this.conf = conf;
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
    }

    void add(Source source, long number) {
      waiting.add(new Numbered(source, number));
    }

    @Override
    public boolean hasNext() {
      try {
        while (!batch.hasNext()) {
          if (open.isEmpty()) {
            if (waiting.isEmpty()) {
              return false;
            }
            open(waiting.remove(0));
          }
          if (open.get().next()) {
            batch = open.get().batch().rowIterator();
          } else {
            close();
          }
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }

    private void open(Numbered file) throws IOException {
      Source source = file.source();
      ParquetPiece whole = new ParquetPiece(source.uri(), 0, source.size());
      open =
          Optional.of(
              new ParquetBatches(whole, ParquetSettings.of(conf, columns), Optional.empty()));
      place = file.number() << ROW_BITS;
      more.update(1, source.owner());
      more.update(2, UTF8String.fromString(source.year()));
      more.update(3, UTF8String.fromString(source.month()));
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      more.update(0, place++);
      return joined.apply(batch.next(), more);
    }

    private void close() {
      batch = Collections.emptyIterator();
      if (open.isPresent()) {
        try {
          open.get().close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          open = Optional.empty();
        }
      }
    }
  }
}
