package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetConditions;
import io.github.blueskyspark.spark.parquet.ParquetSettings;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Looks for runs in some {@code runs} files, in a task. */
record RunLook(HadoopStorage storage, RunTest test, Wanted wanted)
    implements TaskRunner.Work<List<StoredFile>, RunLook.Found> {
  private static final long serialVersionUID = 1L;
  private static final StructType COLUMNS =
      new StructType()
          .add("run_uid", DataTypes.StringType)
          .add("scan_id", DataTypes.LongType)
          .add("start_time", DataTypes.TimestampType);
  private static final double MICROS = 1e6;

  /**
   * Which runs are looked for.
   *
   * @param uids their uids; any when empty
   * @param beginning of their uids
   * @param filters equalities with {@code scan_id}
   * @param newest how many of the newest are enough; 0 for all
   */
  record Wanted(Set<String> uids, String beginning, List<ColumnFilter> filters, long newest)
      implements Serializable {
    Wanted {
      uids = Set.copyOf(uids);
      filters = List.copyOf(filters);
    }

    private boolean wants(String uid, boolean hasScanId, long scanId) {
      return (uids.isEmpty() || uids.contains(uid))
          && uid.startsWith(beginning)
          && filters.stream().allMatch(f -> hasScanId && f.values().contains(scanId));
    }
  }

  /** What was found, and the keys of documents that were looked at. */
  record Found(List<StoredRun> runs, KnownKeys keys) implements Serializable {}

  @Override
  public Found apply(List<StoredFile> files) {
    KnownKeys keys = new KnownKeys();
    Map<StructType, ParquetSettings> settings = new HashMap<>();
    PriorityQueue<StoredRun> found = new PriorityQueue<>(StoredRun.NEWEST_FIRST.reversed());
    try {
      for (StoredFile file : files) {
        look(file, settings, found, keys);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return new Found(new ArrayList<>(found), keys);
  }

  private void look(
      StoredFile file,
      Map<StructType, ParquetSettings> settings,
      PriorityQueue<StoredRun> found,
      KnownKeys keys)
      throws IOException {
    boolean tested =
        !test.isOpen()
            && !(test.conditions().isEmpty() && MonthRange.of(test.time()).holdsAll(file.month()));
    StructType columns = COLUMNS;
    if (tested) {
      for (var field : test.columns().fields()) {
        columns = columns.add(field);
      }
    }
    RunTest.Tester tester = test.tester();
    Optional<FilterPredicate> filter =
        ParquetConditions.both(
            ParquetConditions.isOneOf("run_uid", wanted.uids()),
            new ParquetConditions(COLUMNS).all(wanted.filters()));
    try (ParquetBatches batches =
        StoredBatches.open(
            file,
            settings.computeIfAbsent(columns, c -> ParquetSettings.of(storage.configuration(), c)),
            filter)) {
      while (batches.next()) {
        ColumnarBatch batch = batches.batch();
        for (int row = 0; row < batch.numRows(); row++) {
          StoredRun run = run(batch, row, file);
          boolean isWanted = wanted.wants(run.uid(), run.hasScanId(), run.scanId());
          if (isWanted
              && (!tested || tester.test(batch, COLUMNS.length(), COLUMNS.length() + 1, row))) {
            found.add(run);
          }
          if (wanted.newest() > 0 && found.size() > wanted.newest()) {
            found.poll();
          }
        }
      }
    }
    keys.add(tester.keys());
  }

  private static StoredRun run(ColumnarBatch batch, int row, StoredFile file) {
    boolean hasScanId = !batch.column(1).isNullAt(row);
    boolean hasTime = !batch.column(2).isNullAt(row);
    return new StoredRun(
        batch.column(0).getUTF8String(row).toString(),
        hasScanId,
        hasScanId ? batch.column(1).getLong(row) : 0,
        hasTime ? batch.column(2).getLong(row) / MICROS : Double.NaN,
        file.batch());
  }
}
