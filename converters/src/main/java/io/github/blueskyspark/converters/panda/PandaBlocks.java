package io.github.blueskyspark.converters.panda;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Rows of a part of a file, in blocks of bounded size. There is one block, filled anew for each.
 * Not thread safe.
 */
final class PandaBlocks implements Closeable {
  private static final int MOST_ROWS = 8192;
  private static final int FEWEST_ROWS = 64;
  private static final int MOST_CELLS = 1 << 20;

  private final PandaFile.Part part;
  private final List<PandaBits.Bit> bits;
  private final PandaReader reader;
  private final int block;
  private final Map<String, PandaValues> open = new HashMap<>();
  private final List<PandaVector> vectors = new ArrayList<>();
  private final ColumnarBatch batch;
  private long next;

  PandaBlocks(PandaFile.Part part, StructType wanted, List<PandaBits.Bit> bits, PandaReader reader)
      throws IOException {
    this.part = part;
    this.bits = bits;
    this.reader = reader;
    this.next = part.from();
    long most = Math.min(part.to() - part.from(), MOST_CELLS / Math.max(1, wanted.length()));
    this.block = (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, most));
    boolean complete = false;
    try {
      for (StructField field : wanted.fields()) {
        vectors.add(vector(field));
      }
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
    this.batch = new ColumnarBatch(vectors.toArray(ColumnVector[]::new));
  }

  /** So many rows or a little more, in whole blocks. */
  static long wholeBlocks(long rows) {
    return Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS) * MOST_ROWS;
  }

  private PandaVector vector(StructField field) throws IOException {
    PandaLinks.Events events = part.events();
    DataType type = field.dataType();
    return switch (field.name()) {
      case PandaSchema.FILE -> new PandaVectors.Text(part.file().path());
      case PandaSchema.ROW -> new PandaVectors.Rows();
      case PandaSchema.TIME -> time(type);
      case PandaSchema.RUN_UID ->
          events.isEmpty()
              ? new PandaVectors.Nothing(type)
              : new PandaVectors.RunUids(events.cursor(), block);
      case PandaSchema.SEQ_NUM ->
          events.isEmpty()
              ? new PandaVectors.Nothing(type)
              : new PandaVectors.SeqNums(events.cursor(), block);
      default -> dataset(field);
    };
  }

  private PandaVector time(DataType type) throws IOException {
    PandaClock clock = part.file().clock();
    Optional<PandaColumn> stamp = column(clock.stamp());
    return clock.tells() && stamp.isPresent()
        ? new PandaVectors.Times(clock, values(stamp.get(), DataTypes.DoubleType), block)
        : new PandaVectors.Nothing(type);
  }

  private PandaVector dataset(StructField field) throws IOException {
    Optional<PandaColumn> column = column(field.name());
    if (column.isPresent()) {
      return values(column.get(), field.dataType());
    }
    for (PandaBits.Bit bit : bits) {
      Optional<PandaColumn> word = column(bit.source());
      if (bit.name().equals(field.name()) && word.filter(w -> has(w, bit)).isPresent()) {
        return new PandaVectors.Bits(values(word.get(), DataTypes.LongType), bit.bit());
      }
    }
    return new PandaVectors.Nothing(field.dataType());
  }

  private static boolean has(PandaColumn word, PandaBits.Bit bit) {
    return word.hasBits() && bit.bit() < word.dtype().itemSize() * Byte.SIZE;
  }

  private Optional<PandaColumn> column(String name) {
    return part.file().columns().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The values of a dataset; a column of another type reads the same ones once more. */
  private PandaValues values(PandaColumn column, DataType type) throws IOException {
    String key = column.name() + " " + type.simpleString();
    PandaValues known = open.get(key);
    if (known == null) {
      known = new PandaValues(column.dtype(), reader.open(part.file().path(), column), type, block);
      open.put(key, known);
    }
    return known;
  }

  /** Goes to the next block; false behind the last one. */
  boolean next() {
    if (next >= part.to()) {
      return false;
    }
    int count = (int) Math.min(block, part.to() - next);
    for (PandaVector vector : vectors) {
      vector.load(next, count);
    }
    batch.setNumRows(count);
    next += count;
    return true;
  }

  ColumnarBatch get() {
    return batch;
  }

  @Override
  public void close() throws IOException {
    for (PandaValues values : open.values()) {
      values.release();
    }
    open.clear();
  }
}
