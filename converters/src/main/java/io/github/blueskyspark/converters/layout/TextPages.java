package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilterWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Pages of texts most of which are the same as in the row before: such a row costs a comparison.
 * With a dictionary, or plainly with a bloom filter.
 */
final class TextPages implements ColumnPages {
  private static final int MOST_BYTES = 1 << 20;

  private final PrimitiveType type;
  private final PageWriter out;
  private final PageBuffer buffer;
  private final Optional<Bloom> bloom;
  private final int pageRows;
  private final Levels levels = new Levels();
  private final Map<UTF8String, Integer> dictionary = new HashMap<>();
  private final List<UTF8String> entries = new ArrayList<>();
  private final List<UTF8String> runs = new ArrayList<>();
  private final int[] ends;
  private boolean open;
  private long entryBytes;
  private long pageBytes;
  private int used;

  /** A bloom filter of the column, and where it goes. */
  record Bloom(BloomFilter filter, BloomFilterWriter out) {
    void add(Binary value) {
      filter.insertHash(filter.hash(value));
    }

    void end() {
      out.writeBloomFilter(filter);
    }
  }

  /**
   * @param type of the column in Parquet
   * @param bloom of the column; it has a dictionary where there is none, because Parquet writes no
   *     filter beside a dictionary
   * @param pageRows most rows of a page
   */
  TextPages(
      PrimitiveType type, PageWriter out, PageBuffer buffer, Optional<Bloom> bloom, int pageRows) {
    this.type = type;
    this.out = out;
    this.buffer = buffer;
    this.bloom = bloom;
    this.pageRows = pageRows;
    this.ends = new int[pageRows];
    this.open = bloom.isEmpty();
  }

  @Override
  public void write(ColumnVector values, int count) throws IOException {
    for (int at = 0; at < count; at++) {
      boolean has = !values.isNullAt(at);
      if (has) {
        take(values.getUTF8String(at));
      }
      levels.add(has, 1);
      if (levels.rows() == pageRows || pageBytes >= MOST_BYTES) {
        page();
      }
    }
  }

  private void take(UTF8String value) {
    if (runs.isEmpty() || !value.equals(runs.get(runs.size() - 1))) {
      runs.add(value.copy());
      pageBytes += open ? value.numBytes() : 0;
    }
    ends[runs.size() - 1] = ++used;
    pageBytes += open ? 0 : Integer.BYTES + value.numBytes();
  }

  private void page() throws IOException {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(levels.absent());
    long bytes = 0;
    for (int i = 0; i < runs.size(); i++) {
      Binary value = Binary.fromConstantByteArray(runs.get(i).getBytes());
      statistics.updateStats(value);
      bytes += (long) value.length() * (ends[i] - start(i));
      bloom.ifPresent(b -> b.add(value));
    }
    Encoding encoding = encode(bytes);
    SizeStatistics sizes = new SizeStatistics(type, bytes, List.of(), List.of());
    buffer.write(out, levels, statistics, sizes, encoding);
    levels.clear();
    runs.clear();
    used = 0;
    pageBytes = 0;
    open &= entryBytes < MOST_BYTES;
  }

  private int start(int run) {
    return run == 0 ? 0 : ends[run - 1];
  }

  private Encoding encode(long bytes) throws IOException {
    int[] indices = new int[open ? used : 0];
    for (int i = 0; i < runs.size() && open; i++) {
      Arrays.fill(indices, start(i), ends[i], index(runs.get(i)));
    }
    if (open && used > 0) {
      NumberDictionary.write(indices, used, entries.size(), buffer);
      return Encoding.RLE_DICTIONARY;
    }
    ByteBuffer to = buffer.start(Math.toIntExact(bytes + (long) used * Integer.BYTES));
    for (int i = 0; i < runs.size(); i++) {
      byte[] value = runs.get(i).getBytes();
      for (int at = start(i); at < ends[i]; at++) {
        to.putInt(value.length).put(value);
      }
    }
    return Encoding.PLAIN;
  }

  private int index(UTF8String value) {
    Integer known = dictionary.get(value);
    if (known == null) {
      known = entries.size();
      dictionary.put(value, known);
      entries.add(value);
      entryBytes += Integer.BYTES + value.numBytes();
    }
    return known;
  }

  @Override
  public long held() {
    return out.getMemSize() + pageBytes + entryBytes;
  }

  @Override
  public void finish() throws IOException {
    if (levels.rows() > 0) {
      page();
    }
    if (!entries.isEmpty()) {
      ByteBuffer to = buffer.start(Math.toIntExact(entryBytes));
      for (UTF8String entry : entries) {
        to.putInt(entry.numBytes()).put(entry.getBytes());
      }
      out.writeDictionaryPage(new DictionaryPage(buffer.values(), entries.size(), Encoding.PLAIN));
    }
    bloom.ifPresent(Bloom::end);
  }

  @Override
  public void close() {
    levels.clear();
  }
}
