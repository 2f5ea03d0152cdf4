package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Rebuilt documents section by section; where the sections come from is said by those below. */
abstract class RebuiltReader implements DocumentReader {
  private final RebuiltDocument document;
  private final Deque<Section> sections = new ArrayDeque<>();

  RebuiltReader(RebuiltDocument document) {
    this.document = document;
  }

  /** Adds the sections of the next runs, which may be none; false when no run is left. */
  abstract boolean more() throws IOException, SQLException;

  /** Sequence numbers of the rows of an array, as ranges. */
  abstract List<long[]> seqNums(StreamPlan stream, DataNode array, long rows)
      throws IOException, SQLException;

  final void add(Section section) {
    sections.add(section);
  }

  /** Whether the next document is there; false at the end. */
  final boolean next() throws IOException, SQLException {
    while (true) {
      while (!sections.isEmpty()) {
        if (sections.peek().next(document)) {
          return true;
        }
        sections.remove().close();
      }
      if (!more()) {
        return false;
      }
    }
  }

  /**
   * Descriptors of a run, and the resources of its arrays.
   *
   * @param withDatums whether their datums are wanted, too
   */
  final List<Made> descriptors(RunPlan run, boolean withDatums) throws IOException, SQLException {
    List<Made> made = new ArrayList<>();
    for (StreamPlan stream : run.streams()) {
      made.addAll(stream.descriptors());
      ArrayDocuments arrays = new ArrayDocuments(stream);
      for (DataNode array : stream.stream().arrays()) {
        made.addAll(arrays.resources(array));
        if (withDatums) {
          made.addAll(arrays.datums(array, seqNums(stream, array, arrays.rows(array))));
        }
      }
    }
    return made;
  }

  @Override
  public final RawDocument document() {
    return document;
  }

  @Override
  public final Rejection rejection() {
    throw new IllegalStateException("Nothing was rejected; please report");
  }

  @Override
  public void close() throws IOException {
    for (Section section : sections) {
      section.close();
    }
    sections.clear();
  }
}
