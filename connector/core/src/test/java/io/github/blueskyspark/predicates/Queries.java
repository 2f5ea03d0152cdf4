package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Queries and documents written with single quotes. */
final class Queries {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private Queries() {}

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Predicate query(String text) {
    return MongoQuery.parse(text.replace('\'', '"'));
  }

  static boolean matches(String query, String document) {
    return new PredicateEvaluator(query(query)).matches(json(document));
  }

  static RunFacts run(String start, String stop, String... descriptors) {
    return new RunFacts() {
      @Override
      public Optional<JsonNode> start() {
        return start.isEmpty() ? Optional.empty() : Optional.of(json(start));
      }

      @Override
      public Optional<JsonNode> stop() {
        return stop.isEmpty() ? Optional.empty() : Optional.of(json(stop));
      }

      @Override
      public List<JsonNode> descriptors() {
        return Arrays.stream(descriptors).map(Queries::json).toList();
      }
    };
  }
}
