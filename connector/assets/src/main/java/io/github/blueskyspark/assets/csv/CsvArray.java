package io.github.blueskyspark.assets.csv;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.BoxCopy;
import io.github.blueskyspark.assets.BoxCopy.Box;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One open table as an array of rows and columns; of records where the type is structured, as an
 * array of rows with one column.
 */
final class CsvArray implements ArrayAsset {
  private final ArrayInfo info;
  private final RandomAccess file;
  private final CsvIndex index;
  private final Lines lines;
  private final FieldText text;
  private final List<Integer> chosen;
  private final Location where;
  private final ReadMetrics metrics;
  private final OutputBuffer rows;
  private final OutputBuffer output;
  private final int rowBytes;

  CsvArray(
      ArrayInfo info,
      RandomAccess file,
      CsvIndex index,
      Dialect dialect,
      Location where,
      ReadMetrics metrics) {
    this.info = info;
    this.file = file;
    this.index = index;
    this.lines = new Lines(file, dialect, metrics);
    this.text = new FieldText(dialect.decimal(), dialect.thousands());
    this.chosen = dialect.columns();
    this.where = where;
    this.metrics = metrics;
    this.rows = new OutputBuffer(where);
    this.output = new OutputBuffer(where);
    this.rowBytes = Math.multiplyExact(info.dtype().itemSize(), info.shape().get(1).intValue());
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    try {
      return Guarded.run(where, "read rows " + region, () -> cut(region));
    } catch (BadDialect e) {
      throw damaged(region.start(0), lines.position(), e.getMessage()).because(e);
    }
  }

  private ByteBuffer cut(Region region) throws IOException {
    int size = info.dtype().itemSize();
    if (region.size() == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    long start = System.nanoTime();
    long first = region.start(0);
    long count = region.count(0);
    long columns = info.shape().get(1);
    // only the rows asked for are kept; columns are cut out of them
    ByteBuffer whole = parse(first, count, region.step(0));
    metrics.add(Counter.DECODE_TIME, System.nanoTime() - start);
    if (region.count(1) == columns) {
      return whole;
    }
    ByteBuffer target = output.of(Math.multiplyExact(region.size(), (long) size));
    long[] taken = {count, region.count(1)};
    BoxCopy.copy(
        whole,
        new Box(new long[] {count, columns}, new long[] {0, region.start(1)}),
        target,
        new Box(taken, new long[2]),
        taken,
        new long[] {1, region.step(1)},
        size);
    return target.order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer parse(long first, long count, long step) throws IOException {
    ByteBuffer target =
        rows.of(Math.multiplyExact(count, (long) rowBytes)).order(ByteOrder.LITTLE_ENDIAN);
    BoxCopy.fill(target, new byte[0]);
    long row = index.seek(lines, first);
    for (long n = 0; n < count; n++, row++) {
      long wanted = first + n * step;
      long at = lines.position();
      while (index.next(lines) && row < wanted) {
        row++;
        at = lines.position();
      }
      put(row, at, target, (int) n * rowBytes);
    }
    return target;
  }

  private void put(long row, long at, ByteBuffer target, int into) {
    List<String> fields = lines.fields();
    if (fields.isEmpty() && !index.keepsEmptyLines()) {
      throw damaged(row, at, "the file changed while it was read");
    }
    int columns = index.columns();
    if (chosen.isEmpty() && fields.size() > columns) {
      throw damaged(row, at, "it has " + fields.size() + " fields, the first row has " + columns);
    }
    int next = 0;
    int place = into;
    if (!info.dtype().isStruct()) {
      for (int c = 0; c < columns; c++, place += info.dtype().itemSize()) {
        put(row, at, field(fields, c), info.dtype(), target, place);
      }
      return;
    }
    for (Field field : info.dtype().fields()) {
      for (int i = 0; i < field.count(); i++) {
        int offset = field.offset() + i * field.type().itemSize();
        put(row, at, field(fields, next++), field.type(), target, into + offset);
      }
    }
  }

  private String field(List<String> fields, int column) {
    int at = chosen.isEmpty() ? column : chosen.get(column);
    return at < fields.size() ? fields.get(at) : "";
  }

  private void put(long row, long at, String field, DType dtype, ByteBuffer target, int into) {
    if (!text.put(field, dtype, target, into)) {
      String shown = field.length() > 40 ? field.substring(0, 40) + "…" : field;
      throw damaged(row, at, "'" + shown + "' is no " + dtype);
    }
  }

  private AssetException damaged(long row, long at, String found) {
    return new AssetException(
        where.at(at),
        "read row " + row,
        found,
        "Correct the line, or name sep, decimal and skiprows in the stream resource's parameters");
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        where, "read values", "its elements are " + info.dtype(), "Read them as an array");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
