package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import io.github.blueskyspark.predicates.RunFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RunListingTest {
  /** Queries, and whether SQL decides them wholly here. */
  private static final Map<String, Boolean> QUERIES =
      Map.ofEntries(
          Map.entry("{\"plan_name\": \"count\"}", true),
          Map.entry("{\"plan_name\": {\"$ne\": \"count\"}}", true),
          Map.entry("{\"scan_id\": {\"$gte\": 105, \"$lt\": 107}}", true),
          Map.entry("{\"scan_id\": {\"$in\": [103, 106, 7]}}", true),
          Map.entry("{\"plan_name\": {\"$in\": [\"count\", \"scan\"]}}", true),
          Map.entry("{\"plan_name\": {\"$nin\": [\"count\", \"scan\"]}}", true),
          Map.entry("{\"$or\": [{\"scan_id\": 105}, {\"plan_name\": \"scan\"}]}", true),
          Map.entry("{\"stop.exit_status\": \"fail\"}", true),
          Map.entry("{\"stop\": {\"$exists\": false}}", false),
          Map.entry("{\"detectors\": \"det\"}", false),
          Map.entry("{\"plan_args.num\": {\"$gt\": 5}}", true),
          Map.entry("{\"no_such\": null}", true),
          Map.entry("{\"no_such\": {\"$exists\": true}}", true),
          Map.entry("{\"plan_name\": {\"$regex\": \"^c\"}}", false),
          Map.entry("{\"motors\": {\"$size\": 1}}", false),
          Map.entry("{\"plan_name\": {\"$not\": {\"$regex\": \"^c\"}}}", false),
          Map.entry("{\"it's \\\"odd\\\"\": \"'; DROP TABLE nodes; --\"}", false),
          Map.entry("{\"plan_name\": \"' OR 1=1 --\"}", true));

  private record Facts(JsonNode run) implements RunFacts {
    @Override
    public Optional<JsonNode> start() {
      return Optional.of(run.path("start"));
    }

    @Override
    public Optional<JsonNode> stop() {
      return Optional.ofNullable(run.get("stop"));
    }

    @Override
    public Iterable<JsonNode> descriptors() {
      return List.of();
    }
  }

  @TestFactory
  Stream<DynamicTest> sqlKeepsEveryRunThatAQueryFinds() throws IOException {
    JsonNode expected = TiledSample.expected("sqlite");
    return QUERIES.entrySet().stream()
        .map(
            q ->
                DynamicTest.dynamicTest(
                    q.getKey(),
                    () -> {
                      PredicateEvaluator test =
                          new PredicateEvaluator(MongoQuery.parse(q.getKey()));
                      Set<String> right = new HashSet<>();
                      for (Map.Entry<String, JsonNode> run : expected.properties()) {
                        if (test.matches(new Facts(run.getValue().path("metadata")))) {
                          right.add(run.getKey());
                        }
                      }
                      List<String> found = TiledSample.sqlite().narrowed(q.getKey());
                      assertThat(found).containsAll(right);
                      if (q.getValue()) {
                        assertThat(found).containsExactlyInAnyOrderElementsOf(right);
                      }
                    }));
  }

  @Test
  void startTimesAreComparedInTheDatabase() throws IOException {
    TiledSample sample = TiledSample.sqlite();
    List<Double> times = new ArrayList<>();
    for (Map.Entry<String, JsonNode> run : TiledSample.expected("sqlite").properties()) {
      times.add(run.getValue().at("/metadata/start/time").asDouble());
    }
    times.sort(Double::compare);
    double middle = times.get(3);
    assertThat(sample.with("since", String.valueOf(middle)).narrowed("{}")).hasSize(4);
    // The bound itself may come, too: it is tested again.
    assertThat(sample.with("until", String.valueOf(middle)).narrowed("{}")).hasSizeBetween(3, 4);
  }
}
