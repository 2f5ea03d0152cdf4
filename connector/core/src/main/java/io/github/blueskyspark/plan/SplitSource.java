package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.RunShare;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.GroupExtent;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.GroupWindows;
import io.github.blueskyspark.tables.ManyRuns;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.RowWriter;
import io.github.blueskyspark.tables.index.IndexSlice;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Rows of one split, group after group; a group of very many runs window after window. */
final class SplitSource implements RowSource {
  private final TableQuery query;
  private final GroupReading reading;
  private final RowBounds bounds;
  private final GroupTables tables;
  private final GroupTables slices;
  private final Iterator<List<FileRef>> groups;
  private final Iterator<IndexSlice> indexed;
  private Optional<GroupWindows> windows = Optional.empty();
  private Optional<RowSource> open = Optional.empty();

  SplitSource(Split split, TableQuery query, Storage storage, ReadMetrics metrics) {
    this.query = query;
    List<String> uids = split.fold(Split.Documents::runUids, f -> List.of(f.runUid()));
    this.reading =
        GroupReading.of(
            storage,
            query.options(),
            metrics,
            RunFilter.of(query.options(), query.matches(), uids).watching(metrics.keys()),
            split.fold(Split.Documents::share, f -> RunShare.WHOLE));
    this.bounds =
        split.fold(
            d -> RowBounds.of(query.filters()),
            f -> RowBounds.of(query.filters()).within(f.seqStart(), f.seqStop(), f.stream()));
    this.tables = new GroupTables(query, reading.within(GroupExtent.few()), bounds);
    this.slices = new GroupTables(query, reading, bounds);
    this.groups = split.fold(Split.Documents::groups, f -> List.of(f.group())).iterator();
    this.indexed = split.fold(Split.Documents::indexed, f -> List.<IndexSlice>of()).iterator();
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (true) {
      if (open.isPresent()) {
        if (open.get().next(row)) {
          return true;
        }
        closeRows();
      }
      if (windows.isPresent()) {
        openWindow(windows.get());
      } else if (groups.hasNext()) {
        open(groups.next());
      } else if (indexed.hasNext()) {
        open = Optional.of(slices.open(indexed.next()));
      } else {
        return false;
      }
    }
  }

  private void open(List<FileRef> group) throws IOException {
    try {
      open = Optional.of(tables.open(group));
    } catch (ManyRuns e) {
      windows = Optional.of(GroupWindows.of(group, reading));
    }
  }

  private void openWindow(GroupWindows from) throws IOException {
    if (from.next()) {
      open = Optional.of(new GroupTables(query, from.reading(), bounds).open(from.files()));
    } else {
      from.close();
      windows = Optional.empty();
    }
  }

  private void closeRows() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    closeRows();
    if (windows.isPresent()) {
      windows.get().close();
      windows = Optional.empty();
    }
  }
}
