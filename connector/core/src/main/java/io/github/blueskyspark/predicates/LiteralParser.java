package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.predicates.ExtendedJson.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the constants of a query: values, regular expressions, types and integers. */
final class LiteralParser {
  private static final Set<String> DB_REFERENCE = Set.of("$ref", "$id", "$db");

  private final Location where;
  private final QueryFaults faults;

  LiteralParser(Location where) {
    this.where = where;
    this.faults = new QueryFaults(where);
  }

  /** Whether extended JSON gives this object a scalar value (or tries to). */
  static boolean isScalar(JsonNode object) {
    Reading reading = ExtendedJson.read(object);
    return reading.value().isPresent() || reading.fault().isPresent();
  }

  Value value(JsonNode node, String key) {
    if (node.isArray()) {
      List<Value> values = new ArrayList<>();
      node.forEach(element -> values.add(value(element, key)));
      return new Value.Sequence(values);
    }
    if (!node.isObject()) {
      return JsonValues.scalar(node).orElseThrow();
    }
    Reading reading = ExtendedJson.read(node);
    reading
        .fault()
        .ifPresent(
            fault -> {
              throw faults.fault(
                  "read the value of '" + key + "'",
                  fault + " is no extended JSON",
                  "Write it as MongoDB does, for example {\"$date\": \"2024-06-01T00:00:00Z\"}");
            });
    return reading.value().orElseGet(() -> document(node, key));
  }

  private Value document(JsonNode node, String key) {
    List<Value.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (name.startsWith("$") && !DB_REFERENCE.contains(name)) {
        throw faults.operator(name, "inside the literal value of '" + key + "'");
      }
      entries.add(new Value.Entry(name, value(field.getValue(), key + "." + name)));
    }
    return new Value.Document(entries);
  }

  /** Extended JSON's forms of a regular expression, {@code {"$regex": …}} alone among them. */
  boolean isExpression(JsonNode node) {
    return node.isObject()
        && ((node.has("$regularExpression") && node.size() == 1)
            || (node.path("$regex").isTextual() && node.size() == (node.has("$options") ? 2 : 1)));
  }

  Regex regex(JsonNode node) {
    JsonNode canonical = node.path("$regularExpression");
    return canonical.isMissingNode()
        ? regex(node.get("$regex"), node.path("$options"), "$regex")
        : regex(canonical.path("pattern"), canonical.path("options"), "$regularExpression");
  }

  /** An expression with its options, tried out here so that a wrong one is told at once. */
  Regex regex(JsonNode pattern, JsonNode options, String key) {
    if (pattern.isObject() && pattern.has("$regularExpression")) {
      return regex(pattern);
    }
    if (!pattern.isTextual() || !(options.isTextual() || options.isMissingNode())) {
      throw faults.operand(
          "$regex",
          key,
          "expression or options are no strings",
          "Write {\"$regex\": \"^Fe\", \"$options\": \"i\"}");
    }
    Regex regex = new Regex(pattern.textValue(), options.asText(""));
    regex.compile(where);
    return regex;
  }

  List<BsonType> type(String key, JsonNode node) {
    if (node.isTextual() && node.textValue().equals("number")) {
      return BsonType.NUMBERS;
    }
    if (node.isTextual()) {
      return BsonType.ofAlias(node.textValue()).map(List::of).orElseThrow(() -> noType(key, node));
    }
    if (!node.isNumber() || node.doubleValue() != node.intValue()) {
      throw noType(key, node);
    }
    return BsonType.ofNumber(node.intValue()).map(List::of).orElseThrow(() -> noType(key, node));
  }

  private OptionException noType(String key, JsonNode node) {
    List<String> names =
        Stream.concat(Stream.of("number"), Arrays.stream(BsonType.values()).map(BsonType::alias))
            .toList();
    String question = node.isTextual() ? NearestNames.question(node.textValue(), names) : "";
    return faults.operand(
        "$type",
        key,
        QueryFaults.shown(node) + " is no type of run documents",
        question + "Use one of " + String.join(", ", names));
  }

  /** A number cut to an integer, as MongoDB takes it for {@code $mod} and {@code $size}. */
  long integer(String operator, String key, JsonNode node) {
    Value number = node.isObject() || node.isNumber() ? value(node, key) : new Value.Null();
    if (number instanceof Value.Int integer) {
      return integer.value();
    }
    if (number instanceof Value.Real real && Math.abs(real.value()) < 0x1p63) {
      return (long) real.value();
    }
    throw faults.operand(
        operator, key, QueryFaults.shown(node) + " is no integer", "Write an integer");
  }
}
