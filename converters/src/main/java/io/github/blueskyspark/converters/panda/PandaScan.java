package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Cuts the rows into tasks of even bytes; datasets that nobody selects are not opened. */
final class PandaScan
    implements ScanBuilder, SupportsPushDownRequiredColumns, Batch, SupportsReportStatistics {
  private static final long BYTES_A_TASK = 128L << 20;

  private final PandaPlan plan;
  private StructType wanted;

  PandaScan(PandaPlan plan) {
    this.plan = plan;
    this.wanted = plan.schema();
  }

  @Override
  public void pruneColumns(StructType required) {
    wanted = required;
  }

  @Override
  public Scan build() {
    return this;
  }

  @Override
  public StructType readSchema() {
    return wanted;
  }

  @Override
  public String description() {
    return "PandA files: " + plan.files().size() + ", columns: " + wanted.length();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public Statistics estimateStatistics() {
    long rows = plan.files().stream().mapToLong(PandaFile::rows).sum();
    long width = wanted.defaultSize();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(rows * width);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(rows);
      }
    };
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return pack(SparkSession.active()).toArray(InputPartition[]::new);
  }

  /** Tasks for the processors of a session. */
  List<PandaPartition> pack(SparkSession spark) {
    return pack(BYTES_A_TASK, spark.sparkContext().defaultParallelism());
  }

  /**
   * Big files are cut, small ones lie together. Where there is work for all processors, the tasks
   * are a multiple of them, so that all end at about the same time.
   */
  List<PandaPartition> pack(long bytesATask, int processors) {
    long bytes = plan.files().stream().mapToLong(PandaFile::bytes).sum();
    long tasks = Math.max(1, (bytes + bytesATask - 1) / bytesATask);
    long even = tasks < processors ? tasks : (tasks + processors - 1) / processors * processors;
    long share = Math.max(1, (bytes + even - 1) / even);
    List<PandaPartition> partitions = new ArrayList<>();
    List<PandaFile.Part> parts = new ArrayList<>();
    long held = 0;
    for (PandaFile file : plan.files()) {
      long rows = PandaBlocks.wholeBlocks(share / file.rowBytes());
      for (PandaFile.Part part : file.parts(rows, plan.eventsOf(file))) {
        long size = (part.to() - part.from()) * file.rowBytes();
        if (!parts.isEmpty() && held + size > share + share / 16) {
          partitions.add(new PandaPartition(List.copyOf(parts)));
          parts.clear();
          held = 0;
        }
        parts.add(part);
        held += size;
      }
    }
    if (!parts.isEmpty()) {
      partitions.add(new PandaPartition(List.copyOf(parts)));
    }
    return partitions;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    Configuration conf = SparkSession.active().sessionState().newHadoopConf();
    return new Factory(new HadoopStorage(conf), wanted, plan.bits());
  }

  /** What a task reads. */
  record PandaPartition(List<PandaFile.Part> parts) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private record Factory(HadoopStorage storage, StructType wanted, List<PandaBits.Bit> bits)
      implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new IllegalStateException("PandA rows are read in batches: please report");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      return new Batches(
          ((PandaPartition) partition).parts(), wanted, bits, new PandaReader(storage));
    }
  }

  /** Blocks of several parts, one open at a time. */
  static final class Batches implements PartitionReader<ColumnarBatch> {
    private final List<PandaFile.Part> parts;
    private final StructType wanted;
    private final List<PandaBits.Bit> bits;
    private final PandaReader reader;
    private int opened;
    private PandaBlocks current;

    Batches(
        List<PandaFile.Part> parts,
        StructType wanted,
        List<PandaBits.Bit> bits,
        PandaReader reader) {
      this.parts = parts;
      this.wanted = wanted;
      this.bits = bits;
      this.reader = reader;
    }

    @Override
    public boolean next() throws IOException {
      while (current == null || !current.next()) {
        close();
        if (opened == parts.size()) {
          return false;
        }
        current = new PandaBlocks(parts.get(opened++), wanted, bits, reader);
      }
      return true;
    }

    @Override
    public ColumnarBatch get() {
      return current.get();
    }

    @Override
    public void close() throws IOException {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
