package io.github.blueskyspark.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.Selection;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.StreamResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the axes of a stored array are rows of events, and rows frames.
 *
 * <p>The stored array, after parameters {@code slice} and {@code squeeze}, has the row as its first
 * axis where it has one axis more than the row that the descriptor declares; where it has as many,
 * the first axis counts frames, and {@code shape[0]} of them (or {@code multiplier}, {@code
 * frame_per_point}) make a row. What the file holds wins over what is declared, with a note.
 */
public final class RowLayout {
  /** What the first stored axis is. */
  private enum First {
    /** Rows; a row has the other axes. */
    ROWS,
    /** Frames, of which several make a row. */
    FRAMES,
    /** There is one row, and it is the whole. */
    NONE
  }

  private final Selection view;
  private final First first;

  /** Stored frames a row; 1 unless the first axis counts frames. */
  private final long group;

  /** Axes of length 1 that are declared in front and not stored. */
  private final int ones;

  private final int frames;
  private final List<String> notes;
  private final long storedFrames;
  private final long rows;

  private RowLayout(
      Selection view, First first, long group, int ones, int frames, List<String> notes) {
    this.view = view;
    this.first = first;
    this.group = group;
    this.ones = ones;
    this.frames = frames;
    this.notes = List.copyOf(notes);
    this.storedFrames = first == First.NONE ? 1 : view.shape()[0];
    this.rows = storedFrames / group;
  }

  /**
   * Lays out a stored array.
   *
   * @param view what of the stored array is looked at
   * @param declared shape of one event as the descriptor says it, -1 where ragged
   * @param parameters of the stream resource
   */
  public static RowLayout of(Selection view, List<Long> declared, ObjectNode parameters) {
    return of(view, declared, multiplier(parameters));
  }

  /** The same with the frames a row that the parameters tell, 0 where they do not. */
  static RowLayout of(Selection view, List<Long> declared, long multiplier) {
    long[] stored = view.shape();
    List<Long> shape = withMultiplier(declared, multiplier);
    List<String> notes = new ArrayList<>();
    if (stored.length == 0) {
      return new RowLayout(view, First.NONE, 1, shape.equals(List.of(1L)) ? 1 : 0, 1, notes);
    }
    boolean isSingle =
        shape.size() == stored.length + 1
            && shape.get(0) == 1
            && isEqual(shape.subList(1, shape.size()), stored, 0);
    if (isSingle && multiplier <= 1) {
      return new RowLayout(view, First.NONE, 1, 1, 1, notes);
    }
    boolean isGrouped =
        shape.size() == stored.length || (multiplier > 0 && shape.size() > stored.length);
    RowLayout made =
        isGrouped ? grouped(view, shape, multiplier, notes) : picked(view, shape, notes);
    return made.compared(shape);
  }

  private static RowLayout grouped(
      Selection view, List<Long> shape, long multiplier, List<String> notes) {
    long stored = view.shape()[0];
    long group = multiplier > 0 ? multiplier : shape.get(0);
    List<String> said = new ArrayList<>(notes);
    if (group < 1) {
      said.add(
          "the declared shape " + shape + " does not say how many frames a row has; 1 is taken");
      group = 1;
    }
    if (stored % group != 0) {
      said.add(
          stored
              + " stored frames are no whole number of rows of "
              + group
              + "; the last "
              + stored % group
              + " belong to no row");
    }
    // Rows of plain numbers or of lines are one frame: frames that lie apart are pictures.
    int frames = view.shape().length >= 3 ? Math.toIntExact(Math.min(group, Integer.MAX_VALUE)) : 1;
    return new RowLayout(view, First.FRAMES, group, 0, frames, said);
  }

  private static RowLayout picked(Selection view, List<Long> shape, List<String> notes) {
    long[] row = Arrays.copyOfRange(view.shape(), 1, view.shape().length);
    int missing = shape.size() - row.length;
    int ones = 0;
    while (ones < missing && shape.get(ones) == 1) {
      ones++;
    }
    return new RowLayout(view, First.ROWS, 1, ones == missing ? ones : 0, 1, notes);
  }

  private RowLayout compared(List<Long> shape) {
    Optional<String> other = disagreement(shape);
    if (other.isEmpty()) {
      return this;
    }
    List<String> said = new ArrayList<>(notes);
    said.add(other.get());
    return new RowLayout(view, first, group, ones, frames, said);
  }

  /** In which way rows are not as declared. */
  Optional<String> disagreement(List<Long> shape) {
    List<Long> row = Arrays.stream(rowShape()).boxed().toList();
    boolean isScalar = row.stream().allMatch(n -> n == 1) && shape.stream().allMatch(n -> n == 1);
    return isScalar || isEqual(shape, rowShape(), 0)
        ? Optional.empty()
        : Optional.of(
            "the descriptor declares shape "
                + shape
                + ", the file holds rows of shape "
                + row
                + "; the file counts");
  }

  /** Whether shapes agree, ragged axes with any. */
  private static boolean isEqual(List<Long> declared, long[] stored, int from) {
    if (declared.size() != stored.length - from) {
      return false;
    }
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i) >= 0 && declared.get(i) != stored[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Frames a row by the deprecated parameters; 0 when they do not say. */
  static long multiplier(ObjectNode parameters) {
    for (String name : List.of("multiplier", "frame_per_point")) {
      JsonNode said = parameters.get(name);
      if (said != null && said.isIntegralNumber() && said.canConvertToLong() && said.asLong() > 0) {
        return said.asLong();
      }
    }
    return 0;
  }

  /**
   * As bluesky's consolidators: a multiplier takes the place of a leading 1, and stands in front of
   * anything else.
   */
  static List<Long> withMultiplier(List<Long> declared, long multiplier) {
    if (multiplier == 0 || (!declared.isEmpty() && declared.get(0) == multiplier)) {
      return declared;
    }
    List<Long> shape = new ArrayList<>(declared);
    if (!shape.isEmpty() && shape.get(0) == 1) {
      shape.set(0, multiplier);
    } else {
      shape.add(0, multiplier);
    }
    return shape;
  }

  /** Shape of a row as a key and a resource declare it. */
  static List<Long> declared(DataKey key, StreamResource resource) {
    return withMultiplier(key.shape(), multiplier(resource.parameters()));
  }

  /** Rows that are stored. */
  public long rows() {
    return rows;
  }

  /** Frames that are stored: the length of the first axis, 1 without one. */
  public long storedFrames() {
    return storedFrames;
  }

  /**
   * Stored frames a row where the first axis counts frames, else 1: what a row's index is
   * multiplied with.
   */
  public long group() {
    return group;
  }

  /** Frames a row, as table {@code frames} counts them. */
  public int framesPerRow() {
    return frames;
  }

  /** What the descriptor and the file do not agree on. */
  public List<String> notes() {
    return notes;
  }

  /** Shape of a row. */
  public long[] rowShape() {
    long[] stored = view.shape();
    return switch (first) {
      case ROWS -> shape(Arrays.copyOfRange(stored, 1, stored.length));
      case FRAMES -> {
        long[] row = stored.clone();
        row[0] = group;
        yield row;
      }
      case NONE -> shape(stored);
    };
  }

  /** A row's shape from what a selection of it has: with the declared axes of length 1 in front. */
  long[] shape(long[] selected) {
    long[] shape = new long[ones + selected.length];
    Arrays.fill(shape, 0, ones, 1);
    System.arraycopy(selected, 0, shape, ones, selected.length);
    return shape;
  }

  /** Neighbouring rows, one after the other; the first axis is that of the stored array. */
  Selection rows(long from, long count) {
    return first == First.NONE ? view : view.range(0, from * group, count * group);
  }

  /** One row; {@link #shape} adds what is declared in front. */
  Selection row(long row) {
    return switch (first) {
      case ROWS -> view.pick(0, row);
      case FRAMES -> view.range(0, row * group, group);
      case NONE -> view;
    };
  }

  /** One frame of a row: without the axis that counts frames, a leading 1 included. */
  Selection frame(long row, int frame) {
    if (first == First.FRAMES) {
      return frames == group ? view.pick(0, row * group + frame) : row(row);
    }
    Selection whole = row(row);
    long[] left = whole.shape();
    return first == First.ROWS && ones == 0 && left.length > 0 && left[0] == 1
        ? whole.pick(0, 0)
        : whole;
  }
}
