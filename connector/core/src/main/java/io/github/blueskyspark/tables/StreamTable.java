package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.LongRanges;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rows of table {@code stream}: its events with typed values straight from the tokens, then the
 * seq_nums for which only external arrays were announced.
 */
final class StreamTable implements RowSource {
  /**
   * Which rows.
   *
   * @param seqStart first seq_num, inclusive
   * @param seqStop last, exclusive
   * @param withSuperseded whether events that a later one replaced are shown
   */
  record Rows(String stream, long seqStart, long seqStop, boolean withSuperseded) {
    boolean has(long seqNum) {
      return seqNum >= seqStart && seqNum < seqStop;
    }
  }

  private record Announced(RunIndex run, LongRanges.Range range) {}

  private final Rows rows;
  private final GroupReading reading;
  private final List<FileRef> files;
  private final EventWalk walk;
  private final List<Column> columns;
  private final ExternalCells external;
  private final EventValues values;
  private final RowWriter probe;
  private final OptionalInt corrupt;
  private final boolean looks;
  private final UnfitScan unfit;
  private final Iterator<Announced> announced;
  private RunIndex announcedRun;
  private long next;
  private long stop;

  StreamTable(
      List<FileRef> files,
      GroupReading reading,
      GroupIndex index,
      List<Column> columns,
      Rows rows,
      ExternalCells external)
      throws IOException {
    this.rows = rows;
    this.reading = reading;
    this.files = files;
    this.columns = columns;
    this.external = external;
    this.values = new EventValues(index, rows.stream(), columns, external);
    Probe nothing = new Probe();
    this.probe = i -> nothing;
    this.corrupt =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).origin().kind() == Column.Origin.Kind.CORRUPT)
            .findFirst();
    this.unfit = corrupt.isPresent() ? UnfitScan.keeping() : UnfitScan.quick();
    this.looks = reading.strict() || reading.drops() || corrupt.isPresent();
    this.announced = announced(index).iterator();
    this.walk = new EventWalk(files, reading, index, Optional.of(rows.stream()));
  }

  private List<Announced> announced(GroupIndex index) {
    List<Announced> all = new ArrayList<>();
    for (RunIndex run : index.runs()) {
      if (run.external(rows.stream()).isEmpty() || !reading.wanted().test(run)) {
        continue;
      }
      LongRanges seqNums = new LongRanges();
      for (ExternalKey key : run.external(rows.stream()).values()) {
        key.frames()
            .spans()
            .forEach(
                s ->
                    seqNums.addRange(
                        Math.max(s.seqStart(), rows.seqStart()),
                        Math.min(s.seqStop(), rows.seqStop())));
      }
      seqNums.ranges().forEach(r -> all.add(new Announced(run, r)));
    }
    return all;
  }

  @Override
  public boolean next(RowWriter row) throws IOException {
    while (walk.next()) {
      boolean isWanted =
          rows.has(walk.header().seqNum()) && (rows.withSuperseded() || !walk.superseded());
      if (isWanted && !isLeftOut()) {
        event(row);
        return true;
      }
    }
    return nextAnnounced(row);
  }

  private boolean nextAnnounced(RowWriter row) throws IOException {
    while (true) {
      while (next < stop && announcedRun.census(rows.stream()).seqNums().contains(next)) {
        next++;
      }
      if (next < stop) {
        if (reading.drops()) {
          values.announced(announcedRun, next, probe);
          if (!values.unfit().isEmpty()) {
            next++;
            continue;
          }
        }
        fixed(
            row,
            announcedRun,
            next,
            Double.NaN,
            files.get(announcedRun.origin().file()),
            announcedRun.origin().position());
        unfit.clear();
        values.announced(announcedRun, next, row);
        settle(
            row, next, files.get(announcedRun.origin().file()), announcedRun.origin().position());
        next++;
        return true;
      }
      if (!announced.hasNext()) {
        return false;
      }
      Announced more = announced.next();
      announcedRun = more.run();
      next = more.range().start();
      stop = more.range().stop();
    }
  }

  /** A row is looked at before it is written: what is in a cell stays there. */
  private boolean isLeftOut() throws IOException {
    if (looks) {
      unfit.look(walk);
    }
    if (!reading.drops()) {
      return false;
    }
    if (unfit.first().isEmpty()) {
      values.event(walk, probe);
    }
    return unfit.first().isPresent() || !values.unfit().isEmpty();
  }

  private void event(RowWriter row) throws IOException {
    fixed(
        row,
        walk.run(),
        walk.header().seqNum(),
        walk.header().time(),
        walk.file(),
        walk.position());
    values.event(walk, row);
    settle(row, walk.header().seqNum(), walk.file(), walk.position());
  }

  private void settle(RowWriter row, long seqNum, FileRef file, long position) throws IOException {
    if (!looks) {
      return;
    }
    for (UnfitScan.Unfit outside : values.unfit()) {
      unfit.add(outside);
    }
    if (reading.strict() && unfit.first().isPresent()) {
      UnfitScan.Unfit found = unfit.first().get();
      throw new ArchiveException(
          Location.file(file.uri()).at(position),
          "read event " + seqNum + " of stream '" + rows.stream() + "'",
          "the value of data key '" + found.key() + "' does not fit its type " + found.type(),
          "Read with mode=PERMISSIVE to have null there, or look at events.data");
    }
    if (corrupt.isPresent()) {
      unfit.put(row.cell(corrupt.getAsInt()));
    }
  }

  private void fixed(
      RowWriter row, RunIndex run, long seqNum, double time, FileRef file, long position) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.origin().kind() == Column.Origin.Kind.FIXED) {
        switch (column.name()) {
          case "run_uid" -> row.cell(i).putString(run.uid());
          case "seq_num" -> row.cell(i).putLong(seqNum);
          case "time" -> Cells.time(time, row.cell(i));
          default -> RowOrigin.write(column.type(), file, position, row.cell(i));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (external) {
      walk.close();
    }
  }
}
