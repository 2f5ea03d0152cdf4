package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.predicates.FieldNames.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a query says about one field: a literal, a regular expression, or operators. */
final class OperatorParser {
  private static final Set<String> JOINING = Set.of("$and", "$or", "$nor", "$where", "$comment");

  private final Location where;
  private final QueryFaults faults;
  private final LiteralParser literals;

  OperatorParser(Location where) {
    this.where = where;
    this.faults = new QueryFaults(where);
    this.literals = new LiteralParser(where);
  }

  Predicate condition(Subject subject, String key, JsonNode operand) {
    if (literals.isExpression(operand)) {
      return leaf(subject, key, new Predicate.Matches(subject.field(), literals.regex(operand)));
    }
    return isOperators(operand) ? operators(subject, key, operand) : equal(subject, key, operand);
  }

  /** A document whose first key is an operator, unless extended JSON gives it a value. */
  private static boolean isOperators(JsonNode operand) {
    return operand.isObject()
        && !operand.isEmpty()
        && operand.fieldNames().next().startsWith("$")
        && !LiteralParser.isScalar(operand);
  }

  private Predicate operators(Subject subject, String key, JsonNode operand) {
    List<Predicate> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : operand.properties()) {
      String operator = entry.getKey();
      if (!operator.startsWith("$")) {
        throw faults.fault(
            "read the conditions on '" + key + "'",
            "the field '" + operator + "' stands among operators",
            "Write '" + key + "." + operator + "' as a condition of its own");
      }
      if (operator.equals("$options") && !operand.has("$regex")) {
        throw faults.operand(operator, key, "there is no '$regex' beside it", "Add the expression");
      }
      if (!operator.equals("$comment") && !operator.equals("$options")) {
        parts.add(one(subject, key, operator, operand));
      }
    }
    return Predicate.all(parts);
  }

  private Predicate one(Subject subject, String key, String operator, JsonNode operators) {
    JsonNode operand = operators.get(operator);
    Field field = subject.field();
    return switch (operator) {
      case "$eq" -> equal(subject, key, operand);
      case "$ne" -> new Predicate.Not(equal(subject, key, operand));
      case "$gt" -> compare(subject, key, Comparison.GT, operand);
      case "$gte" -> compare(subject, key, Comparison.GTE, operand);
      case "$lt" -> compare(subject, key, Comparison.LT, operand);
      case "$lte" -> compare(subject, key, Comparison.LTE, operand);
      case "$in" -> leaf(subject, key, in(field, key, operator, operand));
      case "$nin" -> new Predicate.Not(leaf(subject, key, in(field, key, operator, operand)));
      case "$exists" -> exists(subject, key, operand);
      case "$regex" -> {
        Regex regex = literals.regex(operand, operators.path("$options"), key);
        yield leaf(subject, key, new Predicate.Matches(field, regex));
      }
      case "$type" -> leaf(subject, key, new Predicate.HasType(field, types(key, operand)));
      case "$mod" -> leaf(subject, key, mod(field, key, operand));
      case "$size" -> leaf(subject, key, new Predicate.Size(field, size(key, operand)));
      case "$all" -> all(subject, key, operand);
      case "$elemMatch" -> leaf(subject, key, elemMatch(field, key, operand));
      case "$not" -> new Predicate.Not(not(subject, key, operand));
      default -> throw faults.operator(operator, "on '" + key + "'");
    };
  }

  /** Every leaf passes here: it may have to be asked of a stream, which is no document itself. */
  private Predicate leaf(Subject subject, String key, Predicate leaf) {
    boolean aboutBeingThere =
        leaf instanceof Predicate.Exists
            || (leaf instanceof Predicate.Compare compare && compare.value() instanceof Value.Null);
    if (subject.existenceOnly() && !aboutBeingThere) {
      throw faults.fault(
          "read the condition on '" + key + "'",
          "a stream has no value of its own",
          "Use {\""
              + key
              + "\": {\"$exists\": true}}, or name a field of its descriptors after it");
    }
    return subject.wrap().apply(leaf);
  }

  private Predicate equal(Subject subject, String key, JsonNode operand) {
    return compare(subject, key, Comparison.EQ, operand);
  }

  private Predicate compare(Subject subject, String key, Comparison comparison, JsonNode operand) {
    Value value = literals.value(operand, key);
    return leaf(subject, key, new Predicate.Compare(subject.field(), comparison, value));
  }

  private Predicate in(Field field, String key, String operator, JsonNode operand) {
    List<Value> values = new ArrayList<>();
    List<Regex> expressions = new ArrayList<>();
    for (JsonNode element : list(key, operator, operand)) {
      if (literals.isExpression(element)) {
        expressions.add(literals.regex(element));
      } else {
        values.add(literals.value(element, key));
      }
    }
    return new Predicate.In(field, values, expressions);
  }

  private JsonNode list(String key, String operator, JsonNode operand) {
    if (!operand.isArray()) {
      throw faults.operand(
          operator, key, QueryFaults.shown(operand) + " is not a list", "Put it into [ ]");
    }
    return operand;
  }

  private Predicate exists(Subject subject, String key, JsonNode operand) {
    boolean wanted =
        operand.isNumber()
            ? operand.doubleValue() != 0
            : !operand.isNull() && !(operand.isBoolean() && !operand.booleanValue());
    Predicate exists = leaf(subject, key, new Predicate.Exists(subject.field()));
    return wanted ? exists : new Predicate.Not(exists);
  }

  private List<BsonType> types(String key, JsonNode operand) {
    List<BsonType> types = new ArrayList<>();
    if (!operand.isArray()) {
      types.addAll(literals.type(key, operand));
    }
    for (JsonNode element : operand) {
      types.addAll(literals.type(key, element));
    }
    if (types.isEmpty()) {
      throw faults.operand("$type", key, "the list of types is empty", "Name one, as \"string\"");
    }
    return types.stream().distinct().sorted().toList();
  }

  private Predicate mod(Field field, String key, JsonNode operand) {
    if (!operand.isArray() || operand.size() != 2) {
      throw faults.operand(
          "$mod",
          key,
          QueryFaults.shown(operand) + " is not [divisor, remainder]",
          "Write two integers, as {\"$mod\": [10, 3]}");
    }
    long divisor = literals.integer("$mod", key, operand.get(0));
    if (divisor == 0) {
      throw faults.operand("$mod", key, "the divisor is 0", "Divide by another number");
    }
    return new Predicate.Mod(field, divisor, literals.integer("$mod", key, operand.get(1)));
  }

  private long size(String key, JsonNode operand) {
    long size = literals.integer("$size", key, operand);
    if (size < 0 || (operand.isFloatingPointNumber() && operand.doubleValue() != size)) {
      throw faults.operand(
          "$size", key, QueryFaults.shown(operand) + " is no length", "Write an integer from 0 on");
    }
    return size;
  }

  private Predicate all(Subject subject, String key, JsonNode operand) {
    List<Predicate> parts = new ArrayList<>();
    for (JsonNode element : list(key, "$all", operand)) {
      boolean inner = element.isObject() && element.has("$elemMatch");
      parts.add(
          inner ? operators(subject, key, element) : condition(subject, key, plain(key, element)));
    }
    // nothing to contain: MongoDB finds no run then
    return parts.isEmpty()
        ? leaf(subject, key, new Predicate.In(subject.field(), List.of(), List.of()))
        : Predicate.all(parts);
  }

  private JsonNode plain(String key, JsonNode element) {
    if (isOperators(element) && !literals.isExpression(element)) {
      throw faults.operator(element.fieldNames().next(), "inside '$all' on '" + key + "'");
    }
    return element;
  }

  private Predicate elemMatch(Field field, String key, JsonNode operand) {
    if (!operand.isObject()) {
      throw faults.operand(
          "$elemMatch",
          key,
          QueryFaults.shown(operand) + " is not a document of conditions",
          "Write {\"$elemMatch\": {\"name\": …}} or {\"$elemMatch\": {\"$gt\": …}}");
    }
    if (isOperators(operand) && !JOINING.contains(operand.fieldNames().next())) {
      Subject element = Subject.of(Field.element());
      return new Predicate.AnyValue(field, operators(element, key, operand));
    }
    QueryParser inside = new QueryParser(where, FieldNames.OF_ELEMENT);
    return new Predicate.AnyDocument(field, inside.parse(operand));
  }

  private Predicate not(Subject subject, String key, JsonNode operand) {
    if (!literals.isExpression(operand) && !isOperators(operand)) {
      throw faults.operand(
          "$not",
          key,
          QueryFaults.shown(operand) + " is not a document of operators",
          "Write {\"$not\": {\"$gt\": …}}, or $ne for a plain value");
    }
    return condition(subject, key, operand);
  }
}
