package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What table {@code runs} reads of a file that is named by its run. */
class RunEndsTest {
  private static final String UID = "0b3c9f4e-1c1e-4b53-9f6b-0123456789ab";
  private static final String OTHER = "1b3c9f4e-1c1e-4b53-9f6b-0123456789ab";

  private final MemoryStorage storage = new MemoryStorage();

  private static String[] run(int events, String... last) {
    List<String> lines = new ArrayList<>(List.of(start(UID), descriptor("d", UID)));
    for (int i = 1; i <= events; i++) {
      lines.add(event("d", i));
    }
    lines.addAll(List.of(last));
    return lines.toArray(String[]::new);
  }

  private List<Object> complete() throws IOException {
    return Plans.column(storage, TableName.RUNS, "", "complete");
  }

  @Test
  void onlyHeadAndTailAreRead() throws IOException {
    FileRef file = storage.add(UID + ".lines", run(2000, stop(UID)));
    assertThat(complete()).containsExactly(true);
    assertThat(file.size()).isGreaterThan(200_000);
    assertThat(storage.bytesRead()).isLessThan(17 * 1024);
    assertThat(storage.opens()).isEqualTo(2);
  }

  @Test
  void withoutAStopInTheTailTheWholeFileIsRead() throws IOException {
    FileRef file = storage.add(UID + ".lines", run(2000));
    assertThat(complete()).containsExactly(false);
    assertThat(storage.bytesRead()).isGreaterThan(file.size());
  }

  @Test
  void stopOfAnotherRunInTheTailIsNotTaken() throws IOException {
    String[] lines = run(2000, start(OTHER, 5), stop(OTHER));
    lines[100] = stop(UID);
    storage.add(UID + ".lines", lines);
    assertThat(Plans.rows(storage, TableName.RUNS, "", List.of("run_uid", "complete")))
        .extracting(r -> r.get("run_uid") + " " + r.get("complete"))
        .containsExactly(UID + " true", OTHER + " true");
  }

  @Test
  void cutTailMeansNoStop() throws IOException {
    String[] lines = run(3, stop(UID));
    lines[lines.length - 1] = lines[lines.length - 1].substring(0, 30);
    storage.add(UID + ".lines", lines);
    assertThat(complete()).containsExactly(false);
  }

  @Test
  void fileNamedByAnotherRunIsReadWhole() throws IOException {
    storage.add(OTHER + ".lines", run(3, stop(UID)));
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid")).containsExactly(UID);
  }

  @Test
  void compressedFileKeepsItsStop() throws IOException {
    FileRef file = storage.add(UID + ".lines.gz", run(0, stop(UID)));
    assertThat(file.size()).isGreaterThan(0);
    storage.add(OTHER + ".lines.gz", Arrays.copyOf(new String[] {start(OTHER)}, 1));
    assertThat(complete()).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void fileOfAStartAloneIsARunThatIsNotComplete() throws IOException {
    storage.add(UID + ".lines", start(UID));
    assertThat(complete()).containsExactly(false);
  }
}
