package io.github.blueskyspark.converters.layout;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Numbers that Parquet stores in 4 or 8 bytes. In between they are cells: integers as they are,
 * others by their bits.
 */
enum NumberKind {
  BYTE(Integer.BYTES),
  SHORT(Integer.BYTES),
  INT(Integer.BYTES),
  LONG(Long.BYTES),
  FLOAT(Float.BYTES),
  DOUBLE(Double.BYTES);

  private final int bytes;

  NumberKind(int bytes) {
    this.bytes = bytes;
  }

  /** What Spark's type is; empty for other types. */
  static Optional<NumberKind> of(DataType type) {
    if (type.equals(DataTypes.DoubleType)) {
      return Optional.of(DOUBLE);
    } else if (type.equals(DataTypes.FloatType)) {
      return Optional.of(FLOAT);
    } else if (type.equals(DataTypes.LongType) || type.equals(DataTypes.TimestampType)) {
      return Optional.of(LONG);
    } else if (type.equals(DataTypes.IntegerType)) {
      return Optional.of(INT);
    } else if (type.equals(DataTypes.ShortType)) {
      return Optional.of(SHORT);
    }
    return type.equals(DataTypes.ByteType) ? Optional.of(BYTE) : Optional.empty();
  }

  /** Bytes of a number in Parquet. */
  int bytes() {
    return bytes;
  }

  /** Takes values that are not null over as cells. */
  void take(ColumnVector from, int first, int count, long[] cells, int at) {
    switch (this) {
      case DOUBLE -> {
        double[] some = from.getDoubles(first, count);
        for (int i = 0; i < count; i++) {
          cells[at + i] = Double.doubleToRawLongBits(some[i]);
        }
      }
      case FLOAT -> {
        float[] some = from.getFloats(first, count);
        for (int i = 0; i < count; i++) {
          cells[at + i] = Float.floatToRawIntBits(some[i]);
        }
      }
      case LONG -> System.arraycopy(from.getLongs(first, count), 0, cells, at, count);
      case INT -> {
        int[] some = from.getInts(first, count);
        for (int i = 0; i < count; i++) {
          cells[at + i] = some[i];
        }
      }
      case SHORT -> {
        for (int i = 0; i < count; i++) {
          cells[at + i] = from.getShort(first + i);
        }
      }
      case BYTE -> {
        for (int i = 0; i < count; i++) {
          cells[at + i] = from.getByte(first + i);
        }
      }
    }
  }

  /** Appends cells as Parquet stores them plainly. */
  void put(long[] cells, int count, ByteBuffer to) {
    if (bytes == Long.BYTES) {
      to.asLongBuffer().put(cells, 0, count);
      to.position(to.position() + count * Long.BYTES);
      return;
    }
    for (int i = 0; i < count; i++) {
      to.putInt((int) cells[i]);
    }
  }

  /** Whether steps from cell to cell differ so little that they take half of the bits at most. */
  boolean isEven(long[] cells, int count) {
    if (this == FLOAT || this == DOUBLE || count < 2) {
      return false;
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 1; i < count; i++) {
      long step = cells[i] - cells[i - 1];
      least = Math.min(least, step);
      most = Math.max(most, step);
    }
    long range = most - least;
    return Long.SIZE - Long.numberOfLeadingZeros(range) <= bytes * Byte.SIZE / 2;
  }

  /** Tells statistics the least and the greatest of cells, and whether one is NaN. */
  void note(long[] cells, int count, Statistics<?> statistics) {
    if (count == 0) {
      return;
    }
    switch (this) {
      case DOUBLE -> noteDoubles(cells, count, (DoubleStatistics) statistics);
      case FLOAT -> noteFloats(cells, count, (FloatStatistics) statistics);
      default -> {
        long least = cells[0];
        long most = cells[0];
        for (int i = 1; i < count; i++) {
          least = Math.min(least, cells[i]);
          most = Math.max(most, cells[i]);
        }
        if (statistics instanceof LongStatistics longs) {
          longs.setMinMax(least, most);
        } else {
          ((IntStatistics) statistics).setMinMax((int) least, (int) most);
        }
      }
    }
  }

  private static void noteDoubles(long[] cells, int count, DoubleStatistics statistics) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    boolean nan = false;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(cells[i]);
      least = value < least ? value : least;
      most = value > most ? value : most;
      nan |= Double.isNaN(value);
    }
    // NaN is the greatest; zeros of both signs are between these.
    statistics.setMinMax(least == 0 ? -0.0 : least, nan ? Double.NaN : most + 0.0);
  }

  private static void noteFloats(long[] cells, int count, FloatStatistics statistics) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    boolean nan = false;
    for (int i = 0; i < count; i++) {
      float value = Float.intBitsToFloat((int) cells[i]);
      least = value < least ? value : least;
      most = value > most ? value : most;
      nan |= Float.isNaN(value);
    }
    // NaN is the greatest; zeros of both signs are between these.
    statistics.setMinMax(least == 0 ? -0.0f : least, nan ? Float.NaN : most + 0.0f);
  }
}
