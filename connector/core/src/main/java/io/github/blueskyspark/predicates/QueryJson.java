package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;

/** Reads the text of a query, with limits on its size and depth. */
final class QueryJson {
  /** Of JSON's own levels; a query of MongoDB may have 100. */
  static final int MAX_DEPTH = 200;

  /** Characters; MongoDB's documents end at 16 MiB. */
  static final int MAX_LENGTH = 16 << 20;

  private QueryJson() {}

  static JsonNode read(String json, Location where) {
    if (json.length() > MAX_LENGTH) {
      throw fault(where, "it is " + json.length() + " characters long", "Keep it below 16 MiB");
    }
    // bare NaN and Infinity: Python's json writes them, and so do the documents
    JsonMapper mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    JsonNode query;
    try (JsonParser parser = mapper.createParser(json)) {
      query = mapper.readTree(parser);
    } catch (JsonProcessingException e) {
      throw fault(where, found(e), remedy(e)).because(e);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("A string cannot fail to be read; please report", e);
    }
    if (query == null || query.isMissingNode()) {
      throw fault(where, "it is empty", "Write {} for every run");
    }
    if (!query.isObject()) {
      throw fault(
          where,
          "it is " + JsonValues.type(query).alias() + " and not a document at character 1",
          "Write a query as {\"plan_name\": \"count\"}");
    }
    return query;
  }

  private static String found(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String message = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
    if (message.length() > 200) {
      message = message.substring(0, 200) + "…";
    }
    String place = location == null ? "" : " at character " + (location.getCharOffset() + 1);
    return message.replaceFirst("[.]$", "") + place;
  }

  private static String remedy(JsonProcessingException e) {
    return e.getOriginalMessage().startsWith("Duplicate field")
        ? "Join the two with $and, or write both operators into one document"
        : "Write a query as {\"plan_name\": \"count\"}, with double quotes around names";
  }

  private static OptionException fault(Location where, String found, String remedy) {
    return new OptionException(where, "read the query", found, remedy);
  }
}
