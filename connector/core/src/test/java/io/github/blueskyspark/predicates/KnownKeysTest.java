package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  private static List<String> warnings(String query) {
    KnownKeys known = new KnownKeys();
    known.add(
        Target.START,
        Queries.json("{'plan_name': 'count', 'sample': {'name': 'Fe'}, 'steps': [{'axis': 'x'}]}"));
    KnownKeys other = new KnownKeys();
    other.add(Target.STOP, Queries.json("{'exit_status': 'success'}"));
    known.add(other);
    return known.warnings(Queries.query(query));
  }

  @Test
  void keysThatARunHasAreNotWarnedOf() {
    assertThat(
            warnings(
                "{'plan_name': 1, 'sample.name': 1, 'steps.axis': 1, 'steps.0.axis': 1,"
                    + "'stop.exit_status': 1, 'descriptors.name': 1}"))
        .isEmpty();
  }

  @Test
  void keyThatNoRunHasNamesNearOnes() {
    assertThat(warnings("{'plan_nam': 1, '$or': [{'plan_nam': 2}]}"))
        .containsExactly("No run has the key 'plan_nam'. Did you mean 'plan_name'?");
    assertThat(warnings("{'stop.exit_state': 1}"))
        .containsExactly("No run has the key 'stop.exit_state'. Did you mean 'exit_status'?");
    assertThat(warnings("{'steps': {'$elemMatch': {'axes': 1}}}"))
        .containsExactly("No run has the key 'steps.axes'. Did you mean 'steps.axis'?");
    assertThat(warnings("{'zzz': 1}")).containsExactly("No run has the key 'zzz'.");
  }
}
