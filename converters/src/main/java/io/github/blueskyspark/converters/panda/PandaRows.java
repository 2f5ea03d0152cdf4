package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows of a part of a file, in blocks of bounded size. There is one row, filled anew for each. Not
 * thread safe.
 */
final class PandaRows implements Iterator<InternalRow>, Closeable {
  private static final int BLOCK = 8192;
  private static final int FILE = 0;
  private static final int ROW = 1;
  private static final int TIME = 2;

  /** A dataset and where its values go. */
  private record Source(ArrayAsset array, PandaValues values, int target) {}

  private final PandaFile.Part part;
  private final PandaLinks.Cursor events;
  private final List<Source> sources = new ArrayList<>();
  private final InternalRow row;
  private int stamp = -1;
  private long next;
  private long blockStart;
  private int blockRows;

  PandaRows(PandaFile.Part part, StructType schema, PandaReader reader, PandaLinks links)
      throws IOException {
    this.part = part;
    this.events = links.of(part.file().path());
    this.row = new SpecificInternalRow(schema);
    row.update(FILE, UTF8String.fromString(part.file().path()));
    this.next = part.from();
    this.blockStart = part.from();
    boolean open = false;
    try {
      for (PandaColumn column : part.file().columns()) {
        int target = schema.fieldIndex(column.name());
        PandaValues values =
            PandaValues.of(column.dtype(), schema.fields()[target].dataType(), BLOCK);
        if (part.file().clock().tells() && column.name().equals(part.file().clock().stamp())) {
          stamp = sources.size();
        }
        sources.add(new Source(reader.open(part.file().path(), column), values, target));
      }
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next < part.to();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (next == blockStart + blockRows) {
      fill();
    }
    int at = (int) (next - blockStart);
    row.setLong(ROW, next);
    if (stamp >= 0) {
      long micros = part.file().clock().microsAt(sources.get(stamp).values().number(at));
      if (micros == PandaClock.UNTOLD) {
        row.setNullAt(TIME);
      } else {
        row.setLong(TIME, micros);
      }
    }
    events.fill(row, next);
    for (Source source : sources) {
      source.values().put(row, source.target(), at);
    }
    next++;
    return row;
  }

  private void fill() {
    blockStart = next;
    blockRows = (int) Math.min(BLOCK, part.to() - next);
    try {
      for (Source source : sources) {
        Region region = Region.box(new long[] {blockStart}, new long[] {blockRows});
        source.values().take(source.array().read(region), blockRows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources) {
      source.array().close();
    }
  }
}
