package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.package$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A Parquet file of a warehouse, written column by column: where rows come in batches of plain
 * columns, there is no row to be made of them. The file is as {@link WarehouseParquet} and Spark
 * would have written it. Holds a row group; not thread safe.
 */
public final class ColumnParquet implements Closeable {
  private static final long ROW_GROUP = 128L << 20;
  private static final int PADDING = 8 << 20;
  private static final int PAGE = 1 << 20;

  /** Columns all of whose values differ, and that of the bloom filter. */
  private static final List<String> NO_DICTIONARY = List.of("run_uid", "row", "time");

  private final StructType columns;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final ParquetFileWriter file;
  private final List<ColumnWriteStore> stores = new ArrayList<>();
  private final List<ColumnParquetValues> writers = new ArrayList<>();
  private ColumnChunkPageWriteStore pages;
  private long held;
  private long rows;

  /**
   * @param runs about how many runs the file holds, for its bloom filter
   */
  public ColumnParquet(Path path, Configuration given, StructType columns, long runs)
      throws IOException {
    Configuration conf = new Configuration(given);
    // Parquet has checksums of its own; no .crc files beside the tables.
    conf.set("fs.file.impl", RawLocalFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    this.columns = columns;
    this.schema = ColumnParquetValues.schema(columns);
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withPageSize(PAGE)
            .withPageWriteChecksumEnabled(true)
            .withBloomFilterEnabled("run_uid", true)
            .withBloomFilterNDV("run_uid", Math.max(WarehouseParquet.FEWEST_VALUES, runs));
    NO_DICTIONARY.forEach(name -> builder.withDictionaryEncoding(name, false));
    this.properties = builder.build();
    this.codecs = new CodecFactory(conf, PAGE);
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, conf),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP,
            PADDING,
            null,
            properties);
    file.start();
    open();
  }

  private void open() {
    BytesInputCompressor compressor = codecs.getCompressor(CompressionCodecName.ZSTD);
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    for (StructField field : columns.fields()) {
      // A store a column: each counts its own values, so that columns can be written one by one.
      MessageType single = new MessageType(schema.getName(), schema.getType(field.name()));
      ColumnDescriptor column = single.getColumns().get(0);
      ColumnWriteStore store = properties.newColumnWriteStore(single, pages, pages);
      stores.add(store);
      writers.add(new ColumnParquetValues(field.dataType(), store, store.getColumnWriter(column)));
    }
  }

  /** Adds the rows of a batch that has these columns. */
  public void write(ColumnarBatch batch) throws IOException {
    int count = batch.numRows();
    long size = 0;
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).write(batch.column(i), count);
      size += stores.get(i).getBufferedSize();
    }
    held += count;
    rows += count;
    if (size >= ROW_GROUP) {
      flush();
      open();
    }
  }

  private void flush() throws IOException {
    if (held > 0) {
      file.startBlock(held);
      stores.forEach(ColumnWriteStore::flush);
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    stores.forEach(ColumnWriteStore::close);
    pages.close();
    stores.clear();
    writers.clear();
    held = 0;
  }

  /** Ends the file; without it there is none that can be read. */
  public long finish() throws IOException {
    flush();
    file.end(
        Map.of(
            "org.apache.spark.sql.parquet.row.metadata",
            columns.json(),
            "org.apache.spark.version",
            package$.MODULE$.SPARK_VERSION_SHORT(),
            ProvenanceWriteSupport.SCHEMA_VERSION,
            String.valueOf(LayoutVersion.SCHEMA),
            ProvenanceWriteSupport.CONVERTER_VERSION,
            LayoutVersion.converter()));
    return rows;
  }

  @Override
  public void close() throws IOException {
    try {
      stores.forEach(ColumnWriteStore::close);
      file.close();
    } finally {
      codecs.release();
    }
  }
}
