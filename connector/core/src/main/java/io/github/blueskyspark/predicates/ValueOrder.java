package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.predicates.BsonType.Bracket;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * MongoDB's order of values: by type bracket, numbers exactly across their types, strings by code
 * point, documents field by field in their order (type, then name, then value), arrays element by
 * element. NaN equals NaN and comes before every number.
 */
final class ValueOrder {
  private ValueOrder() {}

  /** Whether the comparison holds as a query means it: within one bracket, and NaN only to NaN. */
  static boolean holds(Comparison comparison, JsonNode left, Value right) {
    Bracket bracket = right.type().bracket();
    if (JsonValues.type(left).bracket() != bracket) {
      return false;
    }
    if (bracket == Bracket.NUMBER && (isNaN(JsonValues.scalar(left).get()) || isNaN(right))) {
      return comparison.includesEqual() && compare(left, right) == 0;
    }
    return comparison.holds(compare(left, right));
  }

  /** The total order; recursion ends at the depth of the right side. */
  static int compare(JsonNode left, Value right) {
    Bracket bracket = JsonValues.type(left).bracket();
    int order = bracket.compareTo(right.type().bracket());
    if (order != 0) {
      return order;
    }
    return switch (bracket) {
      case DOCUMENT -> compareDocuments(left, (Value.Document) right);
      case ARRAY -> compareArrays(left, (Value.Sequence) right);
      case NULL, NUMBER, TEXT, BINARY, OBJECT_ID, BOOL, DATE ->
          compareScalars(bracket, JsonValues.scalar(left).get(), right);
    };
  }

  private static int compareDocuments(JsonNode left, Value.Document right) {
    Iterator<Map.Entry<String, JsonNode>> fields = left.properties().iterator();
    for (Value.Entry entry : right.entries()) {
      if (!fields.hasNext()) {
        return -1;
      }
      Map.Entry<String, JsonNode> field = fields.next();
      Bracket bracket = JsonValues.type(field.getValue()).bracket();
      int order = bracket.compareTo(entry.value().type().bracket());
      if (order == 0) {
        order = compareText(field.getKey(), entry.name());
      }
      if (order == 0) {
        order = compare(field.getValue(), entry.value());
      }
      if (order != 0) {
        return order;
      }
    }
    return fields.hasNext() ? 1 : 0;
  }

  private static int compareArrays(JsonNode left, Value.Sequence right) {
    List<Value> values = right.values();
    for (int i = 0; i < Math.min(left.size(), values.size()); i++) {
      int order = compare(left.get(i), values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), values.size());
  }

  private static int compareScalars(Bracket bracket, Value left, Value right) {
    return switch (bracket) {
      case NUMBER -> compareNumbers(left, right);
      case TEXT -> compareText(((Value.Text) left).value(), ((Value.Text) right).value());
      case BOOL -> Boolean.compare(((Value.Bool) left).value(), ((Value.Bool) right).value());
      case DATE ->
          Long.compare(((Value.Date) left).epochMillis(), ((Value.Date) right).epochMillis());
      case OBJECT_ID -> ((Value.ObjectId) left).hex().compareTo(((Value.ObjectId) right).hex());
      case BINARY -> compareBinaries((Value.Binary) left, (Value.Binary) right);
      case NULL, DOCUMENT, ARRAY -> 0;
    };
  }

  /** BSON's order: length, subtype, unsigned bytes. */
  private static int compareBinaries(Value.Binary left, Value.Binary right) {
    byte[] a = JsonValues.bytes(left);
    byte[] b = JsonValues.bytes(right);
    if (a.length != b.length) {
      return Integer.compare(a.length, b.length);
    }
    int order = Integer.compare(left.subtype(), right.subtype());
    return order != 0 ? order : Arrays.compareUnsigned(a, b);
  }

  /** By code point, as UTF-8 bytes order them; UTF-16 would put U+1F600 before U+FF41. */
  static int compareText(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a)
                ? Integer.compare(Character.MAX_VALUE + 1, b)
                : Integer.compare(a, Character.MAX_VALUE + 1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static boolean isNaN(Value value) {
    return value instanceof Value.Real real && Double.isNaN(real.value());
  }

  static int compareNumbers(Value left, Value right) {
    if (left instanceof Value.Int a && right instanceof Value.Int b) {
      return Long.compare(a.value(), b.value());
    }
    if (left instanceof Value.Real a && right instanceof Value.Real b) {
      return compareDoubles(a.value(), b.value());
    }
    if (left instanceof Value.Real a && !Double.isFinite(a.value())) {
      return a.value() == Double.POSITIVE_INFINITY ? 1 : -1;
    }
    if (right instanceof Value.Real b && !Double.isFinite(b.value())) {
      return b.value() == Double.POSITIVE_INFINITY ? -1 : 1;
    }
    return exact(left).compareTo(exact(right));
  }

  private static int compareDoubles(double a, double b) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return 0;
    }
    return Double.isNaN(a) || (!Double.isNaN(b) && a < b) ? -1 : 1;
  }

  private static BigDecimal exact(Value number) {
    if (number instanceof Value.Int integer) {
      return BigDecimal.valueOf(integer.value());
    }
    return number instanceof Value.Real real
        ? new BigDecimal(real.value())
        : ((Value.Decimal) number).value();
  }
}
