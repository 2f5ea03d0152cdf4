package io.github.blueskyspark.converters.panda;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Columns that are not a dataset's values. */
final class PandaVectors {
  private PandaVectors() {}

  /** The same text in each row. */
  static final class Text extends PandaVector {
    private final UTF8String text;

    Text(String text) {
      super(DataTypes.StringType);
      this.text = UTF8String.fromString(text);
    }

    @Override
    void load(long from, int count) {
      // The same in every block.
    }

    @Override
    public UTF8String getUTF8String(int at) {
      return text;
    }
  }

  /** No value in any row: the file has no such dataset. */
  static final class Nothing extends PandaVector {
    private int rows;

    Nothing(DataType type) {
      super(type);
    }

    @Override
    void load(long from, int count) {
      rows = count;
    }

    @Override
    public boolean hasNull() {
      return true;
    }

    @Override
    public int numNulls() {
      return rows;
    }

    @Override
    public boolean isNullAt(int at) {
      return true;
    }
  }

  /** Numbers of the rows, from 0. */
  static final class Rows extends PandaVector {
    private long first;

    Rows() {
      super(DataTypes.LongType);
    }

    @Override
    void load(long from, int count) {
      first = from;
    }

    @Override
    public long getLong(int at) {
      return first + at;
    }

    @Override
    public long[] getLongs(int at, int count) {
      long[] some = new long[count];
      for (int i = 0; i < count; i++) {
        some[i] = first + at + i;
      }
      return some;
    }
  }

  /** One bit of a dataset of integers. */
  static final class Bits extends PandaVector {
    private final PandaValues word;
    private final int bit;

    Bits(PandaValues word, int bit) {
      super(DataTypes.BooleanType);
      this.word = word;
      this.bit = bit;
    }

    @Override
    void load(long from, int count) {
      word.load(from, count);
    }

    @Override
    public boolean getBoolean(int at) {
      return (word.getLong(at) >>> bit & 1) != 0;
    }
  }

  /** Columns some rows of which are null. */
  private abstract static class Sparse extends PandaVector {
    private final boolean[] nulls;
    private int nullCount;

    Sparse(DataType type, int block) {
      super(type);
      nulls = new boolean[block];
    }

    final void clear(int count) {
      Arrays.fill(nulls, 0, count, false);
      nullCount = 0;
    }

    final void setNull(int at) {
      nulls[at] = true;
      nullCount++;
    }

    @Override
    public boolean hasNull() {
      return nullCount > 0;
    }

    @Override
    public int numNulls() {
      return nullCount;
    }

    @Override
    public boolean isNullAt(int at) {
      return nulls[at];
    }
  }

  /** The time of each row, microseconds since the epoch. */
  static final class Times extends Sparse {
    private final PandaClock clock;
    private final PandaValues seconds;
    private final long[] micros;

    Times(PandaClock clock, PandaValues seconds, int block) {
      super(DataTypes.TimestampType, block);
      this.clock = clock;
      this.seconds = seconds;
      this.micros = new long[block];
    }

    @Override
    void load(long from, int count) {
      seconds.load(from, count);
      clear(count);
      for (int at = 0; at < count; at++) {
        micros[at] = clock.microsAt(seconds.getDouble(at));
        if (micros[at] == PandaClock.UNTOLD) {
          setNull(at);
        }
      }
    }

    @Override
    public long getLong(int at) {
      return micros[at];
    }

    @Override
    public long[] getLongs(int at, int count) {
      return Arrays.copyOfRange(micros, at, at + count);
    }
  }

  /** The run of each row. */
  static final class RunUids extends Sparse {
    private final PandaLinks.Cursor events;
    private final UTF8String[] runs;

    RunUids(PandaLinks.Cursor events, int block) {
      super(DataTypes.StringType, block);
      this.events = events;
      this.runs = new UTF8String[block];
    }

    @Override
    void load(long from, int count) {
      clear(count);
      for (int at = 0; at < count; at++) {
        events.seek(from + at);
        runs[at] = events.run();
        if (runs[at] == null) {
          setNull(at);
        }
      }
    }

    @Override
    public UTF8String getUTF8String(int at) {
      return runs[at];
    }
  }

  /** The event of each row. */
  static final class SeqNums extends Sparse {
    private final PandaLinks.Cursor events;
    private final long[] numbers;

    SeqNums(PandaLinks.Cursor events, int block) {
      super(DataTypes.LongType, block);
      this.events = events;
      this.numbers = new long[block];
    }

    @Override
    void load(long from, int count) {
      clear(count);
      for (int at = 0; at < count; at++) {
        events.seek(from + at);
        numbers[at] = events.seqNum();
        if (numbers[at] == PandaLinks.NO_EVENT) {
          setNull(at);
        }
      }
    }

    @Override
    public long getLong(int at) {
      return numbers[at];
    }

    @Override
    public long[] getLongs(int at, int count) {
      return Arrays.copyOfRange(numbers, at, at + count);
    }
  }
}
