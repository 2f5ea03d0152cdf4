package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blueskyspark.archives.tiled.TiledSample.Doc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documents that were written into a server, to compare with what is read from it. */
record OriginalRuns(List<Doc> documents) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static OriginalRuns of(List<Path> files) throws IOException {
    List<Doc> all = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode pair = MAPPER.readTree(line);
        all.add(new Doc(pair.get(0).asText(), pair.get(1), List.of()));
      }
    }
    return new OriginalRuns(all);
  }

  String uid(String beginning) {
    return documents.stream()
        .filter(d -> d.name().equals("start") && d.run().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .run();
  }

  /** Starts and stops whole, events by stream and seq_num as far as their values are in tables. */
  void compare(List<Doc> found) {
    for (String name : List.of("start", "stop")) {
      assertThat(found.stream().filter(d -> d.name().equals(name)).map(Doc::doc))
          .usingElementComparator((a, b) -> same(a, b) ? 0 : 1)
          .containsExactlyInAnyOrderElementsOf(
              documents.stream().filter(d -> d.name().equals(name)).map(Doc::doc).toList());
    }
    Map<String, JsonNode> events = events(found);
    Map<String, JsonNode> wanted = events(documents);
    assertThat(events.keySet()).isEqualTo(wanted.keySet());
    int values = 0;
    for (Map.Entry<String, JsonNode> event : wanted.entrySet()) {
      JsonNode here = events.get(event.getKey());
      assertThat(here.path("time")).isEqualTo(event.getValue().path("time"));
      for (Map.Entry<String, JsonNode> value : event.getValue().path("data").properties()) {
        JsonNode is = here.path("data").path(value.getKey());
        boolean isArray = value.getValue().isArray() && is.isMissingNode();
        boolean isNaN = value.getValue().asText().equals("NaN") && is.isNull();
        if (!isArray && !isNaN) {
          assertThat(same(is, value.getValue()))
              .as("%s %s: %s, not %s", event.getKey(), value.getKey(), is, value.getValue())
              .isTrue();
          values++;
        }
      }
    }
    assertThat(values).isGreaterThan(20);
  }

  private static Map<String, JsonNode> events(List<Doc> documents) {
    Map<String, String> streams = new HashMap<>();
    Map<String, JsonNode> events = new HashMap<>();
    for (Doc d : documents) {
      if (d.name().equals("descriptor")) {
        streams.put(d.doc().path("uid").asText(), d.run() + "/" + d.doc().path("name").asText());
      } else if (d.name().equals("event")) {
        String stream = streams.get(d.doc().path("descriptor").asText());
        events.put(stream + "/" + d.doc().path("seq_num").asLong(), d.doc());
      }
    }
    return events;
  }

  /** Equal but for the kind of a number: 1 is 1.0. */
  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      boolean areWhole = a.isIntegralNumber() && b.isIntegralNumber();
      return areWhole
          ? a.bigIntegerValue().equals(b.bigIntegerValue())
          : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0) == 0;
    }
    if (a.isArray() && b.isArray() && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a.isObject() && b.isObject()) {
      Set<String> names = new HashSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      return names.stream().allMatch(n -> same(a.path(n), b.path(n)));
    }
    return a.equals(b);
  }
}
