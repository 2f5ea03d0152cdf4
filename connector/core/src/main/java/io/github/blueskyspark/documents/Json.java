package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/**
 * Metadata documents as trees. Numbers keep their kind: integers of any size, doubles with NaN and
 * infinities.
 */
public final class Json {
  private static final ObjectReader TREE = new ObjectMapper().reader();
  private static final ObjectReader UNIQUE =
      TREE.with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /**
   * A document as a tree.
   *
   * @param repeatedKey a key that stands twice in one object; the last one counts
   */
  record Tree(ObjectNode doc, Optional<String> repeatedKey) {}

  /** Numbers beyond doubles are errors. */
  private static final class FiniteNumbers extends JsonParserDelegate {
    FiniteNumbers(JsonParser parser) {
      super(parser);
    }

    @Override
    public double getDoubleValue() throws IOException {
      NumberOutOfRange.refuse(delegate);
      return delegate.getDoubleValue();
    }
  }

  private Json() {}

  /**
   * The document as a tree; the source's key order is kept.
   *
   * @throws IOException when it cannot be read or is not well formed
   */
  public static ObjectNode tree(RawDocument raw) throws IOException {
    return tree(raw, TREE);
  }

  /** The document as a tree, looking for keys that stand twice. */
  static Tree checked(RawDocument raw) throws IOException {
    try {
      return new Tree(tree(raw, UNIQUE), Optional.empty());
    } catch (MismatchedInputException e) {
      ObjectNode lenient = tree(raw, TREE);
      String[] quoted = e.getOriginalMessage().split("'", 3);
      return new Tree(lenient, Optional.of(quoted.length == 3 ? quoted[1] : ""));
    }
  }

  private static ObjectNode tree(RawDocument raw, ObjectReader reader) throws IOException {
    try (JsonParser parser = new FiniteNumbers(raw.parser())) {
      JsonNode node = reader.readTree(parser);
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
    if (node == null || !node.isTextual() || node.asText().isEmpty()) {
      throw new MalformedDocument(
          "missing-field", "'" + field + "' is " + shown(node) + ", not a text");
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
    return shorten(node.toString());
  }

  /** The text for messages. */
  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
