package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitTest {
  private final Map<String, Long> rows = new HashMap<>(Map.of("runs", 1L));
  private final List<String> removed = new ArrayList<>(List.of("a.parquet"));
  private final Commit commit =
      new Commit(1, "x", 0, "panda", Map.of(), List.of(), 0, Map.of(), rows, 0, List.of(), removed);

  @Test
  void laterChangesOfTheCollectionsDoNotReachIt() {
    rows.put("events", 2L);
    removed.clear();
    assertThat(commit.rows()).containsExactly(Map.entry("runs", 1L));
    assertThat(commit.removed()).containsExactly("a.parquet");
  }

  @Test
  void itsCollectionsCannotBeChanged() {
    assertThatThrownBy(() -> commit.removed().add("b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> commit.rows().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
