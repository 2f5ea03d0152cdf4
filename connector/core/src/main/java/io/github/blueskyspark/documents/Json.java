package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Metadata documents as trees. Numbers keep their kind: integers of any size, doubles with NaN and
 * infinities.
 */
public final class Json {
  private static final ObjectReader TREE = new ObjectMapper().reader();

  private Json() {}

  /**
   * The document as a tree; the source's key order is kept.
   *
   * @throws IOException when it cannot be read or is not well formed
   */
  public static ObjectNode tree(RawDocument raw) throws IOException {
    try (JsonParser parser = raw.parser()) {
      JsonNode node = TREE.readTree(parser);
      if (!(node instanceof ObjectNode object)) {
        throw new com.fasterxml.jackson.core.JsonParseException(
            parser, "the document is no object");
      }
      end(parser);
      return object;
    }
  }

  /** Demands that nothing follows the document. */
  static void end(JsonParser parser) throws IOException {
    JsonToken more = parser.nextToken();
    if (more != null) {
      throw new com.fasterxml.jackson.core.JsonParseException(
          parser, "something follows the document: " + more);
    }
  }

  static String text(ObjectNode doc, String field) throws MalformedDocument {
    JsonNode node = doc.get(field);
    if (node == null || !node.isTextual()) {
      throw new MalformedDocument(
          "missing-field", "'" + field + "' is " + shown(node) + ", not text");
    }
    return node.asText();
  }

  static String textOr(ObjectNode doc, String field, String otherwise) {
    JsonNode node = doc.get(field);
    return node != null && node.isTextual() ? node.asText() : otherwise;
  }

  static String shown(JsonNode node) {
    if (node == null) {
      return "missing";
    }
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
