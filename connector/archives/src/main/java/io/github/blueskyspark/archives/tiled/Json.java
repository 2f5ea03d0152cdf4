package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** JSON within the limits on documents, with bare NaN and Infinity. Thread safe. */
final class Json {
  private static final int LONGEST_NUMBER = 1 << 12;

  private final JsonFactory factory;
  private final ObjectMapper mapper;

  Json(ReadLimits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(limits.maxDocumentBytes())
            .maxNameLength(limits.maxDocumentBytes())
            .build();
    factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    mapper = new ObjectMapper(factory);
  }

  /** An object; an empty one for a missing text. */
  Optional<ObjectNode> object(String text) throws IOException {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return mapper.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  ObjectNode objectOrEmpty(String text) throws IOException {
    return object(text).orElseGet(mapper::createObjectNode);
  }

  ObjectNode empty() {
    return mapper.createObjectNode();
  }

  byte[] bytes(ObjectNode doc) throws IOException {
    return mapper.writeValueAsBytes(doc);
  }

  JsonGenerator generator(ByteArrayOutputStream out) throws IOException {
    return factory.createGenerator(out);
  }

  /** The mapper behind this, which nobody changes. */
  ObjectMapper mapper() {
    return mapper;
  }

  JsonParser parser(java.io.InputStream text) throws IOException {
    return factory.createParser(text);
  }

  JsonParser parser(byte[] text) throws IOException {
    return factory.createParser(text);
  }
}
