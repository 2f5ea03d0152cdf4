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

  /** Rows from one to another. */
  record Part(PandaFile file, long from, long to) implements Serializable {}

  /** The file in pieces of at most so many rows. */
  List<Part> parts(long most) {
    List<Part> parts = new ArrayList<>();
    for (long from = 0; from < rows; from += most) {
      parts.add(new Part(this, from, Math.min(rows, from + most)));
    }
    return parts;
  }
}
