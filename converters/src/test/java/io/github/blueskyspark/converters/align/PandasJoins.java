package io.github.blueskyspark.converters.align;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.align.AsOf.Direction;
import io.github.blueskyspark.converters.align.AsOf.ExactMatches;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Joins of {@code sample-data/as-of-join} with what pandas answered. */
record PandasJoins(String name, AsOf rule, String kind, List<Tables> tables) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two sides and, for each left row, the id of its right row or null. */
  record Tables(JsonNode left, JsonNode right, JsonNode matches) {}

  static List<PandasJoins> all() throws IOException {
    Path folder = LocalSpark.samples().resolve("as-of-join");
    JsonNode joins = JSON.readTree(folder.resolve("archive/joins.json").toFile());
    JsonNode matches = JSON.readTree(folder.resolve("expected/matches.json").toFile());
    List<PandasJoins> all = new ArrayList<>();
    for (int i = 0; i < joins.size(); i++) {
      JsonNode rule = joins.get(i).get("rule");
      List<Tables> tables = new ArrayList<>();
      for (int k = 0; k < joins.get(i).get("tables").size(); k++) {
        JsonNode sides = joins.get(i).get("tables").get(k);
        tables.add(new Tables(sides.get("left"), sides.get("right"), matches.get(i).get(k)));
      }
      all.add(new PandasJoins(i + " " + rule, asOf(rule), rule.get("kind").asText(), tables));
    }
    return all;
  }

  private static AsOf asOf(JsonNode rule) {
    List<String> by = new ArrayList<>();
    rule.get("by").forEach(c -> by.add(c.asText()));
    AsOf asOf =
        AsOf.on("on", "on")
            .by(by.toArray(String[]::new))
            .rightOrder("id")
            .direction(Direction.valueOf(rule.get("direction").asText().toUpperCase(Locale.ROOT)))
            .exactMatches(
                rule.get("exact").asBoolean() ? ExactMatches.ALLOWED : ExactMatches.LEFT_OUT);
    JsonNode tolerance = rule.get("tolerance");
    if (tolerance.isNull()) {
      return asOf;
    }
    int digits =
        switch (rule.get("kind").asText()) {
          case "real" -> 1;
          case "instant" -> 6;
          default -> 0;
        };
    return asOf.within(BigDecimal.valueOf(tolerance.asLong(), digits));
  }
}
