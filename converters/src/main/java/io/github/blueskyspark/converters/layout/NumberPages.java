package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Pages of numbers of 4 or 8 bytes, a page at a time and not a value: a dictionary as long as
 * values repeat, differences for integers that go up evenly, else the values as they are.
 */
final class NumberPages implements ColumnPages {
  /** Differences in a block, and parts of it that have a width of their own. */
  private static final int BLOCK = 128;

  private static final int PARTS = 4;
  private static final int SLAB = 1 << 10;
  private static final int PAGE = 1 << 20;

  private final NumberKind kind;
  private final PrimitiveType type;
  private final PageWriter out;
  private final PageBuffer buffer;
  private final int pageRows;
  private final Levels levels = new Levels();
  private final NumberDictionary dictionary = new NumberDictionary();
  private final long[] cells;
  private final int[] indices;
  private int used;

  /**
   * @param type of the column in Parquet
   * @param pageRows most rows of a page
   */
  NumberPages(
      NumberKind kind, PrimitiveType type, PageWriter out, PageBuffer buffer, int pageRows) {
    this.kind = kind;
    this.type = type;
    this.out = out;
    this.buffer = buffer;
    this.pageRows = pageRows;
    this.cells = new long[pageRows];
    this.indices = new int[pageRows];
  }

  @Override
  public void write(ColumnVector values, int count) throws IOException {
    boolean sparse = values.hasNull();
    int at = 0;
    while (at < count) {
      boolean has = !sparse || !values.isNullAt(at);
      int most = Math.min(count - at, pageRows - levels.rows());
      int run = sparse ? 1 : most;
      while (run < most && values.isNullAt(at + run) != has) {
        run++;
      }
      if (has) {
        kind.take(values, at, run, cells, used);
        used += run;
      }
      levels.add(has, run);
      at += run;
      if (levels.rows() == pageRows) {
        page();
      }
    }
  }

  private void page() throws IOException {
    Encoding encoding = encode();
    Statistics<?> statistics = Statistics.createStats(type);
    kind.note(cells, used, statistics);
    statistics.incrementNumNulls(levels.absent());
    SizeStatistics sizes = new SizeStatistics(type, 0, List.of(), List.of());
    buffer.write(out, levels, statistics, sizes, encoding);
    levels.clear();
    used = 0;
  }

  private Encoding encode() throws IOException {
    if (used > 0 && dictionary.isOpen() && dictionary.index(cells, used, indices)) {
      NumberDictionary.write(indices, used, dictionary.size(), buffer);
      return Encoding.RLE_DICTIONARY;
    }
    if (kind.isEven(cells, used)) {
      differences();
      return Encoding.DELTA_BINARY_PACKED;
    }
    kind.put(cells, used, buffer.start(used * kind.bytes()));
    return Encoding.PLAIN;
  }

  private void differences() throws IOException {
    HeapByteBufferAllocator heap = new HeapByteBufferAllocator();
    try (DeltaBinaryPackingValuesWriter delta =
        kind == NumberKind.LONG
            ? new DeltaBinaryPackingValuesWriterForLong(BLOCK, PARTS, SLAB, PAGE, heap)
            : new DeltaBinaryPackingValuesWriterForInteger(BLOCK, PARTS, SLAB, PAGE, heap)) {
      for (int i = 0; i < used; i++) {
        if (kind == NumberKind.LONG) {
          delta.writeLong(cells[i]);
        } else {
          delta.writeInteger((int) cells[i]);
        }
      }
      BytesInput bytes = delta.getBytes();
      buffer.start((int) bytes.size()).put(bytes.toInputStream().readAllBytes());
    }
  }

  @Override
  public long held() {
    return out.getMemSize() + (long) used * kind.bytes();
  }

  @Override
  public void finish() throws IOException {
    if (levels.rows() > 0) {
      page();
    }
    if (dictionary.size() > 0) {
      ByteBuffer to = buffer.start(dictionary.size() * kind.bytes());
      kind.put(dictionary.values(), dictionary.size(), to);
      out.writeDictionaryPage(
          new DictionaryPage(buffer.values(), dictionary.size(), Encoding.PLAIN));
    }
  }

  @Override
  public void close() {
    levels.clear();
  }
}
