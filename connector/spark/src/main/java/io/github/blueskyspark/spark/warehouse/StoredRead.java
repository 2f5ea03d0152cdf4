package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.spark.parquet.ParquetPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How a table is read from its Parquet files.
 *
 * @param files to read
 * @param total files of the table, before any was left out
 * @param told columns that are in no file: what the name of the file's folder tells
 * @param test of rows of {@code runs}; open for other tables
 * @param keys of the documents that conditions were tested on while planning
 */
public record StoredRead(
    List<ChosenFile> files, int total, Set<String> told, RunTest test, KnownKeys keys) {
  private static final long MOST = 128L << 20;
  private static final long OPENING = 4L << 20;

  /** Copies the collections. */
  public StoredRead {
    files = List.copyOf(files);
    told = Set.copyOf(told);
  }

  /** How many files are read, and how many are left out. */
  public String shownFiles() {
    return files.size() + " of " + total;
  }

  /** Bytes of the files. */
  public long bytes() {
    return files.stream().mapToLong(f -> f.file().size()).sum();
  }

  /** Whether tasks test the runs by their documents. */
  public boolean testsRuns() {
    return !test.isOpen();
  }

  /**
   * Splits of even weight, as Spark's own file sources cut them: bytes to read, plus a cost for
   * each piece opened.
   */
  public List<StoredSplit> splits(int parallelism) {
    long weight = bytes() + files.size() * OPENING;
    long target = Math.max(OPENING, Math.min(MOST, weight / Math.max(1, parallelism)));
    List<StoredSplit> splits = new ArrayList<>();
    List<StoredSplit.Piece> open = new ArrayList<>();
    long filled = 0;
    for (ChosenFile file : files) {
      long size = file.file().size();
      // even pieces: a small rest would hold no row group, and cost a task or a footer all the same
      long piece = Math.max(1, size / Math.max(1, Math.round((double) size / target)) + 1);
      for (long start = 0; start < size; start += piece) {
        long length = Math.min(piece, size - start);
        if (!open.isEmpty() && filled + length > target) {
          splits.add(new StoredSplit(open));
          open = new ArrayList<>();
          filled = 0;
        }
        ParquetPiece part = new ParquetPiece(file.file().uri(), start, length);
        open.add(new StoredSplit.Piece(part, file));
        filled += length + OPENING;
      }
    }
    if (!open.isEmpty()) {
      splits.add(new StoredSplit(open));
    }
    return splits;
  }

  /** Columns that must be read beside those of a schema, to test rows. */
  public StructType tested() {
    StructType columns = test.columns();
    boolean byUid = files.stream().anyMatch(f -> !f.everything());
    return byUid ? columns.add("run_uid", DataTypes.StringType) : columns;
  }

  static RunTest open() {
    return new RunTest(TimeRange.always(), List.of());
  }
}
