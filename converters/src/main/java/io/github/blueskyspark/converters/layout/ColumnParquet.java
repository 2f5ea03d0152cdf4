package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.package$;
import org.apache.spark.sql.types.DataTypes;
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

  private static final String RUN_UID = "run_uid";

  /** Most rows of a page, and values of all pages that are held together. */
  private static final int PAGE_ROWS = ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT;

  private static final int HELD_VALUES = 4 << 20;
  private static final int FEWEST_PAGE_ROWS = 1000;

  /** As pyarrow writes, unless the session says otherwise; figures are in the benchmarks. */
  private static final int LEVEL = 1;

  private final StructType columns;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final int pageRows;
  private final ZstdPages compressor;
  private final PageBuffer buffer = new PageBuffer();
  private final Path path;
  private final Configuration conf;
  private final HashedFile hashed;
  private final ParquetFileWriter file;
  private final List<ColumnPages> columnPages = new ArrayList<>();
  private ColumnChunkPageWriteStore pages;
  private long held;

  /**
   * @param runs about how many runs the file holds, for its bloom filter
   */
  public ColumnParquet(Path path, Configuration given, StructType columns, long runs)
      throws IOException {
    this.path = path;
    this.conf = new Configuration(given);
    // Parquet has checksums of its own; no .crc files beside the tables.
    conf.set("fs.file.impl", RawLocalFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    this.columns = columns;
    this.schema = ColumnTypes.schema(columns);
    int share = HELD_VALUES / Math.max(1, columns.length());
    this.pageRows = Math.min(PAGE_ROWS, Math.max(FEWEST_PAGE_ROWS, share));
    this.properties =
        ParquetProperties.builder()
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withPageSize(PAGE)
            .withPageRowCountLimit(pageRows)
            .withPageWriteChecksumEnabled(true)
            .withBloomFilterEnabled(RUN_UID, true)
            .withBloomFilterNDV(RUN_UID, Math.max(WarehouseParquet.FEWEST_VALUES, runs))
            .build();
    this.compressor = new ZstdPages(conf.getInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, LEVEL));
    this.hashed = new HashedFile(HadoopOutputFile.fromPath(path, conf));
    this.file =
        new ParquetFileWriter(
            hashed, schema, ParquetFileWriter.Mode.CREATE, ROW_GROUP, PADDING, null, properties);
    file.start();
    open();
  }

  private void open() {
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    for (StructField field : columns.fields()) {
      columnPages.add(pagesOf(field));
    }
  }

  private ColumnPages pagesOf(StructField field) {
    ColumnDescriptor column = schema.getColumnDescription(new String[] {field.name()});
    PrimitiveType type = column.getPrimitiveType();
    PageWriter out = pages.getPageWriter(column);
    Optional<NumberKind> kind = NumberKind.of(field.dataType());
    if (kind.isPresent()) {
      return new NumberPages(kind.get(), type, out, buffer, pageRows);
    } else if (field.dataType().equals(DataTypes.StringType)) {
      return new TextPages(type, out, buffer, bloom(column), pageRows);
    }
    // A store a column: each counts its own values, so that columns can be written one by one.
    MessageType single = new MessageType(schema.getName(), schema.getType(field.name()));
    ColumnWriteStore store = properties.newColumnWriteStore(single, pages, pages);
    return new RecordPages(
        field.dataType(), store, store.getColumnWriter(single.getColumns().get(0)));
  }

  private Optional<TextPages.Bloom> bloom(ColumnDescriptor column) {
    if (!properties.isBloomFilterEnabled(column)) {
      return Optional.empty();
    }
    long runs = properties.getBloomFilterNDV(column).orElse(WarehouseParquet.FEWEST_VALUES);
    double wrong =
        properties.getBloomFilterFPP(column).orElse(ParquetProperties.DEFAULT_BLOOM_FILTER_FPP);
    int bytes = BlockSplitBloomFilter.optimalNumOfBits(runs, wrong) / Byte.SIZE;
    return Optional.of(
        new TextPages.Bloom(
            new BlockSplitBloomFilter(bytes, properties.getMaxBloomFilterBytes()),
            pages.getBloomFilterWriter(column)));
  }

  /** Adds the rows of a batch that has these columns. */
  public void write(ColumnarBatch batch) throws IOException {
    int count = batch.numRows();
    long size = 0;
    for (int i = 0; i < columnPages.size(); i++) {
      columnPages.get(i).write(batch.column(i), count);
      size += columnPages.get(i).held();
    }
    held += count;
    if (size >= ROW_GROUP) {
      flush();
      open();
    }
  }

  private void flush() throws IOException {
    if (held > 0) {
      file.startBlock(held);
      for (ColumnPages column : columnPages) {
        column.finish();
      }
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    columnPages.forEach(ColumnPages::close);
    pages.close();
    columnPages.clear();
    held = 0;
  }

  /**
   * What is in a file.
   *
   * @param rows as its footer says
   * @param sha256 of its bytes, lower-case hex
   */
  public record Written(long rows, String sha256) implements Serializable {}

  /** Ends the file; without it there is none that can be read. */
  public Written finish() throws IOException {
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
    try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
      return new Written(reader.getRecordCount(), hashed.sha256());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      columnPages.forEach(ColumnPages::close);
      file.close();
    } finally {
      compressor.release();
    }
  }
}
