package io.github.blueskyspark.converters.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages documents as no damaged disk does: what is left is JSON that says something else. */
final class DocumentMutations {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** What a value may become, as JSON of Python. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"x\"",
          "\"\"",
          "-1",
          "0",
          "2",
          "3.5",
          "NaN",
          "-Infinity",
          "1e300",
          "123456789012345678901234567890",
          "[]",
          "{}",
          "[1, 2]",
          "[NaN]",
          "{\"a\": {\"b\": [NaN]}}");

  private static final List<String> NAMES =
      List.of("start", "stop", "event", "event_page", "descriptor", "datum", "bulk_events", "what");

  private final Random random;

  DocumentMutations(long seed) {
    this.random = new Random(seed);
  }

  /** Lines of a file, some of them changed, doubled, moved, cut or packed into pages. */
  List<String> of(List<String> lines) throws JsonProcessingException {
    List<String> changed = new ArrayList<>();
    for (String line : lines) {
      if (random.nextInt(6) > 0) {
        changed.add(line);
        continue;
      }
      switch (random.nextInt(8)) {
        case 0 -> changed.addAll(List.of(line, line));
        case 1 -> changed.add(line.substring(0, random.nextInt(line.length())));
        case 2 -> changed.add(page(line));
        case 3 -> changed.addAll(List.of(line, mutated(line)));
        default -> changed.add(mutated(line));
      }
    }
    if (random.nextInt(3) == 0 && changed.size() > 1) {
      Collections.swap(changed, random.nextInt(changed.size()), random.nextInt(changed.size()));
    }
    return changed;
  }

  private String mutated(String line) throws JsonProcessingException {
    ArrayNode document = (ArrayNode) JSON.readTree(line);
    if (random.nextInt(12) == 0) {
      document.set(0, JSON.readTree('"' + NAMES.get(random.nextInt(NAMES.size())) + '"'));
    } else {
      change((ObjectNode) document.get(1), random.nextInt(3));
    }
    return JSON.writeValueAsString(document).replaceAll("\"(NaN|-?Infinity)\"", "$1");
  }

  private void change(ObjectNode object, int depth) throws JsonProcessingException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    if (depth > 0 && object.get(name) instanceof ObjectNode inner && !inner.isEmpty()) {
      change(inner, depth - 1);
    } else if (object.get(name) instanceof ArrayNode list
        && !list.isEmpty()
        && random.nextBoolean()) {
      list.set(random.nextInt(list.size()), value());
    } else if (random.nextInt(3) == 0) {
      object.remove(name);
    } else {
      object.set(name, value());
    }
  }

  private JsonNode value() throws JsonProcessingException {
    return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
  }

  /** An event as a page of one or several, their lengths equal or not. */
  private String page(String line) throws JsonProcessingException {
    ArrayNode document = (ArrayNode) JSON.readTree(line);
    if (!document.get(0).asText().equals("event")) {
      return line;
    }
    int count = 1 + random.nextInt(3);
    ObjectNode event = (ObjectNode) document.get(1);
    ObjectNode page = JSON.createObjectNode().set("descriptor", event.get("descriptor"));
    for (String name : List.of("uid", "time", "seq_num")) {
      ArrayNode values = page.putArray(name);
      for (int i = 0; i < count; i++) {
        values.add(event.get(name));
      }
    }
    for (String name : List.of("data", "timestamps")) {
      ObjectNode lists = page.putObject(name);
      int length = random.nextInt(4) == 0 ? random.nextInt(4) : count;
      event
          .path(name)
          .properties()
          .forEach(
              field -> {
                ArrayNode values = lists.putArray(field.getKey());
                for (int i = 0; i < length; i++) {
                  values.add(field.getValue());
                }
              });
    }
    page.putObject("filled");
    return JSON.writeValueAsString(JSON.createArrayNode().add("event_page").add(page));
  }
}
