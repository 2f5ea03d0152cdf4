package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import java.util.List;

/** The errors of a query that is JSON but asks for something that is not there. */
record QueryFaults(Location where) {
  /** The operators of a document of conditions on one field. */
  static final List<String> FIELD_OPERATORS =
      List.of(
          "$eq",
          "$ne",
          "$gt",
          "$gte",
          "$lt",
          "$lte",
          "$in",
          "$nin",
          "$exists",
          "$type",
          "$regex",
          "$options",
          "$mod",
          "$all",
          "$size",
          "$elemMatch",
          "$not",
          "$comment");

  /** The operators that stand in the place of a field. */
  static final List<String> LOGICAL_OPERATORS = List.of("$and", "$or", "$nor", "$comment");

  private static final String SQL =
      "say it in SQL: SELECT … FROM c.runs WHERE variant_get(start, '$.key', 'type') …";

  /** An operator that is known elsewhere, or unknown, or in the wrong place. */
  OptionException operator(String operator, String place) {
    if (LOGICAL_OPERATORS.contains(operator)) {
      return fault(
          "use operator '" + operator + "' " + place,
          "it joins whole conditions",
          "Put it at the top: {\"" + operator + "\": [{…}, {…}]}");
    }
    if (FIELD_OPERATORS.contains(operator)) {
      return fault(
          "use operator '" + operator + "' " + place,
          "it belongs to a field",
          "Write {\"field\": {\"" + operator + "\": …}} with a dotted path as the field");
    }
    if (operator.equals("$text")) {
      return fault(
          "use operator '$text' " + place,
          "it searches the whole start document",
          "Put it at the top: {\"$text\": {\"$search\": \"words\"}}");
    }
    String leftOut =
        switch (operator) {
          case "$where", "$expr", "$function", "$jsonSchema", "$rand", "$sampleRate" ->
              "it is left out of this query language";
          case "$near", "$nearSphere", "$geoWithin", "$geoIntersects", "$within" ->
              "there is no geography in run documents";
          case "$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear" ->
              "bit tests are left out of this query language";
          default -> "there is no such operator";
        };
    String near = NearestNames.question(operator, FIELD_OPERATORS);
    return fault(
        "use operator '" + operator + "' " + place, leftOut, near + "Leave it out, or " + SQL);
  }

  /** An operator with an operand it does not take. */
  OptionException operand(String operator, String key, String found, String remedy) {
    return fault("read '" + operator + "' on '" + key + "'", found, remedy);
  }

  OptionException fault(String cannot, String found, String remedy) {
    return new OptionException(where, cannot, found, remedy);
  }

  /** A value of the query for a message, cut to a readable length. */
  static String shown(com.fasterxml.jackson.databind.JsonNode node) {
    String text = node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
