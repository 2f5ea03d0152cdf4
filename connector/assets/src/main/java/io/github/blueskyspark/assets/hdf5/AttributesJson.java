package io.github.blueskyspark.assets.hdf5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.hdf5.format.Attribute;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.ObjectHeader;
import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes of an object as JSON: numbers, texts, arrays of them, objects for compounds. What
 * cannot be read is left out.
 */
final class AttributesJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AttributesJson() {}

  static ObjectNode of(Hdf5File file, ObjectHeader header) throws IOException {
    ObjectNode all = JSON.objectNode();
    List<Attribute> attributes;
    try {
      attributes = Attribute.of(header);
    } catch (AssetException e) {
      return all;
    }
    ValueDecoder decoder = new ValueDecoder(file.bytes(), file.heap());
    for (Attribute attribute : attributes) {
      value(attribute, decoder).ifPresent(v -> all.set(attribute.name(), v));
    }
    return all;
  }

  private static Optional<JsonNode> value(Attribute attribute, ValueDecoder decoder)
      throws IOException {
    try {
      return Optional.of(decoded(attribute, decoder));
    } catch (AssetException | ArithmeticException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static JsonNode decoded(Attribute attribute, ValueDecoder decoder) throws IOException {
    if (attribute.space().isNull() || attribute.type().kind() == Datatype.Kind.REFERENCE) {
      return JSON.nullNode();
    }
    int count = Math.toIntExact(attribute.space().size());
    List<Object> flat = decoder.list(ByteBuffer.wrap(attribute.data()), count, attribute.type());
    long[] dims = attribute.space().dims();
    return node(dims.length == 0 ? flat.get(0) : ValueDecoder.nest(flat, dims));
  }

  private static JsonNode node(Object value) {
    if (value instanceof Long l) {
      return JSON.numberNode(l);
    } else if (value instanceof BigInteger big) {
      return JSON.numberNode(big);
    } else if (value instanceof Double d) {
      return JSON.numberNode(d);
    } else if (value instanceof Boolean b) {
      return JSON.booleanNode(b);
    } else if (value instanceof byte[] raw) {
      return JSON.binaryNode(raw);
    } else if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(v -> array.add(node(v)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((k, v) -> object.set(String.valueOf(k), node(v)));
      return object;
    }
    return JSON.textNode(String.valueOf(value));
  }
}
