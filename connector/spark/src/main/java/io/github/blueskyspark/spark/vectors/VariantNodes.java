package io.github.blueskyspark.spark.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import org.apache.spark.types.variant.Variant;

/** A VARIANT as the tree that the predicates look at; whole numbers stay whole, however large. */
public final class VariantNodes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private VariantNodes() {}

  public static JsonNode of(Variant value) {
    return switch (value.getType()) {
      case OBJECT -> object(value);
      case ARRAY -> array(value);
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(value.getBoolean());
      case LONG -> number(value.getLong());
      case STRING -> NODES.textNode(value.getString());
      case DOUBLE -> NODES.numberNode(value.getDouble());
      case FLOAT -> NODES.numberNode((double) value.getFloat());
      case DECIMAL -> decimal(value);
      case BINARY -> NODES.binaryNode(value.getBinary());
      case DATE, TIMESTAMP, TIMESTAMP_NTZ, UUID -> NODES.textNode(plainText(value));
    };
  }

  private static JsonNode number(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static JsonNode decimal(Variant value) {
    var number = value.getDecimal();
    return number.scale() <= 0
        ? NODES.numberNode(number.toBigInteger())
        : NODES.numberNode(number.doubleValue());
  }

  private static String plainText(Variant value) {
    String json = value.toJson(ZoneOffset.UTC);
    return json.substring(1, json.length() - 1);
  }

  private static ObjectNode object(Variant value) {
    ObjectNode node = NODES.objectNode();
    for (int i = 0; i < value.objectSize(); i++) {
      Variant.ObjectField field = value.getFieldAtIndex(i);
      node.set(field.key, of(field.value));
    }
    return node;
  }

  private static ArrayNode array(Variant value) {
    ArrayNode node = NODES.arrayNode();
    for (int i = 0; i < value.arraySize(); i++) {
      node.add(of(value.getElementAtIndex(i)));
    }
    return node;
  }
}
