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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Rows of a part of a file, in blocks of bounded size. Not thread safe. */
final class PandaRows implements Iterator<Row>, Closeable {
  private static final int BLOCK = 8192;

  /** A dataset and where its values go. */
  private record Source(ArrayAsset array, PandaValues values, int target) {}

  private final PandaFile.Part part;
  private final PandaLinks links;
  private final List<Source> sources = new ArrayList<>();
  private final int width;
  private int stamp = -1;
  private long next;
  private long blockStart;
  private int blockRows;

  PandaRows(PandaFile.Part part, StructType schema, PandaReader reader, PandaLinks links)
      throws IOException {
    this.part = part;
    this.links = links;
    this.width = schema.size();
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
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (next == blockStart + blockRows) {
      fill();
    }
    int at = (int) (next - blockStart);
    Object[] cells = new Object[width];
    cells[0] = part.file().path();
    cells[1] = next;
    if (stamp >= 0) {
      cells[2] = part.file().clock().at(sources.get(stamp).values().number(at));
    }
    links.fill(part.file().path(), next, cells);
    for (Source source : sources) {
      cells[source.target()] = source.values().get(at);
    }
    next++;
    return RowFactory.create(cells);
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
