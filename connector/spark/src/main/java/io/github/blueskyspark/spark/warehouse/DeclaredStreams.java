package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetConditions;
import io.github.blueskyspark.spark.parquet.ParquetSettings;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * What {@code data_keys} says of one stream, in a task: every different list of keys once, with the
 * first run that has it. Rows of a file are sorted by start time and run.
 */
record DeclaredStreams(HadoopStorage storage, String stream)
    implements TaskRunner.Work<ChosenFile, List<DeclaredStreams.Declared>> {
  private static final long serialVersionUID = 1L;
  private static final StructType COLUMNS =
      new StructType()
          .add("run_uid", DataTypes.StringType)
          .add("stream", DataTypes.StringType)
          .add("data_key", DataTypes.StringType)
          .add("spark_type", DataTypes.StringType)
          .add("external", DataTypes.StringType)
          .add("units", DataTypes.StringType)
          .add("source", DataTypes.StringType);

  /** A data key as one run declares it; texts that are missing are empty. */
  record Key(String name, String type, boolean external, String units, String source)
      implements Serializable {}

  /** The keys of one run's stream. */
  record Declared(String runUid, StoredFile.Batch batch, List<Key> keys) implements Serializable {
    Declared {
      keys = List.copyOf(keys);
    }
  }

  @Override
  public List<Declared> apply(ChosenFile file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private List<Declared> read(ChosenFile file) throws IOException {
    List<Declared> found = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    List<Key> keys = new ArrayList<>();
    String uid = "";
    FilterPredicate isStream =
        FilterApi.eq(FilterApi.binaryColumn("stream"), Binary.fromString(stream));
    Optional<FilterPredicate> filter =
        ParquetConditions.both(
            Optional.of(isStream), ParquetConditions.isOneOf("run_uid", file.uids()));
    try (ParquetBatches batches =
        StoredBatches.open(
            file.file(), ParquetSettings.of(storage.configuration(), COLUMNS), filter)) {
      while (batches.next()) {
        ColumnarBatch batch = batches.batch();
        for (int row = 0; row < batch.numRows(); row++) {
          if (!text(batch, 1, row).equals(stream)) {
            continue;
          }
          String next = text(batch, 0, row);
          if (!next.equals(uid)) {
            end(file, uid, keys, seen, found);
            keys = new ArrayList<>();
            uid = next;
          }
          keys.add(key(batch, row));
        }
      }
    }
    end(file, uid, keys, seen, found);
    return found;
  }

  private static void end(
      ChosenFile file, String uid, List<Key> keys, Set<List<String>> seen, List<Declared> found) {
    List<String> essence =
        keys.stream().map(k -> k.name() + '\u0000' + k.type() + '\u0000' + k.external()).toList();
    if (!keys.isEmpty() && file.wants(uid) && seen.add(essence)) {
      found.add(new Declared(uid, file.file().batch(), keys));
    }
  }

  private static Key key(ColumnarBatch batch, int row) {
    return new Key(
        text(batch, 2, row),
        text(batch, 3, row),
        !batch.column(4).isNullAt(row),
        text(batch, 5, row),
        text(batch, 6, row));
  }

  private static String text(ColumnarBatch batch, int column, int row) {
    ColumnVector vector = batch.column(column);
    return vector.isNullAt(row) ? "" : vector.getUTF8String(row).toString();
  }
}
