package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A codec as metadata names it.
 *
 * @param name as in the registry of Zarr or of numcodecs, without the prefix {@code numcodecs.}
 * @param settings its configuration; empty where it has none
 */
record CodecSpec(String name, ObjectNode settings) {
  private static final String PREFIX = "numcodecs.";

  /** As version 3 writes it: a name, or an object with name and configuration. */
  static CodecSpec three(JsonNode node) throws BadMetadata {
    JsonNode name = node.isTextual() ? node : node.path("name");
    if (!name.isTextual()) {
      throw new BadMetadata("a codec has no name");
    }
    String text = name.asText();
    return new CodecSpec(
        text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text,
        node.path("configuration") instanceof ObjectNode o
            ? o
            : JsonNodeFactory.instance.objectNode());
  }

  /** As version 2 writes it: an object with its id among its settings. */
  static CodecSpec two(JsonNode node) throws BadMetadata {
    if (!(node instanceof ObjectNode settings) || !node.path("id").isTextual()) {
      throw new BadMetadata("a codec has no id");
    }
    return new CodecSpec(node.get("id").asText(), settings);
  }

  /** A whole number among the settings. */
  int integer(String key, int otherwise) throws BadMetadata {
    JsonNode value = settings.get(key);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt()) {
      throw new BadMetadata("codec " + name + " has " + key + " = " + value);
    }
    return value.asInt();
  }
}
