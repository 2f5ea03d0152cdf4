package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MongoQueryTest {
  /** A wrong query and words its error must have. */
  private static final Map<String, List<String>> WRONG =
      Map.ofEntries(
          Map.entry("{'$where': 'this.scan_id > 1'}", List.of("$where", "SQL")),
          Map.entry("{'$expr': {'$gt': ['$scan_id', 1]}}", List.of("$expr", "SQL")),
          Map.entry("{'loc': {'$near': [0, 0]}}", List.of("$near", "'loc'")),
          Map.entry("{'$jsonSchema': {'required': ['uid']}}", List.of("$jsonSchema")),
          Map.entry("{'a': {'$text': {'$search': 'x'}}}", List.of("$text", "$search")),
          Map.entry("{'scan_id': {'$bitsAllSet': 1}}", List.of("$bitsAllSet", "'scan_id'")),
          Map.entry("{'scan_id': {'$foo': 1}}", List.of("$foo", "no such operator")),
          Map.entry("{'scan_id': {'$gtr': 1}}", List.of("$gtr", "Did you mean '$gt'")),
          Map.entry("{'$bar': []}", List.of("$bar")),
          Map.entry("{'$eq': 1}", List.of("$eq", "belongs to a field")),
          Map.entry("{'a': {'$and': [{'x': 1}]}}", List.of("$and", "{\"$and\": [")),
          Map.entry("{'a': {'b': {'$gt': 5}}}", List.of("$gt", "inside the literal", "dotted")),
          Map.entry("{'a': {'$gt': 5, 'b': 1}}", List.of("'b' stands among operators", "'a.b'")),
          Map.entry("{'a.$gt': 5}", List.of("$gt", "'a.$gt'")),
          Map.entry("{'a': 1, 'a': 2}", List.of("query", "Duplicate field 'a'", "character 13")),
          Map.entry("{plan_name", List.of("query", "character 2")),
          Map.entry("{'a': 1", List.of("query", "character")),
          Map.entry("{'a': 1} x", List.of("query", "character 10")),
          Map.entry("", List.of("query", "empty")),
          Map.entry("   ", List.of("query", "empty")),
          Map.entry("[1]", List.of("query", "array")),
          Map.entry("'plan_name'", List.of("query", "string")),
          Map.entry("null", List.of("query", "null")),
          Map.entry("{'a': {'$in': 5}}", List.of("$in", "5 is not a list")),
          Map.entry("{'a': {'$nin': {}}}", List.of("$nin", "not a list")),
          Map.entry("{'a': {'$in': [{'$gt': 5}]}}", List.of("$gt", "'a'")),
          Map.entry("{'a': {'$all': 5}}", List.of("$all", "not a list")),
          Map.entry("{'a': {'$all': [{'$gt': 5}]}}", List.of("$gt", "$all")),
          Map.entry("{'a': {'$size': -1}}", List.of("$size", "-1")),
          Map.entry("{'a': {'$size': 1.5}}", List.of("$size", "1.5")),
          Map.entry("{'a': {'$size': '2'}}", List.of("$size", "\"2\"")),
          Map.entry("{'a': {'$mod': [0, 1]}}", List.of("$mod", "divisor is 0")),
          Map.entry("{'a': {'$mod': [0.5, 1]}}", List.of("$mod", "divisor is 0")),
          Map.entry("{'a': {'$mod': [3]}}", List.of("$mod", "[3]")),
          Map.entry("{'a': {'$mod': ['x', 1]}}", List.of("$mod", "\"x\"")),
          Map.entry("{'a': {'$mod': [NaN, 1]}}", List.of("$mod", "NaN")),
          Map.entry("{'a': {'$type': 'strnig'}}", List.of("$type", "Did you mean 'string'")),
          Map.entry("{'a': {'$type': 99}}", List.of("$type", "99")),
          Map.entry("{'a': {'$type': []}}", List.of("$type", "empty")),
          Map.entry("{'a': {'$regex': '('}}", List.of("regular expression '('", "character")),
          Map.entry("{'a': {'$regex': 'x', '$options': 'q'}}", List.of("'q'", "imsx")),
          Map.entry("{'a': {'$regex': 5}}", List.of("$regex", "no strings")),
          Map.entry("{'a': {'$options': 'i'}}", List.of("$options", "$regex")),
          Map.entry("{'a': {'$not': 5}}", List.of("$not", "$ne")),
          Map.entry("{'a': {'$not': {}}}", List.of("$not")),
          Map.entry("{'a': {'$elemMatch': 5}}", List.of("$elemMatch", "5")),
          Map.entry("{'$and': []}", List.of("$and", "[]")),
          Map.entry("{'$or': {'a': 1}}", List.of("$or", "not a list")),
          Map.entry("{'$nor': [5]}", List.of("$nor", "5 is not a condition")),
          Map.entry("{'a': {'$date': 'yesterday'}}", List.of("$date", "yesterday", "'a'")),
          Map.entry("{'a': {'$oid': 'xyz'}}", List.of("$oid", "xyz")),
          Map.entry("{'a': {'$numberLong': '1.5'}}", List.of("$numberLong", "1.5")),
          Map.entry("{'a': {'$minKey': 1}}", List.of("$minKey")),
          Map.entry("{'streams.primary': 5}", List.of("streams.primary", "$exists")));

  @TestFactory
  List<DynamicTest> refusesAndSaysWhatItFound() {
    return WRONG.entrySet().stream()
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    "query: " + wrong.getKey(),
                    () ->
                        assertThatThrownBy(() -> Queries.query(wrong.getKey()))
                            .isInstanceOf(OptionException.class)
                            .hasMessageStartingWith("option 'query': Cannot ")
                            .hasMessageContainingAll(
                                wrong.getValue().toArray(CharSequence[]::new))))
        .toList();
  }

  @Test
  void errorsNameTheGivenPlace() {
    assertThatThrownBy(() -> MongoQuery.parseForDocument("{", Location.of("matches(start, '{')")))
        .hasMessageStartingWith("matches(start, '{'): Cannot read the query");
  }

  @Test
  void keysCarryTheirPrefixAndContinueThroughElemMatch() {
    Predicate query =
        Queries.query(
            "{'plan_name': 'count', 'steps': {'$elemMatch': {'axis': 'x', 'n': 1}},"
                + "'stop.reason': '', 'streams.name': 'primary', 'tags': {'$elemMatch': {'$gt': 1}},"
                + "'$or': [{'a.b': 1}, {'c': {'$not': {'$exists': true}}}], '$comment': 'x'}");
    assertThat(query.keys())
        .containsExactly(
            "a.b",
            "c",
            "descriptors.name",
            "plan_name",
            "steps.axis",
            "steps.n",
            "stop.reason",
            "tags");
    assertThat(query.targets()).containsExactly(Target.START, Target.STOP, Target.DESCRIPTORS);
  }

  @Test
  void emptyQueryNeedsNoDocument() {
    Predicate query = Queries.query("{}");
    assertThat(query).isEqualTo(Predicate.everything());
    assertThat(query.targets()).isEmpty();
    assertThat(query.keys()).isEmpty();
  }

  @Test
  void queryOfStartAloneNeedsOnlyTheHead() {
    assertThat(Queries.query("{'a': {'$elemMatch': {'b': 1}}}").targets())
        .containsExactly(Target.START);
  }
}
