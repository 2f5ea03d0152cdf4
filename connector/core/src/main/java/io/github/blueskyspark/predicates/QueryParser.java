package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.predicates.FieldNames.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a document of conditions: fields, and the operators that join conditions. */
final class QueryParser {
  private final QueryFaults faults;
  private final FieldNames names;
  private final OperatorParser operators;

  QueryParser(Location where, FieldNames names) {
    this.faults = new QueryFaults(where);
    this.names = names;
    this.operators = new OperatorParser(where);
  }

  Predicate parse(JsonNode document) {
    List<Predicate> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      String key = field.getKey();
      JsonNode operand = field.getValue();
      if (!key.startsWith("$")) {
        parts.add(field(key, operand));
      } else if (!key.equals("$comment")) {
        parts.add(joined(key, operand));
      }
    }
    return Predicate.all(parts);
  }

  private Predicate joined(String operator, JsonNode operand) {
    return switch (operator) {
      case "$and" -> Predicate.all(parts(operator, operand));
      case "$or" -> new Predicate.Or(parts(operator, operand));
      case "$nor" -> new Predicate.Not(new Predicate.Or(parts(operator, operand)));
      case "$text" -> text(operand);
      default -> throw faults.operator(operator, "in the place of a field");
    };
  }

  private Predicate text(JsonNode operand) {
    JsonNode words = operand.path("$search");
    for (Map.Entry<String, JsonNode> field : operand.properties()) {
      if (!field.getKey().equals("$search")) {
        throw faults.operator(field.getKey(), "inside $text");
      }
    }
    if (!words.isTextual()) {
      throw faults.fault(
          "read '$text'",
          QueryFaults.shown(operand) + " has no words to search for",
          "Write {\"$text\": {\"$search\": \"words\"}}");
    }
    return new Predicate.Text(TextSearch.parse(words.textValue()));
  }

  private List<Predicate> parts(String operator, JsonNode operand) {
    if (!operand.isArray() || operand.isEmpty()) {
      throw faults.fault(
          "read '" + operator + "'",
          QueryFaults.shown(operand) + " is not a list of conditions",
          "Write {\"" + operator + "\": [{…}, {…}]}");
    }
    List<Predicate> parts = new ArrayList<>();
    for (JsonNode part : operand) {
      if (!part.isObject()) {
        throw faults.fault(
            "read '" + operator + "'",
            QueryFaults.shown(part) + " is not a condition",
            "Write {\"" + operator + "\": [{…}, {…}]}");
      }
      parts.add(parse(part));
    }
    return parts;
  }

  private Predicate field(String key, JsonNode operand) {
    for (String step : key.split("\\.", -1)) {
      if (step.startsWith("$")) {
        throw faults.operator(step, "inside the key '" + key + "'");
      }
    }
    Subject subject = names.subject(key);
    return operators.condition(subject, key, operand);
  }
}
