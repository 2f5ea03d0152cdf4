package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.errors.OptionException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and documents made to hang or to break the reader. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileQueriesTest {
  private static final int DEEP = 100_000;

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> MongoQuery.parse("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("query", "200");
    assertThatThrownBy(() -> MongoQuery.parse("{\"a\":" + "[".repeat(DEEP)))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> MongoQuery.parse("{\"$nor\":[".repeat(DEEP)))
        .isInstanceOf(OptionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+(b)?\\\\2c$", "a*a*a*a*a*a*a*c"})
  void backtrackingIsStopped(String expression) {
    PredicateEvaluator evaluator =
        new PredicateEvaluator(Queries.query("{'a': {'$regex': '" + expression + "'}}"));
    JsonNode document = Queries.json("{'a': '" + "a".repeat(240) + "!'}");
    assertThatThrownBy(() -> evaluator.matches(document))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("query", "regular expression", "steps", "241 characters");
  }

  @Test
  void recursionOfAnExpressionIsStopped() {
    PredicateEvaluator evaluator =
        new PredicateEvaluator(Queries.query("{'a': {'$regex': '^(a|b)*c$'}}"));
    JsonNode document = Queries.json("{'a': '" + "ab".repeat(500_000) + "'}");
    assertThatThrownBy(() -> evaluator.matches(document))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("query");
  }

  @Test
  void expressionOfManyGroupsIsRefused() {
    String groups = "(".repeat(16_000) + "a" + ")".repeat(16_000);
    assertThatThrownBy(() -> Queries.query("{'a': {'$regex': '" + groups + "'}}"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("regular expression");
    assertThatThrownBy(() -> Queries.query("{'a': {'$regex': '" + "a".repeat(40_000) + "'}}"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("40000 characters");
  }

  @Test
  void pathThatBranchesAtEachStepIsStopped() {
    JsonNode document = JsonNodeFactory.instance.numberNode(1);
    for (int i = 0; i < 400; i++) {
      document =
          JsonNodeFactory.instance
              .objectNode()
              .set("0", JsonNodeFactory.instance.arrayNode().add(document));
    }
    JsonNode start = document;
    String path = String.join(".", Collections.nCopies(400, "0"));
    PredicateEvaluator evaluator =
        new PredicateEvaluator(Queries.query("{'" + path + "': 'none'}"));
    assertThatThrownBy(() -> evaluator.matches(start))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("query", "path");
  }

  @Test
  void deepDocumentsAreComparedToTheDepthOfTheQuery() {
    JsonNode document = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < DEEP; i++) {
      document = JsonNodeFactory.instance.arrayNode().add(document);
    }
    JsonNode start = JsonNodeFactory.instance.objectNode().set("a", document);
    assertThat(new PredicateEvaluator(Queries.query("{'a': [[[]]]}")).matches(start)).isFalse();
    assertThat(new PredicateEvaluator(Queries.query("{'a': {'$gt': [[[]]]}}")).matches(start))
        .isTrue();
  }

  @Test
  void enormousExponentsCostNothing() {
    assertThat(Queries.matches("{'a': {'$gt': 1e999999999}}", "{'a': 1e308}")).isFalse();
    assertThat(Queries.matches("{'a': {'$lt': {'$numberDecimal': '1e999999999'}}}", "{'a': 1e308}"))
        .isTrue();
    JsonNode decimal =
        JsonNodeFactory.instance.objectNode().put("a", new java.math.BigDecimal("1e999999999"));
    assertThat(new PredicateEvaluator(Queries.query("{'a': {'$mod': [3, 1]}}")).matches(decimal))
        .isFalse();
  }

  @Test
  void longListsAreRead() {
    String uids = "\"x\",".repeat(200_000) + "\"y\"";
    assertThat(Queries.matches("{'uid': {'$in': [" + uids + "]}}", "{'uid': 'y'}")).isTrue();
  }
}
