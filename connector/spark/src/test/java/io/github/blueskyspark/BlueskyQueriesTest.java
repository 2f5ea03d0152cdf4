package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.BlueskyQueries.Operator;
import io.github.blueskyspark.BlueskyQueries.Query;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BlueskyQueriesTest {
  private static boolean finds(Query query) throws IOException {
    String start =
        """
        {"uid": "abc.def-1", "scan_id": 12, "time": 1700000000.5, "plan_name": "rel_scan",
         "tags": ["calib", "night"], "operator": null, "sample": {"T": 300}}
        """;
    return new PredicateEvaluator(MongoQuery.parse(query.json()))
        .matches(new ObjectMapper().readTree(start));
  }

  @Test
  void tiledNamesFindWhatTiledFinds() throws IOException {
    assertThat(finds(BlueskyQueries.eq("start.plan_name", "rel_scan"))).isTrue();
    assertThat(finds(BlueskyQueries.eq("sample.T", 300))).isTrue();
    assertThat(finds(BlueskyQueries.comparison(Operator.GE, "scan_id", 12))).isTrue();
    assertThat(finds(BlueskyQueries.comparison(Operator.LT, "scan_id", 12))).isFalse();
    assertThat(finds(BlueskyQueries.in("plan_name", List.of("count", "rel_scan")))).isTrue();
    assertThat(finds(BlueskyQueries.contains("tags", "calib"))).isTrue();
    assertThat(finds(BlueskyQueries.contains("plan_name", "rel_scan"))).isFalse();
    assertThat(finds(BlueskyQueries.keyPresent("operator"))).isTrue();
    assertThat(finds(BlueskyQueries.keyPresent("nothing", false))).isTrue();
    assertThat(finds(BlueskyQueries.keysFilter(List.of("uid", "nothing")))).isFalse();
    assertThat(finds(BlueskyQueries.fullText("night"))).isTrue();
  }

  /** Recorded from a real Tiled server; stop documents are not among the recorded ones. */
  @Test
  void answersAreThoseOfATiledServer() throws IOException {
    JsonNode starts = recorded("/searches/searches.json").get("starts");
    int asked = 0;
    for (JsonNode search : recorded("/searches/tiled.json")) {
      JsonNode query = search.get("query");
      if (query.toString().contains("stop.")) {
        continue;
      }
      PredicateEvaluator ours = new PredicateEvaluator(MongoQuery.parse(of(query).json()));
      List<String> found = new ArrayList<>();
      for (JsonNode start : starts) {
        if (ours.matches(start)) {
          found.add(start.get("uid").asText().substring(0, 8));
        }
      }
      List<String> expected = new ArrayList<>();
      search.get("uids").forEach(u -> expected.add(u.asText()));
      assertThat(found).as(query.toString()).containsExactlyInAnyOrderElementsOf(expected);
      asked++;
    }
    assertThat(asked).isEqualTo(9);
  }

  private static JsonNode recorded(String name) throws IOException {
    try (InputStream in = BlueskyQueriesTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Query of(JsonNode call) {
    String key = call.get(1).asText();
    JsonNode value = call.path(2);
    return switch (call.get(0).asText()) {
      case "Eq" -> BlueskyQueries.eq(key, value);
      case "NotEq" -> BlueskyQueries.notEq(key, value);
      case "In" -> {
        List<JsonNode> values = new ArrayList<>();
        value.forEach(values::add);
        yield BlueskyQueries.in(key, values);
      }
      case "Contains" -> BlueskyQueries.contains(key, value);
      case "KeyPresent" -> BlueskyQueries.keyPresent(key);
      case "Comparison" ->
          BlueskyQueries.comparison(
              Operator.valueOf(key.toUpperCase(Locale.ROOT)), value.asText(), call.get(3));
      default -> throw new AssertionError(call);
    };
  }

  @Test
  void aMissingKeyIsNotUnequal() throws IOException {
    assertThat(finds(BlueskyQueries.notEq("plan_name", "count"))).isTrue();
    assertThat(finds(BlueskyQueries.notEq("nothing", "count"))).isFalse();
    assertThat(finds(BlueskyQueries.notIn("nothing", List.of(1)))).isFalse();
    assertThat(finds(BlueskyQueries.notIn("scan_id", List.of(1)))).isTrue();
  }

  @Test
  void likeKnowsTwoJokersAndNothingElse() throws IOException {
    assertThat(finds(BlueskyQueries.like("plan_name", "rel%"))).isTrue();
    assertThat(finds(BlueskyQueries.like("plan_name", "rel_scan"))).isTrue();
    assertThat(finds(BlueskyQueries.like("plan_name", "el%"))).isFalse();
    assertThat(finds(BlueskyQueries.like("uid", "abc_def%"))).isTrue();
    assertThat(finds(BlueskyQueries.like("uid", "abc.def-_"))).isTrue();
    assertThat(finds(BlueskyQueries.like("plan_name", "rel.scan"))).isFalse();
  }

  @Test
  void beginningsOfUidsAreTakenLiterally() throws IOException {
    assertThat(finds(BlueskyQueries.partialUid("zzz", "abc.d"))).isTrue();
    assertThat(finds(BlueskyQueries.partialUid("abcxd"))).isFalse();
    assertThat(finds(BlueskyQueries.partialUid("a.c"))).isFalse();
  }

  @Test
  void rangesAreHalfOpen() throws IOException {
    assertThat(finds(BlueskyQueries.scanIdRange(12, 13))).isTrue();
    assertThat(finds(BlueskyQueries.scanIdRange(11, 12))).isFalse();
    assertThat(finds(BlueskyQueries.scanId(1, 12))).isTrue();
    assertThat(finds(BlueskyQueries.timeRange(1700000000.5, 1700000001))).isTrue();
    assertThat(finds(BlueskyQueries.timeRange(1.6e9, 1700000000.5))).isFalse();
  }

  @Test
  void queriesJoin() throws IOException {
    Query yes = BlueskyQueries.regexIgnoringCase("plan_name", "^REL");
    Query no = BlueskyQueries.regex("plan_name", "^REL");
    assertThat(finds(BlueskyQueries.all(yes, no))).isFalse();
    assertThat(finds(BlueskyQueries.any(yes, no))).isTrue();
    assertThat(finds(BlueskyQueries.none(no))).isTrue();
    assertThat(yes).hasToString(yes.json());
  }
}
