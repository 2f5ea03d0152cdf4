package io.github.blueskyspark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tiled's queries by their names, as MongoDB queries for option {@code query} and {@code matches}.
 *
 * <p>Keys are Tiled's ({@code start.plan_name}, {@code stop.exit_status}) or, for fields of the
 * start document, without prefix. A missing key fulfils none of them, as in Tiled's SQL catalog:
 * also not {@link #notEq} and {@link #notIn}, where MongoDB's {@code $ne} would.
 *
 * <pre>{@code
 * spark.read().format("bluesky")
 *     .option("query", BlueskyQueries.all(eq("plan_name", "scan"), scanIdRange(10, 20)).json())
 *     .load(path);
 * }</pre>
 */
public final class BlueskyQueries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BlueskyQueries() {}

  /** How {@link #comparison} compares. */
  public enum Operator {
    LT("$lt"),
    GT("$gt"),
    LE("$lte"),
    GE("$gte");

    private final String mongo;

    Operator(String mongo) {
      this.mongo = mongo;
    }
  }

  /**
   * A query.
   *
   * @param json its text in MongoDB's query language
   */
  public record Query(String json) {
    /** The text, ready for {@code option("query", …)}. */
    @Override
    public String toString() {
      return json;
    }
  }

  private static Query query(JsonNode node) {
    return new Query(node.toString());
  }

  private static Query field(String key, JsonNode condition) {
    return query(JSON.createObjectNode().set(key, condition));
  }

  private static Query operator(String key, String operator, Object operand) {
    return field(key, JSON.createObjectNode().set(operator, JSON.valueToTree(operand)));
  }

  /** All of the queries hold. */
  public static Query all(Query... queries) {
    return joined("$and", queries);
  }

  /** Any of the queries holds; Tiled has no such query. */
  public static Query any(Query... queries) {
    return joined("$or", queries);
  }

  /** None of the queries holds; Tiled has no such query. */
  public static Query none(Query... queries) {
    return joined("$nor", queries);
  }

  private static Query joined(String operator, Query... queries) {
    ArrayNode parts = JSON.createArrayNode();
    for (Query q : queries) {
      try {
        parts.add(JSON.readTree(q.json()));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new IllegalArgumentException("no JSON: " + q.json(), e);
      }
    }
    return query(JSON.createObjectNode().set(operator, parts));
  }

  /** {@code FullText}: words anywhere in the start document's texts. */
  public static Query fullText(String text) {
    return query(
        JSON.createObjectNode().set("$text", JSON.createObjectNode().put("$search", text)));
  }

  /** {@code Eq}: equal; null matches a key that is null or missing. */
  public static Query eq(String key, Object value) {
    return operator(key, "$eq", value);
  }

  /** {@code NotEq}: there, and not equal. */
  public static Query notEq(String key, Object value) {
    return present(key, "$ne", value);
  }

  private static Query present(String key, String operator, Object value) {
    ObjectNode condition = JSON.createObjectNode();
    condition.set(operator, JSON.valueToTree(value));
    return field(key, condition.put("$exists", true));
  }

  /** {@code Comparison}: numbers with numbers, texts with texts. */
  public static Query comparison(Operator operator, String key, Object value) {
    return operator(key, operator.mongo, value);
  }

  /** {@code Contains}: an array that has this element. */
  public static Query contains(String key, Object value) {
    ObjectNode each = JSON.createObjectNode();
    each.set("$eq", JSON.valueToTree(value));
    return field(key, JSON.createObjectNode().set("$elemMatch", each));
  }

  /** {@code In}: equal to any of these. */
  public static Query in(String key, Collection<?> values) {
    return operator(key, "$in", List.copyOf(values));
  }

  /** {@code NotIn}: there, and equal to none of these. */
  public static Query notIn(String key, Collection<?> values) {
    return present(key, "$nin", List.copyOf(values));
  }

  /** {@code KeyPresent}: there, even when null. */
  public static Query keyPresent(String key) {
    return keyPresent(key, true);
  }

  /** {@code KeyPresent} with {@code exists}: there, or not there. */
  public static Query keyPresent(String key, boolean exists) {
    return operator(key, "$exists", exists);
  }

  /** {@code KeysFilter}: all these keys are there. */
  public static Query keysFilter(Collection<String> keys) {
    return all(keys.stream().map(BlueskyQueries::keyPresent).toArray(Query[]::new));
  }

  /** {@code Like}: SQL's LIKE, {@code %} for any text and {@code _} for one character. */
  public static Query like(String key, String pattern) {
    StringBuilder expression = new StringBuilder("^");
    pattern
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '%' -> expression.append("[\\s\\S]*");
                case '_' -> expression.append("[\\s\\S]");
                default -> expression.append(escaped(Character.toString(c)));
              }
            });
    return regex(key, expression.append('$').toString());
  }

  /** {@code Regex}, which looks at case; a PCRE expression, found anywhere in the text. */
  public static Query regex(String key, String pattern) {
    return operator(key, "$regex", pattern);
  }

  /** {@code Regex} with {@code case_sensitive=False}. */
  public static Query regexIgnoringCase(String key, String pattern) {
    return field(key, JSON.createObjectNode().put("$regex", pattern).put("$options", "i"));
  }

  /** {@code ScanID}: any of these; the option {@code duplicates} does not apply to queries. */
  public static Query scanId(long... ids) {
    return in("scan_id", Arrays.stream(ids).boxed().toList());
  }

  /** {@code ScanIDRange}: {@code start <= scan_id < end}. */
  public static Query scanIdRange(long start, long end) {
    return field("scan_id", JSON.createObjectNode().put("$gte", start).put("$lt", end));
  }

  /** {@code PartialUID}: the run's uid begins with any of these, taken literally. */
  public static Query partialUid(String... beginnings) {
    return any(
        Arrays.stream(beginnings).map(b -> regex("uid", "^" + escaped(b))).toArray(Query[]::new));
  }

  /** {@code TimeRange}: {@code since <= time < until}, seconds since the epoch. */
  public static Query timeRange(double since, double until) {
    return field("time", JSON.createObjectNode().put("$gte", since).put("$lt", until));
  }

  private static String escaped(String text) {
    return Pattern.compile("[^\\p{L}\\p{N}]").matcher(text).replaceAll("\\\\$0");
  }
}
