package io.github.blueskyspark.converters.align;

import io.github.blueskyspark.converters.align.AsOf.Direction;
import io.github.blueskyspark.converters.align.AsOf.ExactMatches;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Merges two sides that are sorted by their keys: each left row with its right row. Holds four rows
 * of the right side at a time, whatever the sides hold. Not thread safe.
 *
 * @param <T> rows
 */
final class AsOfMerge<T> implements Iterator<T> {
  /** A row and its place. */
  private record Placed<T>(T row, Key key) {}

  /**
   * What decides.
   *
   * @param most greatest distance, null for any
   */
  record Rule(Axis axis, Direction direction, ExactMatches exactMatches, Number most)
      implements java.io.Serializable {}

  private final Rule rule;
  private final Iterator<T> left;
  private final Iterator<T> right;
  private final Function<T, Key> key;
  private final BiFunction<T, T, T> join;

  /** The first right row behind the current left row; null when there is none. */
  private Placed<T> next;

  /** First and last of the right rows that share the greatest place up to the left row. */
  private Placed<T> first;

  private Placed<T> last;

  /** The last right row of a smaller place than theirs. */
  private Placed<T> previous;

  /**
   * @param join makes a row of a left and a right one; the right one is null where none counts
   */
  AsOfMerge(
      Rule rule,
      Iterator<T> left,
      Iterator<T> right,
      Function<T, Key> key,
      BiFunction<T, T, T> join) {
    this.rule = rule;
    this.left = left;
    this.right = right;
    this.key = key;
    this.join = join;
    this.next = pull();
  }

  @Override
  public boolean hasNext() {
    return left.hasNext();
  }

  @Override
  public T next() {
    T row = left.next();
    Key place = key.apply(row);
    if (!place.isPlaced()) {
      return join.apply(row, null);
    }
    while (next != null && next.key().compare(place, rule.axis()) <= 0) {
      boolean same = last != null && next.key().compare(last.key(), rule.axis()) == 0;
      if (!same) {
        previous = last;
        first = next;
      }
      last = next;
      next = pull();
    }
    Placed<T> chosen = choose(place);
    return join.apply(row, chosen == null ? null : chosen.row());
  }

  private Placed<T> pull() {
    if (!right.hasNext()) {
      return null;
    }
    T row = right.next();
    return new Placed<>(row, key.apply(row));
  }

  private Placed<T> choose(Key place) {
    boolean exact = last != null && last.key().compare(place, rule.axis()) == 0;
    boolean strict = rule.exactMatches() == ExactMatches.LEFT_OUT;
    return switch (rule.direction()) {
      case BACKWARD -> counted(exact && strict ? previous : last, place);
      case FORWARD -> counted(exact && !strict ? first : next, place);
      case NEAREST ->
          nearer(
              counted(exact && strict ? previous : last, place),
              counted(exact && !strict ? first : next, place),
              place);
    };
  }

  private Placed<T> nearer(Placed<T> before, Placed<T> behind, Key place) {
    if (before == null || behind == null) {
      return before == null ? behind : before;
    }
    return rule.axis().compareGaps(before.key().on(), place.on(), behind.key().on()) <= 0
        ? before
        : behind;
  }

  /** The row, when it is of the same group and not too far. */
  private Placed<T> counted(Placed<T> found, Key place) {
    if (found == null || !found.key().isSameGroup(place)) {
      return null;
    }
    if (rule.most() == null) {
      return found;
    }
    boolean ahead = rule.axis().compare(found.key().on(), place.on()) > 0;
    Number low = ahead ? place.on() : found.key().on();
    Number high = ahead ? found.key().on() : place.on();
    return rule.axis().isWithin(low, high, rule.most()) ? found : null;
  }
}
