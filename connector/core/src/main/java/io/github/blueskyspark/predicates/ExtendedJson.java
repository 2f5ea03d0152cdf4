package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** MongoDB's extended JSON, canonical and relaxed: objects with one key that stand for a scalar. */
final class ExtendedJson {
  static final List<String> FORMS =
      List.of(
          "$numberInt",
          "$numberLong",
          "$numberDouble",
          "$numberDecimal",
          "$date",
          "$oid",
          "$uuid",
          "$binary");
  private static final int MAX_DIGITS = 6_200;

  private ExtendedJson() {}

  /**
   * What an object stands for.
   *
   * @param value the scalar, if it is one
   * @param fault why it is none; empty when it has no key of extended JSON at all
   */
  record Reading(Optional<Value> value, Optional<String> fault) {}

  static Reading read(JsonNode object) {
    String key = object.size() == 1 ? object.fieldNames().next() : "";
    if (!FORMS.contains(key)) {
      return new Reading(Optional.empty(), Optional.empty());
    }
    JsonNode inside = object.get(key);
    try {
      Optional<Value> value = read(key, inside);
      return new Reading(
          value, value.isPresent() ? Optional.empty() : Optional.of(fault(key, inside)));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return new Reading(Optional.empty(), Optional.of(fault(key, inside)));
    }
  }

  private static String fault(String key, JsonNode inside) {
    String text = inside.toString();
    return "'" + key + "' with " + (text.length() > 80 ? text.substring(0, 80) + "…" : text);
  }

  private static Optional<Value> read(String key, JsonNode inside) {
    return switch (key) {
      case "$numberInt" ->
          text(inside).map(text -> new Value.Int(new BigInteger(text).intValueExact()));
      case "$numberLong" ->
          text(inside).map(text -> new Value.Int(new BigInteger(text).longValueExact()));
      case "$numberDouble" -> text(inside).map(text -> new Value.Real(real(text)));
      case "$numberDecimal" -> text(inside).map(ExtendedJson::decimal);
      case "$date" -> date(inside);
      case "$oid" ->
          Optional.of(inside.asText().toLowerCase(Locale.ROOT))
              .filter(hex -> hex.matches("[0-9a-f]{24}"))
              .map(Value.ObjectId::new);
      case "$uuid" -> Optional.of(uuid(UUID.fromString(inside.asText())));
      default -> binary(inside);
    };
  }

  /** The digits: a string, or a bare number as people write it by hand. */
  private static Optional<String> text(JsonNode inside) {
    return inside.isTextual() || inside.isNumber()
        ? Optional.of(inside.asText()).filter(text -> text.length() <= MAX_DIGITS)
        : Optional.empty();
  }

  private static double real(String text) {
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Value decimal(String text) {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> new Value.Real(real(text));
      default -> new Value.Decimal(new BigDecimal(text));
    };
  }

  private static Optional<Value> date(JsonNode inside) {
    if (inside.isTextual()) {
      Instant instant = OffsetDateTime.parse(inside.textValue()).toInstant();
      return Optional.of(new Value.Date(instant.toEpochMilli()));
    }
    if (inside.isObject()) {
      return read(inside).value().filter(Value.Int.class::isInstance).map(ExtendedJson::millis);
    }
    return inside.canConvertToLong() && inside.isIntegralNumber()
        ? Optional.of(new Value.Date(inside.longValue()))
        : Optional.empty();
  }

  private static Value millis(Value value) {
    return new Value.Date(((Value.Int) value).value());
  }

  private static Value uuid(UUID uuid) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return new Value.Binary(Base64.getEncoder().encodeToString(bytes), 4);
  }

  private static Optional<Value> binary(JsonNode inside) {
    JsonNode base64 = inside.path("base64");
    int subtype = Integer.parseInt(inside.path("subType").asText("0"), 16);
    if (!base64.isTextual()) {
      return Optional.empty();
    }
    Base64.getDecoder().decode(base64.textValue());
    return Optional.of(new Value.Binary(base64.textValue(), subtype));
  }
}
