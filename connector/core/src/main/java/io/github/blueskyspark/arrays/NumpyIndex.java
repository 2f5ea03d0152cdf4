package io.github.blueskyspark.arrays;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A basic index of numpy as text: slices, integers and at most one ellipsis, for example {@code
 * 10:20,:,::-2} or {@code (..., 3)}. An integer takes its axis away. Immutable.
 */
public final class NumpyIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Which axes an index without an ellipsis is about. */
  public enum Anchor {
    /** The first ones, as in numpy. */
    LEADING,
    /** The last ones, as if an ellipsis stood in front. */
    TRAILING
  }

  private static final String NUMBER = "[+-]?\\d{1,18}";
  private static final Pattern SLICE =
      Pattern.compile("(" + NUMBER + ")?\\s*:\\s*(" + NUMBER + ")?\\s*(?::\\s*(" + NUMBER + ")?)?");
  private static final int MAX_ITEMS = 32;

  /** One axis: a slice with its step, or an integer. Missing bounds are null. */
  record Item(Long start, Long stop, long step, boolean isInteger) implements Serializable {
    /** {@code slice.indices} of Python: first index and number of indices on an axis. */
    long[] on(long length) {
      long first = clip(start, step > 0 ? 0 : length - 1, length);
      long last = clip(stop, step > 0 ? length : -1, length);
      long distance = step > 0 ? last - first : first - last;
      return new long[] {first, distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1};
    }

    private long clip(Long bound, long missing, long length) {
      if (bound == null) {
        return missing;
      }
      long low = step > 0 ? 0 : -1;
      long high = step > 0 ? length : length - 1;
      long from = bound < 0 ? bound + length : bound;
      return Math.min(Math.max(from, low), high);
    }

    /** The element an integer means on an axis; empty when it is none. */
    OptionalLong element(long length) {
      long at = start < 0 ? start + length : start;
      return at < 0 || at >= length ? OptionalLong.empty() : OptionalLong.of(at);
    }
  }

  private final String text;
  private final List<Item> before;
  private final List<Item> after;
  private final boolean hasEllipsis;

  private NumpyIndex(String text, List<Item> before, List<Item> after, boolean hasEllipsis) {
    this.text = text;
    this.before = List.copyOf(before);
    this.after = List.copyOf(after);
    this.hasEllipsis = hasEllipsis;
  }

  /**
   * Reads an index; brackets or parentheses around it are allowed.
   *
   * @throws IllegalArgumentException with the reason when it is none
   */
  public static NumpyIndex parse(String text) {
    String inner = text.strip();
    if ((inner.startsWith("(") && inner.endsWith(")"))
        || (inner.startsWith("[") && inner.endsWith("]"))) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    inner = inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner;
    List<Item> before = new ArrayList<>();
    List<Item> after = new ArrayList<>();
    boolean hasEllipsis = false;
    if (!inner.isEmpty()) {
      for (String part : inner.split(",", MAX_ITEMS + 1)) {
        if (part.strip().equals("...")) {
          require(!hasEllipsis, "more than one ellipsis");
          hasEllipsis = true;
        } else {
          (hasEllipsis ? after : before).add(item(part.strip()));
        }
      }
    }
    require(before.size() + after.size() <= MAX_ITEMS, "more than " + MAX_ITEMS + " axes");
    return new NumpyIndex(text, before, after, hasEllipsis);
  }

  private static Item item(String part) {
    if (part.matches(NUMBER)) {
      return new Item(Long.valueOf(part), null, 1, true);
    }
    Matcher m = SLICE.matcher(part);
    require(m.matches(), "'" + part + "' is no slice such as 0:512 or ::2");
    long step = m.group(3) == null ? 1 : Long.parseLong(m.group(3));
    require(step != 0, "the step of '" + part + "' is 0");
    return new Item(number(m.group(1)), number(m.group(2)), step, false);
  }

  private static Long number(String text) {
    return text == null ? null : Long.valueOf(text);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * One item for each axis of an array; axes it does not name are taken whole.
   *
   * @throws IllegalArgumentException when it names more axes than there are
   */
  List<Item> items(int rank, Anchor anchor) {
    int whole = rank - before.size() - after.size();
    require(
        whole >= 0,
        (before.size() + after.size()) + " axes are asked for and the array has " + rank);
    Item all = new Item(null, null, 1, false);
    List<Item> items = new ArrayList<>();
    boolean atEnd = !hasEllipsis && anchor == Anchor.LEADING;
    if (hasEllipsis || atEnd) {
      items.addAll(before);
    }
    for (int i = 0; i < whole; i++) {
      items.add(all);
    }
    items.addAll(hasEllipsis ? after : atEnd ? List.of() : before);
    return items;
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
