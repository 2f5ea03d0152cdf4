package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Equal parts of many start documents and descriptors, kept once: runs of one instrument say the
 * same of their data keys, configuration and samples. Without this a file of many runs needs
 * several times the memory. Few runs are left alone. Not thread safe.
 */
final class SharedParts {
  private static final int FEW = 200;
  private static final int MOST_PARTS = 10_000;

  private final Map<JsonNode, JsonNode> parts = new HashMap<>();
  private int documents;

  /** The document, its parts exchanged for equal ones that are there already. */
  ObjectNode of(ObjectNode doc) {
    documents++;
    if (documents > FEW) {
      doc.properties().forEach(field -> field.setValue(shared(field.getValue())));
    }
    return doc;
  }

  private JsonNode shared(JsonNode part) {
    if (!(part instanceof ContainerNode<?>) || part.isEmpty()) {
      return part;
    }
    JsonNode known = parts.get(part);
    if (known != null) {
      // equality decides on the types of numbers, but not on the order of keys
      return sameOrder(known, part) ? known : part;
    }
    if (part instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(shared(field.getValue())));
    }
    if (parts.size() < MOST_PARTS) {
      parts.put(part, part);
    }
    return part;
  }

  /** Whether the keys of equal parts, and of the parts in them, stand in the same order. */
  private static boolean sameOrder(JsonNode one, JsonNode other) {
    Iterator<JsonNode> others = other.iterator();
    Iterator<String> names = other.fieldNames();
    Iterator<String> expected = one.fieldNames();
    for (JsonNode value : one) {
      boolean named = !expected.hasNext() || expected.next().equals(names.next());
      if (!named || !sameOrder(value, others.next())) {
        return false;
      }
    }
    return true;
  }
}
