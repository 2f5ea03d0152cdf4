package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RecordingRowWriter;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.DamagedIndex;
import io.github.blueskyspark.tables.index.RunIndexFile;
import io.github.blueskyspark.tables.index.RunIndexMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunIndexTest {
  private static final int RUNS = 100;
  private static final List<String> ENDS = List.of("run_uid", "scan_id", "plan_name", "start");
  private static final String SCANS = "{\"plan_name\": \"scan\"}";

  private final MemoryStorage storage = new MemoryStorage();
  private final IndexMemory memory = new IndexMemory();
  private ReadMetrics metrics = new ReadMetrics();

  @BeforeEach
  void archive() {
    for (int i = 0; i < RUNS; i++) {
      add(i, i % 4 == 0 ? "scan" : "count");
    }
    // runs that share files are grouped by what stands in these
    storage.add("shared.lines", start("s-1", 900, "scan"), start("s-2", 901, "count"));
    storage.add("more.lines", descriptor("d-s", "s-1"), event("d-s", 1));
  }

  private static String uid(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString();
  }

  private static String start(String uid, int number, String plan) {
    return Doc.of(
        "start",
        "{'uid': '%s', 'time': %d, 'scan_id': %d, 'plan_name': '%s', 'n': [1, {'x': 2.5}]}"
            .formatted(uid, 1000 + number, number, plan));
  }

  private void add(int i, String plan) {
    String stop = "{'run_start': '%s', 'time': 5, 'uid': 'x'}".formatted(uid(i));
    storage.add(
        uid(i) + ".lines",
        start(uid(i), i, plan),
        descriptor("d" + i, uid(i)),
        event("d" + i, 1),
        Doc.of("stop", stop));
  }

  private static RunIndexFile.Purpose purpose(OptionValues options) {
    return new RunIndexFile.Purpose(Archive.indexSettings(options), "mem:/archive", true);
  }

  private static byte[] file(BuiltIndex built) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    built.pieces().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private RunIndexMap read(byte[] bytes) throws IOException {
    MemoryStorage at = new MemoryStorage();
    at.addBytes("index", bytes);
    return RunIndexFile.read(
        at.open("mem:/archive/index"), "mem:/archive/index", purpose(Plans.options()));
  }

  /** An index in the archive's storage, so that tasks find its blocks. */
  private RunIndexMap stored(Optional<RunIndexMap> before) throws IOException {
    Archive archive = archive(before);
    byte[] bytes = file(archive.buildIndex(purpose(Plans.options())));
    storage.addBytes("_index", bytes);
    return RunIndexFile.read(
        storage.open("mem:/archive/_index"), "mem:/archive/_index", purpose(Plans.options()));
  }

  private Archive archive(Optional<RunIndexMap> stored, String... options) {
    List<FileRef> listing =
        storage.listing().stream().filter(f -> !f.name().startsWith("_")).toList();
    return new Archive(
        Plans.options(options), listing, storage, TaskRunner.inline(), memory, stored);
  }

  private List<Map<String, Object>> rows(
      Archive archive, TableName table, String member, List<String> names, String... options)
      throws IOException {
    List<Column> columns =
        archive.schema(table, member).stream().filter(c -> names.contains(c.name())).toList();
    TableQuery query = Plans.query(table, member, columns, options);
    metrics = new ReadMetrics();
    SplitPlan plan = archive.plan(query);
    metrics.add(Counter.RUNS_PLANNED, plan.runs());
    metrics.add(Counter.RUNS_SKIPPED_BY_INDEX, plan.skippedRuns());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Split split : plan.splits()) {
      rows.addAll(RecordingRowWriter.rows(Archive.open(split, query, storage, metrics), columns));
    }
    return rows;
  }

  @Test
  void secondSearchOfACatalogOpensNoDocumentFile() throws IOException {
    Archive archive = archive(Optional.empty());
    String[] options = {"query", SCANS};
    List<Map<String, Object>> first =
        rows(archive(Optional.empty(), options), TableName.RUNS, "", ENDS, options);
    int opened = storage.opens();
    assertThat(opened).isGreaterThan(RUNS);
    Archive again = archive(Optional.empty(), options);
    again.schema(TableName.RUNS, "");
    List<Map<String, Object>> second = rows(again, TableName.RUNS, "", ENDS, options);
    // the two files that may share runs are looked into by every new archive without a stored index
    assertThat(storage.opens() - opened).isLessThanOrEqualTo(2);
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).hasSize(RUNS / 4 + 1);
    assertThat(metrics.get(Counter.RUNS_SKIPPED_BY_INDEX)).isEqualTo(RUNS * 3 / 4 + 1);
    assertThat(metrics.get(Counter.RUNS_PLANNED)).isEqualTo(RUNS / 4 + 1);
    assertThat(archive.newestRuns(1)).containsExactly("s-2");
  }

  @Test
  void answersAreTheSameWithAndWithoutAStoredIndex() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    for (String query : List.of("{}", SCANS, "{\"n.x\": 2.5}", "{\"scan_id\": {\"$gt\": 90}}")) {
      for (TableName table : List.of(TableName.RUNS, TableName.STREAMS, TableName.DOCUMENTS)) {
        List<String> names = List.of("run_uid", "stream", "json", "start", "_metadata.file_path");
        String[] with = {"query", query};
        String[] off = {"query", query, "index", "off"};
        assertThat(rows(archive(Optional.of(map), with), table, "", names, with))
            .containsExactlyInAnyOrderElementsOf(
                rows(archive(Optional.empty(), off), table, "", names, off));
      }
    }
  }

  @Test
  void eventsOfFewRunsOpenTheirFilesAlone() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    String[] options = {"query", "{\"scan_id\": 8}"};
    Archive archive = archive(Optional.of(map), options);
    int before = storage.opens();
    assertThat(rows(archive, TableName.EVENTS, "", List.of("run_uid", "seq_num"), options))
        .containsExactly(Map.of("run_uid", uid(8), "seq_num", 1L));
    assertThat(storage.opens() - before).isLessThan(6);
    assertThat(metrics.get(Counter.RUNS_SKIPPED_BY_INDEX)).isEqualTo(RUNS + 1);
    assertThat(metrics.get(Counter.RUNS_PLANNED)).isEqualTo(1);
  }

  @Test
  void filesThatChangedCameOrWentAreNoticed() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    add(8, "scan again");
    add(RUNS, "scan");
    storage.add("more.lines", descriptor("d-s", "s-2"), event("d-s", 1), event("d-s", 2));
    String[] options = {"query", "{\"plan_name\": {\"$regex\": \"^scan\"}}"};
    List<Map<String, Object>> found =
        rows(archive(Optional.of(map), options), TableName.RUNS, "", ENDS, options);
    assertThat(found).hasSize(RUNS / 4 + 2);
    assertThat(found).anySatisfy(r -> assertThat(r).containsEntry("plan_name", "scan again"));
    List<FileRef> fewer =
        storage.listing().stream()
            .filter(f -> f.name().endsWith(".lines") && !f.name().startsWith(uid(4)))
            .toList();
    Archive less =
        new Archive(
            Plans.options(options),
            fewer,
            storage,
            TaskRunner.inline(),
            new IndexMemory(),
            Optional.of(map));
    assertThat(rows(less, TableName.RUNS, "", ENDS, options)).hasSize(RUNS / 4 + 1);
  }

  @Test
  void refreshReadsWhatIsNewAlone() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    add(RUNS, "scan");
    int before = storage.opens();
    BuiltIndex built = archive(Optional.of(map)).buildIndex(purpose(Plans.options()));
    assertThat(built.read()).isEqualTo(1);
    assertThat(built.files()).isEqualTo(RUNS + 3);
    assertThat(built.runs()).isEqualTo(RUNS + 3);
    assertThat(storage.opens() - before).isLessThan(6);
    RunIndexMap next = read(file(built));
    assertThat(next.size()).isEqualTo(RUNS + 2);
  }

  @Test
  void damagedIndexesAreToldFromWholeOnes() throws IOException {
    byte[] whole = file(archive(Optional.empty()).buildIndex(purpose(Plans.options())));
    assertThat(read(whole).size()).isEqualTo(RUNS + 1);
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 400)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      if (at >= 8) { // the first eight bytes say the same as the last
        assertThatThrownBy(() -> read(flipped)).isInstanceOf(DamagedIndex.class);
      }
      byte[] cut = java.util.Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(DamagedIndex.class);
    }
  }

  @Test
  void indexOfOtherOptionsOrAnotherArchiveIsRefused() throws IOException {
    byte[] whole = file(archive(Optional.empty()).buildIndex(purpose(Plans.options())));
    MemoryStorage at = new MemoryStorage();
    at.addBytes("index", whole);
    RunIndexFile.Purpose other = purpose(Plans.options("ignoreCorruptFiles", "true"));
    assertThatThrownBy(() -> RunIndexFile.read(at.open("mem:/archive/index"), "x", other))
        .isInstanceOf(DamagedIndex.class)
        .hasMessageContaining("options");
    RunIndexFile.Purpose elsewhere =
        new RunIndexFile.Purpose(Archive.indexSettings(Plans.options()), "mem:/other", false);
    assertThatThrownBy(() -> RunIndexFile.read(at.open("mem:/archive/index"), "x", elsewhere))
        .isInstanceOf(DamagedIndex.class)
        .hasMessageContaining("mem:/archive");
  }

  @Test
  void strictReadingUsesNoIndex() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    String[] options = {"query", SCANS, "mode", "FAILFAST"};
    Archive archive = archive(Optional.of(map), options);
    rows(archive, TableName.RUNS, "", ENDS, options);
    assertThat(metrics.get(Counter.RUNS_SKIPPED_BY_INDEX)).isZero();
  }

  @Test
  void keysOfRunsThatPlanningLeftOutAreKnown() throws IOException {
    RunIndexMap map = stored(Optional.empty());
    Archive archive = archive(Optional.of(map));
    TableQuery query =
        new TableQuery(
            TableName.EVENTS,
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(MongoQuery.parse("{\"plan_name\": \"scan\"}")),
            Plans.options());
    SplitPlan plan = archive.plan(query);
    assertThat(plan.keys().warnings(MongoQuery.parse("{\"scan_id\": 1}"))).isEmpty();
    assertThat(plan.keys().warnings(MongoQuery.parse("{\"scan_idd\": 1}"))).hasSize(1);
  }
}
