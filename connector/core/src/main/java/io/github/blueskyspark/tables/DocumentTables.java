package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import io.github.blueskyspark.tables.index.IndexedGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens the rows of one group of files for each table that documents alone can fill. */
public final class DocumentTables {
  private final GroupReading reading;
  private final List<Column> columns;

  /**
   * @param columns required ones, in the order of the cells
   */
  public DocumentTables(GroupReading reading, List<Column> columns) {
    this.reading = reading;
    this.columns = List.copyOf(columns);
  }

  private boolean wants(String... names) {
    return columns.stream().anyMatch(c -> List.of(names).contains(c.name()));
  }

  /** Whether start and stop documents say all that these columns of {@code runs} show. */
  public static boolean endsSuffice(List<Column> columns) {
    return columns.stream().noneMatch(c -> List.of("notes", "stream_names").contains(c.name()));
  }

  /** Rows of {@code runs}. */
  public RowSource runs(List<FileRef> files) throws IOException {
    return listed(files, runIndexes(files), List::of, RunsTable.cells(columns));
  }

  /** Rows of {@code runs} of groups whose start and stop documents are known. */
  public RowSource indexedRuns(List<IndexedGroup> groups) throws IOException {
    List<RunRow> rows = new ArrayList<>();
    for (IndexedGroup group : groups) {
      boolean suffices =
          !wants("num_events") || group.runs().stream().allMatch(DocumentTables::isCounted);
      for (RunIndex run : suffices ? group.runs() : indexer().whole(group.files()).runs()) {
        boolean wanted = reading.wanted().test(run);
        reading.metrics().add(wanted ? Counter.RUNS_PLANNED : Counter.RUNS_SKIPPED_BY_INDEX, 1);
        if (wanted) {
          rows.add(new RunRow(run, group.files().get(run.origin().file())));
        }
      }
    }
    return rows(rows.iterator(), RunsTable.cells(columns));
  }

  /** The runs, from as little of the files as the columns allow. */
  private Collection<RunIndex> runIndexes(List<FileRef> files) throws IOException {
    if (wants("notes")) {
      GroupIndex index = indexer().whole(files);
      UnfitValues.note(files, reading, index);
      return index.runs();
    }
    if (!wants("stream_names")) {
      Collection<RunIndex> ends = indexer().ends(files);
      if (!wants("num_events") || ends.stream().allMatch(DocumentTables::isCounted)) {
        return ends;
      }
    }
    return wants("num_events") ? indexer().whole(files).runs() : indexer().metadata(files).runs();
  }

  private static boolean isCounted(RunIndex run) {
    return run.stopDocument().filter(s -> s.has("num_events")).isPresent();
  }

  /** Rows of {@code streams}. */
  public RowSource streams(List<FileRef> files) throws IOException {
    GroupIndex index = wants("num_events") ? indexer().whole(files) : indexer().metadata(files);
    return listed(files, index.runs(), StreamsTable::rows, StreamsTable.cells(columns));
  }

  /** Rows of {@code data_keys}. */
  public RowSource dataKeys(List<FileRef> files) throws IOException {
    return listed(
        files, indexer().metadata(files).runs(), DataKeysTable::rows, DataKeysTable.cells(columns));
  }

  /** Rows of {@code configuration}. */
  public RowSource configuration(List<FileRef> files) throws IOException {
    return listed(
        files,
        indexer().metadata(files).runs(),
        ConfigurationTable::rows,
        ConfigurationTable.cells(columns));
  }

  /** Rows of {@code events}. */
  public RowSource events(List<FileRef> files) throws IOException {
    return new EventsTable(
        new EventWalk(files, reading, indexer().whole(files), Optional.empty()), columns);
  }

  /**
   * Rows of {@code documents}, in the order that option {@code order} names.
   *
   * @param arrays what events are filled with; empty when they stay as they are
   */
  public RowSource documents(List<FileRef> files, Optional<ArrayTexts> arrays) throws IOException {
    GroupIndex index = indexer().whole(files);
    boolean isCanonical = reading.options().get(Options.ORDER) == Options.DocumentOrder.CANONICAL;
    DocumentWalk walk =
        isCanonical
            ? CanonicalWalk.of(files, reading, index)
            : new OriginalWalk(files, reading, index);
    return new DocumentsTable(
        arrays.isPresent() ? new FillingWalk(walk, index, arrays.get(), reading.limits()) : walk,
        columns);
  }

  /** Rows of {@code quarantine}. */
  public RowSource quarantine(List<FileRef> files) throws IOException {
    return new QuarantineTable(files, reading, indexer().whole(files), columns);
  }

  /** Rows of {@code conversions}. */
  public RowSource conversions(List<FileRef> parts) throws IOException {
    return new ConversionsTable(parts, reading, columns);
  }

  /**
   * Rows of {@code stream}.
   *
   * @param seqStart first seq_num, inclusive
   * @param seqStop last, exclusive
   */
  public RowSource stream(
      List<FileRef> files,
      GroupIndex index,
      String stream,
      long seqStart,
      long seqStop,
      ExternalCells external)
      throws IOException {
    boolean superseded = reading.options().get(Options.INCLUDE_SUPERSEDED);
    StreamTable.Rows rows = new StreamTable.Rows(stream, seqStart, seqStop, superseded);
    return new StreamTable(files, reading, index, columns, rows, external);
  }

  /** The first pass over a group. */
  public GroupIndexer indexer() {
    return new GroupIndexer(reading);
  }

  private <T> RowSource listed(
      List<FileRef> files,
      Collection<RunIndex> runs,
      Function<RunRow, List<T>> rows,
      Cell<T>[] cells) {
    return rows(
        runs.stream()
            .filter(reading.wanted())
            .flatMap(r -> rows.apply(new RunRow(r, files.get(r.origin().file()))).stream())
            .iterator(),
        cells);
  }

  private static <T> RowSource rows(Iterator<T> all, Cell<T>[] cells) {
    return new RowSource() {
      @Override
      public boolean next(RowWriter row) throws IOException {
        if (!all.hasNext()) {
          return false;
        }
        Cells.write(cells, all.next(), row);
        return true;
      }

      @Override
      public void close() {
        // everything is read already
      }
    };
  }
}
