package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recorded searches over real start documents; see the README beside them. */
class SearchesTest {
  @TestFactory
  List<DynamicTest> findTheRecordedRuns() throws IOException {
    JsonNode recorded;
    try (InputStream stream = SearchesTest.class.getResourceAsStream("/searches/searches.json")) {
      recorded = new ObjectMapper().readTree(stream);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode search : recorded.get("searches")) {
      String query = search.get("query").toString();
      tests.add(
          DynamicTest.dynamicTest(
              query,
              () ->
                  assertThat(found(query, recorded.get("starts")))
                      .isEqualTo(search.get("uids").textValue())));
    }
    assertThat(tests).hasSize(88);
    return tests;
  }

  private static String found(String query, JsonNode starts) {
    PredicateEvaluator evaluator = new PredicateEvaluator(MongoQuery.parse(query));
    return String.join(
        " ",
        StreamSupport.stream(starts.spliterator(), false)
            .filter(evaluator::matches)
            .map(start -> start.get("uid").textValue().substring(0, 8))
            .toList());
  }
}
