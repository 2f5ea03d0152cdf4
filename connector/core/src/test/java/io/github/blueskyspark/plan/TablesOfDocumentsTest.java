package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesOfDocumentsTest {
  private final MemoryStorage storage = new MemoryStorage();

  private List<Object> stream(String column, String... options) throws IOException {
    return Plans.column(storage, TableName.STREAM, "primary", column, options);
  }

  @Test
  void rewoundEventsAreLeftOutUnlessAskedFor() throws IOException {
    storage.add(
        "a.lines",
        start("a"),
        descriptor("d", "a"),
        event("u1", "d", 1, "'x': 1"),
        event("u2", "d", 2, "'x': 2"),
        event("u3", "d", 2, "'x': 3"),
        event("u3", "d", 2, "'x': 3"));
    assertThat(stream("x")).containsExactly(1.0, 3.0);
    assertThat(stream("x", "includeSuperseded", "true")).containsExactly(1.0, 2.0, 3.0);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "superseded"))
        .containsExactly(false, true, false);
    assertThat(Plans.column(storage, TableName.DOCUMENTS, "", "position"))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void pagesAndEventsMix() throws IOException {
    storage.add(
        "a.lines",
        start("a"),
        descriptor("d", "a"),
        Doc.of(
            "event_page",
            "{'descriptor': 'd', 'seq_num': [1, 2], 'time': [1, 2], 'data': {'x': [5, 6]}}"),
        event("d", 3, "'x': 7"),
        Doc.of("event_page", "{'descriptor': 'd', 'seq_num': [], 'time': [], 'data': {'x': []}}"),
        Doc.of("bulk_events", "{'d': [{'seq_num': 4, 'time': 4, 'data': {'x': 8}}]}"));
    assertThat(stream("x")).containsExactly(5.0, 6.0, 7.0, 8.0);
    assertThat(stream("time")).containsExactly(1_000_000L, 2_000_000L, 2_500_000L, 4_000_000L);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "seq_num"))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void ofKeysThatStandTwiceTheLastCounts() throws IOException {
    storage.add(
        "a.lines",
        start("a"),
        descriptor("d", "a"),
        event("d", 1, "'x': 1, 'x': 2"),
        event("d", 2, "'x': 3"));
    assertThat(stream("x")).containsExactly(2.0, 3.0);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "data").get(0)).hasToString("{\"x\":2}");
    assertThat(Plans.column(storage, TableName.DOCUMENTS, "", "doc").get(2).toString())
        .contains("{\"x\":2}");
    assertThat(Plans.column(storage, TableName.DOCUMENTS, "", "json").get(2).toString())
        .contains("{\"x\": 1, \"x\": 2}");
  }

  @Test
  void valuesThatDoNotFitAreNullAndANoteAndAnErrorWithFailfast() throws IOException {
    storage.add(
        "a.lines",
        start("a"),
        descriptor("d", "a", "primary", "'n': {'dtype': 'integer'}"),
        event("d", 1, "'n': 9223372036854775808"),
        event("d", 2, "'n': 2"),
        event("d", 3, "'n': 'three'"));
    assertThat(stream("n")).containsExactly(null, 2L, null);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "data").get(0))
        .hasToString("{\"n\":9223372036854775808}");
    assertThat(Plans.column(storage, TableName.RUNS, "", "notes").get(0).toString())
        .contains("data key 'n': 2 values do not fit the type bigint, the first at seq_num 1");
    assertThatThrownBy(() -> stream("n", "mode", "FAILFAST"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("data key 'n'")
        .hasMessageContaining("bigint");
  }

  @Test
  void runOfTwoFilesInWhichOneHoldsEventsAloneIsOneRun() throws IOException {
    storage.add("scan_1.lines", start("a"), descriptor("d", "a"), event("d", 1));
    storage.add("scan_2.lines", event("d", 2));
    storage.add("scan_3.lines", event("d", 3), stop("a"));
    assertThat(stream("x")).containsExactly(1.0, 2.0, 3.0);
    assertThat(Plans.column(storage, TableName.QUARANTINE, "", "rule")).isEmpty();
    assertThat(Plans.column(storage, TableName.RUNS, "", "complete")).containsExactly(true);
  }

  @Test
  void ofTwoCopiesTheLongerOneCountsAndTheOtherIsANote() throws IOException {
    String[] whole = {start("a"), descriptor("d", "a"), event("d", 1), event("d", 2), stop("a")};
    storage.add("cut.lines", Arrays.copyOf(whole, 3));
    storage.add("whole.lines", whole);
    assertThat(stream("x")).containsExactly(1.0, 2.0);
    assertThat(Plans.rows(storage, TableName.DOCUMENTS, "", List.of("position"))).hasSize(5);
    assertThat(Plans.column(storage, TableName.RUNS, "", "notes").get(0).toString())
        .contains("also in mem:/archive/cut.lines");
  }

  @Test
  void runsAreFoundByTheirDescriptorsToo() throws IOException {
    String uid = "0b3c9f4e-1c1e-4b53-9f6b-0123456789ab";
    storage.add(uid + ".lines", start(uid), descriptor("d", uid), event("d", 1), stop(uid));
    for (String query :
        List.of(
            "{\"descriptors.name\": \"primary\"}",
            "{\"plan_name\": \"count\"}",
            "{\"stop.time\": 9.5}")) {
      assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid", "query", query))
          .as(query)
          .containsExactly(uid);
    }
    assertThat(
            Plans.column(
                storage, TableName.RUNS, "", "run_uid", "query", "{\"descriptors.name\": \"no\"}"))
        .isEmpty();
  }

  @Test
  void brokenPiecesAreInQuarantineAndTheRestIsRead() throws IOException {
    storage.add(
        "a.lines", start("a"), "garbage", descriptor("d", "a"), event("d", 0), event("d", 1));
    List<Map<String, Object>> rows = Plans.rows(storage, TableName.QUARANTINE, "", List.of());
    assertThat(rows).extracting(r -> r.get("rule")).containsExactly("not-a-document", "seq-num");
    assertThat(rows).extracting(r -> r.get("run_uid")).containsExactly(null, "a");
    assertThat(rows.get(0).get("position")).isEqualTo((long) start("a").length() + 1);
    assertThat(new String((byte[]) rows.get(1).get("raw"), StandardCharsets.UTF_8))
        .isEqualTo(event("d", 0));
    assertThat(stream("x")).containsExactly(1.0);
    assertThatThrownBy(
            () -> Plans.rows(storage, TableName.QUARANTINE, "", List.of(), "mode", "FAILFAST"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("a.lines:byte");
  }

  @Test
  void fileOfNoKnownFormatBesideDocumentsIsOneBadPiece() throws IOException {
    storage.add("a.lines", start("a"), stop("a"));
    storage.add("README", "Data of the beamline");
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid")).containsExactly("a");
    assertThat(Plans.rows(storage, TableName.QUARANTINE, "", List.of()))
        .singleElement()
        .satisfies(
            r ->
                assertThat(r).containsEntry("rule", "unknown-format").containsEntry("length", 21L));
    assertThatThrownBy(
            () -> Plans.rows(storage, TableName.RUNS, "", List.of(), "path", "mem:/archive/README"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("README");
  }

  @Test
  void numEventsAreCountedWhereTheStopDoesNotSay() throws IOException {
    storage.add("a.lines", start("a"), descriptor("d", "a"), event("d", 1), event("d", 1));
    assertThat(Plans.column(storage, TableName.RUNS, "", "num_events"))
        .containsExactly(Map.of("primary", 1L));
  }

  @Test
  void seqNumsThatRepeatBeforeTheirDescriptorCameAreStillSuperseded() throws IOException {
    storage.add(
        "a.lines",
        start("a"),
        event("u1", "d", 1, "'x': 1"),
        event("u2", "d", 1, "'x': 2"),
        event("u2", "d", 1, "'x': 2"),
        descriptor("d", "a"));
    assertThat(stream("x")).containsExactly(2.0);
    assertThat(Plans.column(storage, TableName.EVENTS, "", "superseded"))
        .containsExactly(true, false);
  }

  @Test
  void aRunThatBeginsInTwoFilesIsWholeWhenEachHasDocumentsOfItsOwn() throws IOException {
    storage.add("a.lines", start("a"), descriptor("d", "a"), event("d", 1), event("d", 2));
    storage.add("b.lines", start("a"), descriptor("d", "a"), event("d", 3));
    assertThat(stream("x")).containsExactly(1.0, 2.0, 3.0);
    storage.add("b.lines", start("a"), descriptor("d", "a"), event("d", 2));
    assertThat(stream("x")).containsExactly(1.0, 2.0);
    assertThat(Plans.column(storage, TableName.DOCUMENTS, "", "name")).hasSize(4);
  }
}
