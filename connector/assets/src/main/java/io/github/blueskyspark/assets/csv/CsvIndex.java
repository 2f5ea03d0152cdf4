package io.github.blueskyspark.assets.csv;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where rows begin: the byte of every so-manieth, so that a table of a billion rows takes some
 * thousand numbers. Made by reading the file once.
 */
final class CsvIndex {
  private static final int MOST = 1 << 16;

  private final Dialect dialect;
  private final int columns;
  private long[] starts = new long[16];
  private int count;
  private long every = 256;
  private long rows;

  /** Where lines begin that are passed over by their numbers. */
  private final Set<Long> passed;

  private CsvIndex(Dialect dialect, int columns, Set<Long> passed) {
    this.dialect = dialect;
    this.columns = columns;
    this.passed = passed;
  }

  /** Reads the whole file; every row is shown to {@code seen}. */
  static CsvIndex of(Lines lines, Dialect dialect, Columns seen) throws IOException {
    lines.seek(0);
    long number = 0;
    for (; number < dialect.skipFirst(); number++) {
      if (!lines.skip()) {
        break;
      }
    }
    Set<Long> passed = new HashSet<>();
    CsvIndex index = new CsvIndex(dialect, 0, passed);
    boolean isFirst = true;
    int headers = dialect.headerLines();
    while (dialect.rows() < 0 || index.rows < dialect.rows()) {
      long at = lines.position();
      if (dialect.skipLines().contains(number)) {
        number++;
        passed.add(at);
        if (!lines.skip()) {
          break;
        }
        continue;
      }
      if (!lines.next()) {
        break;
      }
      number++;
      if (lines.fields().isEmpty() && !dialect.keepEmptyLines()) {
        continue;
      }
      if (headers > 0) {
        headers--;
        continue;
      }
      if (isFirst) {
        int found = dialect.columns().isEmpty() ? lines.fields().size() : dialect.columns().size();
        index = new CsvIndex(dialect, Math.max(1, found), passed);
        isFirst = false;
      }
      index.add(at);
      seen.look(index.chosen(lines.fields()), index.columns);
    }
    return index;
  }

  private List<String> chosen(List<String> fields) {
    return dialect.columns().isEmpty()
        ? fields
        : dialect.columns().stream().map(c -> c < fields.size() ? fields.get(c) : "").toList();
  }

  private void add(long at) {
    if (rows % every == 0) {
      if (count == MOST) {
        for (int i = 0; i < MOST / 2; i++) {
          starts[i] = starts[2 * i];
        }
        count = MOST / 2;
        every *= 2;
      }
      if (rows % every == 0) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = at;
      }
    }
    rows++;
  }

  /** Rows of the table. */
  long rows() {
    return rows;
  }

  /** Columns of the table, those not chosen left out. */
  int columns() {
    return columns;
  }

  /** Whether empty lines are rows. */
  boolean keepsEmptyLines() {
    return dialect.keepEmptyLines();
  }

  /**
   * Goes to a row, or before it.
   *
   * @return the row that {@link #next} reads next
   */
  long seek(Lines lines, long row) {
    int slot = (int) (row / every);
    lines.seek(starts[slot]);
    return slot * every;
  }

  /** Reads the next row; false at the end of the file. */
  boolean next(Lines lines) throws IOException {
    while (true) {
      if (passed.contains(lines.position())) {
        if (!lines.skip()) {
          return false;
        }
      } else if (!lines.next()) {
        return false;
      } else if (!lines.fields().isEmpty() || dialect.keepEmptyLines()) {
        return true;
      }
    }
  }
}
