package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of an {@code $in}, hashed where they are strings or 64-bit integers, so that ten
 * thousand uids cost a run no more than one.
 *
 * @param others the values that have to be compared one by one
 */
record ListedValues(Set<String> texts, Set<Long> integers, List<Value> others) {
  static ListedValues of(List<Value> values) {
    ListedValues listed = new ListedValues(new HashSet<>(), new HashSet<>(), new ArrayList<>());
    for (Value value : values) {
      if (value instanceof Value.Text text) {
        listed.texts.add(text.value());
      } else if (value instanceof Value.Int integer) {
        listed.integers.add(integer.value());
      } else {
        listed.others.add(value);
      }
    }
    return listed;
  }

  /** Whether the node equals one of the hashed values; a double equals the integer it is. */
  boolean contains(JsonNode node) {
    if (node.isTextual()) {
      return texts.contains(node.textValue());
    }
    if (integers.isEmpty()) {
      return false;
    }
    if (!node.isNumber()) {
      // extended JSON: {"$numberLong": "5"}
      return node.isObject() && JsonValues.scalar(node).filter(this::isListedNumber).isPresent();
    }
    return isListedNumber(JsonValues.number(node));
  }

  private boolean isListedNumber(Value number) {
    if (number instanceof Value.Int integer) {
      return integers.contains(integer.value());
    }
    if (number instanceof Value.Real real) {
      double value = real.value();
      return value >= -0x1p63
          && value < 0x1p63
          && value == Math.rint(value)
          && integers.contains((long) value);
    }
    return number instanceof Value.Decimal
        && integers.stream()
            .anyMatch(listed -> ValueOrder.compareNumbers(number, new Value.Int(listed)) == 0);
  }
}
