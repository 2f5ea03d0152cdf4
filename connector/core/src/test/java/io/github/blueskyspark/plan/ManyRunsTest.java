package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One file of more runs than are kept in memory at once. */
class ManyRunsTest {
  private static final int RUNS = 5000;

  private final MemoryStorage storage = new MemoryStorage();

  /** Runs of one event each, as many begun as asked for before the first ends. */
  private void file(int together) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RUNS; i += together) {
      int first = i;
      int last = Math.min(RUNS, i + together);
      IntStream.range(first, last).forEach(n -> lines.add(start("r" + n, n)));
      IntStream.range(first, last).forEach(n -> lines.add(descriptor("d" + n, "r" + n)));
      IntStream.range(first, last).forEach(n -> lines.add(event("d" + n, 1, "'x': " + n)));
      IntStream.range(first, last).forEach(n -> lines.add(stop("r" + n)));
    }
    storage.add("all.lines", lines.toArray(String[]::new));
  }

  private void check() throws IOException {
    List<Object> uids = IntStream.range(0, RUNS).<Object>mapToObj(n -> "r" + n).toList();
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid")).isEqualTo(uids);
    assertThat(Plans.column(storage, TableName.STREAM, "primary", "run_uid")).isEqualTo(uids);
    assertThat(Plans.column(storage, TableName.STREAM, "primary", "x"))
        .isEqualTo(IntStream.range(0, RUNS).<Object>mapToObj(n -> (double) n).toList());
    assertThat(Plans.column(storage, TableName.DATA_KEYS, "", "run_uid")).isEqualTo(uids);
    assertThat(Plans.column(storage, TableName.DOCUMENTS, "", "run_uid")).hasSize(4 * RUNS);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "run_uid", "run", "r4321"))
        .containsExactly("r4321");
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid", "run", "-1"))
        .containsExactly("r" + (RUNS - 1));
    assertThat(Plans.rows(storage, TableName.QUARANTINE, "", List.of())).isEmpty();
  }

  @Test
  void runsOneAfterTheOther() throws IOException {
    file(1);
    check();
  }

  @Test
  void runsThatOverlap() throws IOException {
    file(700);
    check();
  }

  @Test
  void runsThatAllBeginBeforeAnyEnds() throws IOException {
    file(RUNS);
    check();
  }
}
