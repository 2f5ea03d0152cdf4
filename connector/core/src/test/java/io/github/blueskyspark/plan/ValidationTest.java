package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One document sequence for each rule, and one that breaks none. */
class ValidationTest {
  private static final String KEYS =
      "'x': {'dtype': 'number', 'shape': []}, 'a': {'dtype': 'array', 'shape': [2, null]}";

  private final MemoryStorage storage = new MemoryStorage();
  private final List<String> documents =
      new ArrayList<>(List.of(start("run", 1), descriptor("d", "run", "primary", KEYS)));

  private static String stop(String more) {
    return Doc.of(
        "stop",
        "{'uid': 's', 'run_start': 'run', 'time': 9, 'exit_status': 'success'" + more + "}");
  }

  private static String good(long seqNum) {
    return one("e" + seqNum, seqNum, "");
  }

  private static String one(String uid, long seqNum, String more) {
    return Doc.of(
        "event",
        "{'uid': '%s', 'descriptor': 'd', 'seq_num': %d, 'time': %d, 'data': {'x': 1, 'a': [[1], [2]]}, 'timestamps': {'x': 1, 'a': 1}%s}"
            .formatted(uid, seqNum, seqNum + 1, more));
  }

  private List<Finding> validate() throws IOException {
    storage.add("run.lines", documents.toArray(String[]::new));
    return Plans.archive(storage).validate();
  }

  private List<String> rules() throws IOException {
    return validate().stream().map(Finding::rule).distinct().toList();
  }

  private void documents(String... more) {
    documents.addAll(List.of(more));
  }

  @Test
  void aGoodRunHasNoFindings() throws IOException {
    documents(good(1), good(2), stop(", 'num_events': {'primary': 2}"));
    assertThat(validate()).isEmpty();
  }

  @Test
  void anOpenRunIsAWarning() throws IOException {
    documents(good(1));
    assertThat(validate())
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.WARNING))
        .satisfies(f -> assertThat(f.rule()).isEqualTo("no-stop"));
  }

  @Test
  void findingsNameFileAndByte() throws IOException {
    documents(one("e1", 1, ", 'filled': {'y': true}"), stop(""));
    assertThat(validate().get(0).where()).matches(".*run\\.lines:byte \\d+");
    assertThat(validate().get(0).runUid()).isEqualTo("run");
  }

  @Test
  void manyOfAKindAreToldOnce() throws IOException {
    for (int i = 1; i <= 50; i++) {
      documents(event("d", i, "'x': 'text', 'a': [[1], [2]]"));
    }
    documents(stop(""));
    assertThat(validate()).filteredOn(f -> f.rule().equals("data-type")).hasSize(1);
    assertThat(validate().toString()).contains("(and 49 more)");
  }

  @Test
  void gapsAndCountsOfSeqNums() throws IOException {
    documents(good(1), good(4), stop(", 'num_events': {'primary': 4, 'other': 1}"));
    assertThat(validate().toString()).contains("no event with seq_num 2 to 3", "stream 'other'");
    assertThat(rules()).containsExactly("num-events", "seq-num-gap");
  }

  @Test
  void seqNumsBeginAtOne() throws IOException {
    documents(good(2), stop(""));
    assertThat(rules()).containsExactly("seq-num-gap");
  }

  @Test
  void uncountedStreams() throws IOException {
    documents(good(1), stop(", 'num_events': {}"));
    assertThat(rules()).containsExactly("num-events");
  }

  @Test
  void keysOfDataTimestampsAndFilled() throws IOException {
    documents(event("d", 1, "'x': 1, 'y': 2"), one("u", 2, ", 'filled': {'z': false}"), stop(""));
    assertThat(rules()).containsExactly("data-keys", "filled-keys", "timestamps-keys", "note");
  }

  @Test
  void typesAndShapes() throws IOException {
    documents(
        event("d", 1, "'x': 'text', 'a': [[1, 2], [3, 4]]"),
        event("d", 2, "'x': 1, 'a': [[1], [2], [3]]"),
        event("d", 3, "'x': 1, 'a': [1, 2]"),
        event("d", 4, "'x': 1, 'a': [[1], [2, 3]]"),
        stop(""));
    List<Finding> found = validate();
    assertThat(found).filteredOn(f -> f.rule().equals("data-shape")).hasSize(1);
    assertThat(found.toString()).contains("shape [3, 1], declared is [2, null] (and 1 more)");
    assertThat(found).anyMatch(f -> f.rule().equals("data-type"));
  }

  @Test
  void timesThatGoBack() throws IOException {
    documents(
        one("e1", 1, ""),
        Doc.of(
            "event",
            "{'uid': 'e2', 'descriptor': 'd', 'seq_num': 2, 'time': 1.5, 'data': {'x': 1, 'a': [[1], [2]]}, 'timestamps': {'x': NaN, 'a': 1}}"),
        Doc.of("stop", "{'uid': 's', 'run_start': 'run', 'time': 0, 'exit_status': 'odd'}"));
    assertThat(rules()).containsExactly("exit-status", "time-order", "timestamp");
  }

  @Test
  void uidsThatStandTwice() throws IOException {
    documents(good(1), one("e1", 2, ""), one("d", 3, ""), stop(""), stop(""));
    assertThat(validate())
        .filteredOn(f -> f.rule().equals("duplicate-uid"))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("'e1'", "(and 1 more)"));
    assertThat(rules()).contains("delivered-twice");
  }

  @Test
  void orderOfDocuments() throws IOException {
    documents.add(0, good(1));
    documents(stop(""), good(2));
    assertThat(validate())
        .filteredOn(f -> f.rule().equals("order"))
        .extracting(Finding::message)
        .containsExactly(
            "event document comes before the start document",
            "event document comes after the stop document");
  }

  @Test
  void whatIsRejectedIsAnError() throws IOException {
    documents(
        one("e1", 0, ""),
        Doc.of("event", "{'descriptor': 'nobody', 'seq_num': 1, 'data': {}}"),
        Doc.of("note", "{}"),
        stop(""));
    assertThat(rules()).contains("seq-num", "unknown-descriptor", "unknown-document");
  }

  @Test
  void partsOfDescriptorsThatContradictEachOther() throws IOException {
    documents(
        Doc.of(
            "descriptor",
            "{'uid': 'd2', 'run_start': 'run', 'name': 'primary', 'time': 0.5, 'data_keys': {"
                + "'time': {'dtype': 'float', 'shape': []},"
                + "'n': {'dtype': 'number', 'shape': [3], 'dtype_numpy': 'zz'}},"
                + "'object_keys': {'o': ['n', 'm']}, 'hints': {'o': {'fields': ['q']}},"
                + "'configuration': {'p': {'data': {'a': 1}, 'timestamps': {}, 'data_keys': {}}}}"),
        good(1),
        stop(""));
    assertThat(rules())
        .contains(
            "object-keys",
            "hints",
            "configuration",
            "configuration-keys",
            "dtype",
            "dtype-numpy",
            "shape",
            "reserved-name",
            "data-keys-changed",
            "time-order");
  }

  @Test
  void streamDatumsAndTheirResources() throws IOException {
    String keys = "'img': {'dtype': 'array', 'shape': [1, 2, 2], 'external': 'STREAM:'}";
    documents(
        descriptor("f", "run", "fly", keys),
        Doc.of(
            "stream_resource",
            "{'uid': 'r', 'run_start': 'run', 'data_key': 'img', 'mimetype': 'hdf5',"
                + " 'uri': 'http://me:secret@host/../x.h5', 'parameters': {}}"),
        datum("1", "r", "f", 1, 3, 0, 4),
        datum("2", "nobody", "f", 3, 4, 4, 5),
        datum("3", "r", "nobody", 3, 4, 4, 5),
        datum("4", "r", "f", -3, 4, 4, 5),
        good(1),
        stop(", 'num_events': {'primary': 1, 'fly': 2}"));
    assertThat(rules())
        .contains(
            "seq-index-length",
            "unknown-resource",
            "unknown-descriptor",
            "negative-range",
            "uri",
            "mimetype")
        .doesNotContain("num-events", "seq-num-gap");
    assertThat(validate().toString()).doesNotContain("secret");
  }

  private static String datum(
      String uid, String resource, String descriptor, int from, int to, int start, int stop) {
    return Doc.of(
        "stream_datum",
        "{'uid': '%s', 'stream_resource': '%s', 'descriptor': '%s', 'seq_nums': {'start': %d, 'stop': %d}, 'indices': {'start': %d, 'stop': %d}}"
            .formatted(uid, resource, descriptor, from, to, start, stop));
  }

  @Test
  void onlySelectedRunsAreLookedAt() throws IOException {
    documents(good(1));
    storage.add("other.lines", start("other"));
    storage.add("run.lines", documents.toArray(String[]::new));
    assertThat(Plans.archive(storage, "run", "uid:other").validate())
        .extracting(Finding::runUid)
        .containsExactly("other");
  }
}
