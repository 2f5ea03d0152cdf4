package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.ArrayAsset.FirstAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * How the arrays of single files are one array, and which of its rows are a row of an event.
 *
 * @param files files a row
 * @param frames elements of the first axis that a file adds
 * @param isStacked whether a file adds one element that is its whole array; else its own first axis
 *     goes on in the next file
 * @param row shape of a row as the files have it, frames first where there are several
 */
record SequenceAxes(long files, long frames, boolean isStacked, List<Long> row) {
  /** Copies the shape. */
  SequenceAxes {
    row = List.copyOf(row);
  }

  /**
   * Lays files out.
   *
   * @param file shape of the array in one file
   * @param declared shape of a row, multiplier included
   * @param said files a row as the documents say it; less are taken where a file alone holds the
   *     whole row
   * @param first what the first axis of the file is
   */
  static SequenceAxes of(List<Long> file, List<Long> declared, long said, FirstAxis first) {
    long files = file.equals(declared) ? 1 : said;
    return exactly(file, declared, files, first);
  }

  /** The same where the documents' number of files counts. */
  static SequenceAxes exactly(List<Long> file, List<Long> declared, long files, FirstAxis first) {
    int rank = declared.size();
    List<Long> rest = file.isEmpty() ? file : file.subList(1, file.size());
    boolean isFramed =
        !(files == 1 && isOnePicture(file, declared, first))
            && !file.isEmpty()
            && file.get(0) > 0
            && file.size() == rank
            && (isEqual(rest, declared.subList(1, rank)) || file.get(0) * files == declared.get(0));
    boolean hasSpareOne = file.size() > rank && file.get(0) == 1;
    if (isFramed) {
      return new SequenceAxes(files, file.get(0), false, with(files * file.get(0), rest));
    }
    if (hasSpareOne) {
      return new SequenceAxes(files, 1, false, files == 1 ? rest : with(files, rest));
    }
    boolean isCounted = rank == file.size() + 1 || files > 1;
    return new SequenceAxes(files, 1, true, isCounted ? with(files, file) : file);
  }

  /**
   * Whether a file is a row that has no frames: a line, a table, a grey or a coloured picture.
   * Arrays of three axes are pages, unless the format says otherwise; where it says nothing, unless
   * the last one is that of three or four colours.
   */
  private static boolean isOnePicture(List<Long> file, List<Long> declared, FirstAxis first) {
    if (declared.size() < 3) {
      return true;
    }
    boolean hasColours = declared.get(2) == 3 || declared.get(2) == 4;
    boolean isColoured = first == FirstAxis.PICTURE || (first == FirstAxis.UNKNOWN && hasColours);
    return declared.size() == 3 && file.equals(declared) && isColoured;
  }

  /** Whether shapes agree, ragged axes with any. */
  private static boolean isEqual(List<Long> file, List<Long> declared) {
    for (int i = 0; i < file.size(); i++) {
      if (declared.get(i) >= 0 && !declared.get(i).equals(file.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Long> with(long first, List<Long> rest) {
    List<Long> shape = new ArrayList<>();
    shape.add(first);
    shape.addAll(rest);
    return shape;
  }

  /**
   * Shape of the whole.
   *
   * @param count files in it
   */
  List<Long> whole(List<Long> file, long count) {
    return isStacked
        ? with(count, file)
        : with(Math.multiplyExact(count, frames), file.subList(1, file.size()));
  }
}
