package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Where a page is put together, in memory that the compressor can read without a copy; one for all
 * columns of a file. Not thread safe.
 */
final class PageBuffer {
  /** Room in front of the values, for levels that are one run. */
  private static final int HEAD = 16;

  private ByteBuffer bytes = allocate(1 << 18);

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** An empty page for values of so many bytes at most; the caller appends. */
  ByteBuffer start(int most) {
    if (bytes.capacity() - HEAD < most) {
      bytes = allocate(Math.addExact(most, HEAD));
    }
    return bytes.clear().position(HEAD);
  }

  /** What was appended, alone. */
  BytesInput values() {
    return from(HEAD);
  }

  private BytesInput from(int first) {
    return BytesInput.from(bytes.slice(first, bytes.position() - first));
  }

  /** Hands a page over: the levels, and behind them what was appended. */
  void write(
      PageWriter out,
      Levels levels,
      Statistics<?> statistics,
      SizeStatistics sizes,
      Encoding encoding)
      throws IOException {
    BytesInput page;
    if (levels.isUniform()) {
      ByteBuffer run = ByteBuffer.allocate(HEAD);
      levels.run(run);
      int first = HEAD - run.position() - Integer.BYTES;
      bytes.putInt(first, run.position());
      bytes.put(first + Integer.BYTES, run.array(), 0, run.position());
      page = from(first);
    } else {
      BytesInput runs = levels.runs();
      page = BytesInput.concat(BytesInput.fromInt((int) runs.size()), runs, values());
    }
    int rows = levels.rows();
    out.writePage(page, rows, rows, statistics, sizes, null, Encoding.RLE, Encoding.RLE, encoding);
  }
}
