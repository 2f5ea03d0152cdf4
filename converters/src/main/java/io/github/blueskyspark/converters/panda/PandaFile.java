package io.github.blueskyspark.converters.panda;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A PandA file as its metadata show it.
 *
 * @param path as listed
 * @param columns its one-dimensional datasets
 * @param rows length of the shortest one
 * @param clock what turns hardware time into UTC
 * @param notes what is odd about it
 */
record PandaFile(
    String path, List<PandaColumn> columns, long rows, PandaClock clock, List<String> notes)
    implements Serializable {
  PandaFile {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * Rows from one to another.
   *
   * @param events of these rows
   */
  record Part(PandaFile file, long from, long to, PandaLinks.Events events)
      implements Serializable {}

  /** Bytes of a row as stored. */
  long rowBytes() {
    return Math.max(1, columns.stream().mapToLong(c -> c.dtype().itemSize()).sum());
  }

  /** Bytes of all rows as stored. */
  long bytes() {
    return rows * rowBytes();
  }

  /** The file in pieces of at most so many rows. */
  List<Part> parts(long most, PandaLinks.Events events) {
    List<Part> parts = new ArrayList<>();
    for (long from = 0; from < rows; from += most) {
      long to = Math.min(rows, from + most);
      parts.add(new Part(this, from, to, events.between(from, to)));
    }
    return parts;
  }
}
