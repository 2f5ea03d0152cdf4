package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.spark.parquet.ChosenRows;
import io.github.blueskyspark.spark.parquet.ParquetBatches;
import io.github.blueskyspark.spark.parquet.ParquetConditions;
import io.github.blueskyspark.spark.parquet.ParquetSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/** The wanted rows of a split, batch by batch. Not thread safe. */
public final class StoredRows implements Closeable {
  private final Iterator<StoredSplit.Piece> pieces;
  private final ToldColumns told;
  private final StructType schema;
  private final List<ColumnFilter> filters;
  private final ParquetSettings settings;
  private final boolean isTested;
  private final RunTest.Tester tester;
  private final int start;
  private final int stop;
  private final int uid;
  private final ChosenRows chosen;
  private Optional<ParquetBatches> open = Optional.empty();
  private Optional<ChosenFile> file = Optional.empty();
  private ColumnarBatch batch = new ColumnarBatch(new ColumnVector[0], 0);

  /** Rows of a split, as a query wants them. */
  public StoredRows(StoredSplit split, StoredQuery query, Configuration conf) {
    this.pieces = split.pieces().iterator();
    this.told = new ToldColumns(query.schema(), query.told());
    this.schema = query.stored();
    this.filters = query.filters();
    this.tester = query.test().tester();
    this.chosen = new ChosenRows(schema);
    StructType tested = query.tested();
    List<String> wanted = List.of(schema.fieldNames());
    StructType all = schema;
    for (StructField field : tested.fields()) {
      all = wanted.contains(field.name()) ? all : all.add(field);
    }
    this.settings = ParquetSettings.of(conf, all);
    this.isTested = !tested.isEmpty();
    List<String> names = List.of(all.fieldNames());
    this.start = names.indexOf("start");
    this.stop = names.indexOf("stop");
    this.uid = names.indexOf("run_uid");
  }

  /** Goes to the next batch that has a wanted row. */
  public boolean next() throws IOException {
    while (true) {
      if (open.isEmpty()) {
        if (!pieces.hasNext()) {
          return false;
        }
        open(pieces.next());
      }
      if (!open.get().next()) {
        close();
      } else if (choose(open.get().batch())) {
        batch = told.with(batch, file.orElseThrow());
        return true;
      }
    }
  }

  private void open(StoredSplit.Piece piece) throws IOException {
    file = Optional.of(piece.file());
    Optional<FilterPredicate> filter =
        ParquetConditions.both(
            new ParquetConditions(schema).all(filters),
            ParquetConditions.isOneOf("run_uid", piece.file().uids()));
    open = Optional.of(StoredBatches.open(piece.piece(), settings, filter));
  }

  private boolean choose(ColumnarBatch read) {
    if (!isTested) {
      batch = read;
      return read.numRows() > 0;
    }
    chosen.clear();
    boolean byUid = !file.orElseThrow().everything();
    UTF8String last = UTF8String.EMPTY_UTF8;
    boolean isWanted = false;
    for (int row = 0; row < read.numRows(); row++) {
      if (byUid) {
        UTF8String found = read.column(uid).getUTF8String(row);
        found = found == null ? UTF8String.EMPTY_UTF8 : found;
        if (row == 0 || !last.equals(found)) {
          last = found;
          isWanted = file.orElseThrow().wants(found.toString());
        }
      }
      if ((!byUid || isWanted) && tester.test(read, start, stop, row)) {
        chosen.add(row);
      }
    }
    batch = chosen.of(read);
    return chosen.count() > 0;
  }

  /** The batch that {@link #next} went to. */
  public ColumnarBatch batch() {
    return batch;
  }

  /** Keys of the documents that conditions were tested on. */
  public KnownKeys keys() {
    return tester.keys();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }
}
