package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.errors.Location;
import org.junit.jupiter.api.Test;

class RunTargetsTest {
  private static final RunFacts COMPLETE =
      Queries.run(
          "{'uid': 'u', 'plan_name': 'scan', 'stop': 5}",
          "{'exit_status': 'fail', 'num_events': {'primary': 3}}",
          "{'name': 'baseline', 'data_keys': {'motor': {}}, 'hints': {}}",
          "{'name': 'primary', 'data_keys': {'det': {'shape': [5]}}}",
          "{'name': 'primary', 'data_keys': {'motor': {}}}");
  private static final RunFacts CUT_OFF = Queries.run("{'uid': 'v'}", "");

  private static boolean holds(RunFacts run, String query) {
    return new PredicateEvaluator(Queries.query(query)).matches(run);
  }

  @Test
  void stopPrefixAsksTheStopDocument() {
    assertThat(holds(COMPLETE, "{'stop.exit_status': 'fail'}")).isTrue();
    assertThat(holds(COMPLETE, "{'stop.num_events.primary': {'$gt': 2}}")).isTrue();
    assertThat(holds(CUT_OFF, "{'stop.exit_status': 'fail'}")).isFalse();
    assertThat(holds(CUT_OFF, "{'stop.exit_status': null}")).isTrue();
    assertThat(holds(CUT_OFF, "{'stop.exit_status': {'$ne': 'success'}}")).isTrue();
  }

  @Test
  void stopAloneFindsRunsThatWereCutOff() {
    assertThat(holds(COMPLETE, "{'stop': {'$exists': true}}")).isTrue();
    assertThat(holds(CUT_OFF, "{'stop': {'$exists': false}}")).isTrue();
    assertThat(holds(CUT_OFF, "{'stop': null}")).isTrue();
  }

  @Test
  void startPrefixReachesKeysThatAreCalledLikeAPrefix() {
    assertThat(holds(COMPLETE, "{'start.stop': 5}")).isTrue();
    assertThat(holds(COMPLETE, "{'stop': 5}")).isFalse();
    assertThat(holds(COMPLETE, "{'start.plan_name': 'scan'}")).isTrue();
  }

  @Test
  void descriptorsAreAnArrayOfDocuments() {
    assertThat(holds(COMPLETE, "{'descriptors.name': 'baseline'}")).isTrue();
    assertThat(holds(COMPLETE, "{'descriptors.name': 'monitor'}")).isFalse();
    assertThat(holds(COMPLETE, "{'descriptors': {'$size': 3}}")).isTrue();
    assertThat(holds(COMPLETE, "{'descriptors.1.name': 'primary'}")).isTrue();
    assertThat(holds(CUT_OFF, "{'descriptors': {'$size': 0}}")).isTrue();
    String both =
        "{'descriptors': {'$elemMatch': {'name': '%s', 'data_keys.det': {'$exists': true}}}}";
    assertThat(holds(COMPLETE, both.formatted("primary"))).isTrue();
    assertThat(holds(COMPLETE, both.formatted("baseline"))).isFalse();
  }

  @Test
  void streamsTakeADescriptorFieldOrAStreamName() {
    assertThat(holds(COMPLETE, "{'streams.name': 'baseline'}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.baseline': {'$exists': true}}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.monitor': {'$exists': true}}")).isFalse();
    assertThat(holds(COMPLETE, "{'streams.monitor': {'$exists': false}}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.monitor': null}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.baseline': {'$ne': null}}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.primary.data_keys.det.shape': 5}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.baseline.data_keys.det.shape': 5}")).isFalse();
    assertThat(holds(COMPLETE, "{'streams.baseline.data_keys.det': {'$exists': false}}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.monitor.hints': null}")).isTrue();
    assertThat(holds(COMPLETE, "{'streams.baseline.hints': null}")).isFalse();
  }

  @Test
  void lostStartHasNoFields() {
    RunFacts headless = Queries.run("", "{'exit_status': 'fail'}");
    assertThat(holds(headless, "{'plan_name': 'scan'}")).isFalse();
    assertThat(holds(headless, "{'plan_name': null, 'stop.exit_status': 'fail'}")).isTrue();
    assertThat(holds(headless, "{}")).isTrue();
  }

  @Test
  void singleDocumentHasNoPrefixes() {
    Predicate query =
        MongoQuery.parseForDocument("{\"stop.x\": 1, \"streams\": 2}", Location.of("matches"));
    assertThat(query.targets()).containsExactly(Target.START);
    assertThat(
            new PredicateEvaluator(query).matches(Queries.json("{'stop': {'x': 1}, 'streams': 2}")))
        .isTrue();
  }
}
