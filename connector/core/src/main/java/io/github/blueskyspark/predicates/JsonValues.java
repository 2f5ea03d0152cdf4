package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/**
 * Scalars of documents as query values. Archives that hold more types than JSON write them as
 * extended JSON ({@code {"$date": …}}), which counts as the scalar it stands for.
 */
final class JsonValues {
  private JsonValues() {}

  /** The type of a value of a document; not for a missing one. */
  static BsonType type(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> BsonType.STRING;
      case NUMBER -> numberType(node);
      case BOOLEAN -> BsonType.BOOL;
      case ARRAY -> BsonType.ARRAY;
      case BINARY -> BsonType.BINARY;
      case NULL, MISSING -> BsonType.NULL;
      case OBJECT, POJO -> extended(node).map(Value::type).orElse(BsonType.OBJECT);
    };
  }

  private static BsonType numberType(JsonNode node) {
    return switch (node.numberType()) {
      case INT, LONG, BIG_INTEGER ->
          node.canConvertToInt()
              ? BsonType.INT
              : node.canConvertToLong() ? BsonType.LONG : BsonType.DECIMAL;
      case FLOAT, DOUBLE -> BsonType.DOUBLE;
      case BIG_DECIMAL -> BsonType.DECIMAL;
    };
  }

  /** The scalar; empty for a plain document and for an array. */
  static Optional<Value> scalar(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Optional.of(new Value.Text(node.textValue()));
      case NUMBER -> Optional.of(number(node));
      case BOOLEAN -> Optional.of(new Value.Bool(node.booleanValue()));
      case BINARY -> Optional.of(new Value.Binary(node.asText(), 0));
      case NULL, MISSING -> Optional.of(new Value.Null());
      case OBJECT -> extended(node);
      case ARRAY, POJO -> Optional.empty();
    };
  }

  static Value number(JsonNode node) {
    return switch (node.numberType()) {
      case INT, LONG -> new Value.Int(node.longValue());
      case BIG_INTEGER -> integer(node.bigIntegerValue());
      case FLOAT, DOUBLE -> new Value.Real(node.doubleValue());
      case BIG_DECIMAL -> new Value.Decimal(node.decimalValue());
    };
  }

  private static Value integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new Value.Int(value.longValue())
        : new Value.Decimal(new BigDecimal(value));
  }

  private static Optional<Value> extended(JsonNode node) {
    if (node.size() != 1 || !node.fieldNames().next().startsWith("$")) {
      return Optional.empty();
    }
    return ExtendedJson.read(node).value();
  }

  static byte[] bytes(Value.Binary binary) {
    return Base64.getDecoder().decode(binary.base64());
  }
}
