package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Equal parts of many start documents and descriptors, kept once: runs of one instrument say the
 * same of their data keys, configuration and samples. Without this a file of many runs needs
 * several times the memory. Few runs are left alone. Not thread safe.
 */
final class SharedParts {
  private static final int FEW = 200;
  private static final int MOST_PARTS = 20_000;
  private static final int LONGEST = 1 << 14;

  private final Map<String, JsonNode> parts = new HashMap<>();
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
    String text = part.toString();
    JsonNode known = text.length() > LONGEST ? null : parts.get(text);
    if (known != null) {
      // The text decides on the order of keys, equality on the types of numbers.
      return known.equals(part) ? known : part;
    }
    if (part instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(shared(field.getValue())));
    }
    if (text.length() <= LONGEST && parts.size() < MOST_PARTS) {
      parts.put(text, part);
    }
    return part;
  }
}
