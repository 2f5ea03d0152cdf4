package io.github.blueskyspark.tables;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LineFormat;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupWindowsTest {
  private static final List<TableName> TABLES =
      List.of(
          TableName.RUNS,
          TableName.STREAMS,
          TableName.DATA_KEYS,
          TableName.CONFIGURATION,
          TableName.EVENTS,
          TableName.DOCUMENTS,
          TableName.QUARANTINE);

  private final MemoryStorage storage = new MemoryStorage();
  private final GroupReading reading =
      new GroupReading(
          DocumentFormats.of(new LineFormat()),
          ArchiveStores.of(),
          storage,
          OptionValues.parse(Map.of("path", "mem:/archive")),
          new ReadMetrics(),
          RunChoice.all(),
          GroupExtent.WHOLE);

  private static RowSource open(TableName table, List<FileRef> files, GroupReading how)
      throws IOException {
    DocumentTables tables = new DocumentTables(how, TableSchemas.of(table));
    return switch (table) {
      case RUNS -> tables.runs(files);
      case STREAMS -> tables.streams(files);
      case DATA_KEYS -> tables.dataKeys(files);
      case CONFIGURATION -> tables.configuration(files);
      case EVENTS -> tables.events(files);
      case DOCUMENTS -> tables.documents(files, Optional.empty());
      default -> tables.quarantine(files);
    };
  }

  private static List<Map<String, Object>> rows(
      TableName table, List<FileRef> files, GroupReading how) throws IOException {
    List<Map<String, Object>> rows =
        RecordingRowWriter.rows(open(table, files, how), TableSchemas.of(table));
    for (Map<String, Object> row : rows) {
      row.computeIfPresent(
          "raw", (k, raw) -> new String((byte[]) raw, StandardCharsets.ISO_8859_1));
    }
    return rows;
  }

  /** Compares every table, and gives the number of windows. */
  private int windows(List<FileRef> group, int runs) throws IOException {
    int count = 0;
    for (TableName table : TABLES) {
      List<Map<String, Object>> found = new ArrayList<>();
      count = 0;
      try (GroupWindows windows = GroupWindows.of(group, reading, runs, Integer.MAX_VALUE)) {
        for (; windows.next(); count++) {
          found.addAll(rows(table, windows.files(), windows.reading()));
        }
      }
      assertThat(found).as(table.name()).isEqualTo(rows(table, group, reading));
    }
    return count;
  }

  /** The same with so many runs at once; gives the number of readings. */
  private int shards(List<FileRef> group, int runs, int most) throws IOException {
    int count = 0;
    for (TableName table : TABLES) {
      List<Map<String, Object>> found = new ArrayList<>();
      count = 0;
      try (GroupWindows windows = GroupWindows.of(group, reading, runs, most)) {
        for (; windows.next(); count++) {
          List<Map<String, Object>> some = rows(table, windows.files(), windows.reading());
          if (table == TableName.RUNS) {
            assertThat(some).hasSizeLessThanOrEqualTo(most);
          }
          found.addAll(some);
        }
      }
      List<Map<String, Object>> expected = rows(table, group, reading);
      assertThat(found).as(table.name()).containsExactlyInAnyOrderElementsOf(expected);
      for (String run : runsOf(expected)) {
        assertThat(of(run, found)).as(run).isEqualTo(of(run, expected));
      }
    }
    return count;
  }

  private static List<String> runsOf(List<Map<String, Object>> rows) {
    return rows.stream()
        .map(r -> String.valueOf(r.get("run_uid")))
        .filter(uid -> !uid.equals("null"))
        .distinct()
        .toList();
  }

  private static List<Map<String, Object>> of(String run, List<Map<String, Object>> rows) {
    return rows.stream().filter(r -> run.equals(String.valueOf(r.get("run_uid")))).toList();
  }

  private static List<String> run(String uid, int events) {
    List<String> lines = new ArrayList<>(List.of(start(uid, 5), descriptor("d-" + uid, uid)));
    for (int i = 1; i <= events; i++) {
      lines.add(event("d-" + uid, i));
    }
    lines.add(stop(uid));
    return lines;
  }

  private List<FileRef> file(List<String> lines) {
    return List.of(storage.add("all.lines", lines.toArray(String[]::new)));
  }

  private static List<String> runs(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.addAll(run("r" + i, i % 3));
    }
    return lines;
  }

  @Test
  void runsOneAfterTheOtherAreCutBetweenThem() throws IOException {
    assertThat(windows(file(runs(50)), 10)).isEqualTo(5);
  }

  @Test
  void fileIsReadThroughOnceForEachPass() throws IOException {
    List<FileRef> group = file(runs(50));
    int before = storage.opens();
    try (GroupWindows windows = GroupWindows.of(group, reading, 5, 100)) {
      while (windows.next()) {
        assertThat(rows(TableName.DOCUMENTS, windows.files(), windows.reading())).isNotEmpty();
      }
    }
    // to cut it, and two passes; each may look at the head first
    assertThat(storage.opens() - before).isLessThanOrEqualTo(6);
  }

  @Test
  void interleavedRunsStayTogether() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i += 2) {
      List<String> one = run("r" + i, 2);
      List<String> other = run("r" + (i + 1), 2);
      for (int k = 0; k < one.size(); k++) {
        lines.add(one.get(k));
        lines.add(other.get(k));
      }
    }
    assertThat(windows(file(lines), 1)).isEqualTo(10);
  }

  @Test
  void lateDocumentHoldsTheRunsBeforeItTogether() throws IOException {
    List<String> lines = new ArrayList<>(runs(20));
    lines.add(event("d-r10", 9));
    assertThat(windows(file(lines), 1)).isEqualTo(11);
    lines.add(stop("r0"));
    assertThat(windows(file(lines), 1)).isEqualTo(1);
  }

  @Test
  void resourceThatNamesNoRunKeepsTheFileWhole() throws IOException {
    List<String> lines = new ArrayList<>(runs(20));
    lines.add(
        7,
        Doc.of(
            "resource",
            "{'uid': 'res', 'spec': 'AD_HDF5', 'root': '/', 'resource_path': 'a.h5',"
                + " 'resource_kwargs': {}}"));
    assertThat(windows(file(lines), 1)).isEqualTo(1);
  }

  @Test
  void datumBeforeItsResourceKeepsTheFileWhole() throws IOException {
    List<String> lines = new ArrayList<>(runs(20));
    lines.add(7, Doc.of("datum", "{'datum_id': 'res/0', 'resource': 'res', 'datum_kwargs': {}}"));
    assertThat(windows(file(lines), 1)).isEqualTo(1);
  }

  @Test
  void runsMayGoOnInTheNextFile() throws IOException {
    List<String> lines = runs(30);
    List<FileRef> group = new ArrayList<>();
    for (int i = 0; i * 25 < lines.size(); i++) {
      List<String> some = lines.subList(i * 25, Math.min(lines.size(), (i + 1) * 25));
      group.add(storage.add("part-" + i + ".lines", some.toArray(String[]::new)));
    }
    assertThat(group.size()).isGreaterThan(3);
    assertThat(windows(group, 4)).isEqualTo(8);
  }

  @Test
  void filesThatCannotBeReadAreToldOfOnce() throws IOException {
    List<FileRef> group = new ArrayList<>();
    group.add(storage.add("a.lines", runs(3).toArray(String[]::new)));
    group.add(storage.add("b.txt", "nothing that is known"));
    group.add(storage.add("c.lines"));
    group.add(storage.add("d.lines", run("x", 2).toArray(String[]::new)));
    group.add(storage.add("e.lines", run("y", 2).toArray(String[]::new)));
    assertThat(windows(group, 1)).isEqualTo(6);
    assertThat(shards(group, 1000, 2)).isEqualTo(3);
  }

  @Test
  void manyInterleavedRunsAreReadSomeAtATime() throws IOException {
    List<List<String>> all = IntStream.range(0, 50).mapToObj(i -> run("r" + i, 2)).toList();
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < all.get(0).size(); k++) {
      for (List<String> run : all) {
        lines.add(run.get(k));
      }
    }
    assertThat(shards(file(lines), 1, 10)).isEqualTo(5);
    assertThat(shards(file(lines), 1, 50)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void windowsGiveTheRowsOfTheWhole(int seed) throws IOException {
    Random random = new Random(seed);
    List<List<String>> open = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    int most = 1 + random.nextInt(4);
    for (int i = 0; i < 60 || !open.isEmpty(); ) {
      if (i < 60 && open.size() < most && random.nextInt(3) > 0) {
        open.add(new ArrayList<>(run("r" + i++, random.nextInt(4))));
      } else if (!open.isEmpty()) {
        List<String> from = open.get(random.nextInt(open.size()));
        lines.add(from.remove(0));
        open.removeIf(List::isEmpty);
      }
      if (random.nextInt(40) == 0) {
        lines.add(broken(random, i));
      }
    }
    List<FileRef> group = new ArrayList<>();
    int parts = 1 + random.nextInt(3);
    for (int p = 0; p < parts; p++) {
      List<String> some = lines.subList(lines.size() * p / parts, lines.size() * (p + 1) / parts);
      group.add(storage.add("part-" + p + ".lines", some.toArray(String[]::new)));
    }
    windows(group, 1 + random.nextInt(5));
    shards(group, 1 + random.nextInt(20), 1 + random.nextInt(6));
  }

  private static String broken(Random random, int runs) {
    String run = "r" + random.nextInt(Math.max(1, runs));
    return switch (random.nextInt(7)) {
      case 0 -> "no document";
      case 1 -> event("nowhere", 1);
      case 2 -> start(run, 7);
      case 3 -> Doc.of("stop", "{'uid': 's', 'run_start': 'unknown', 'time': 1}");
      case 4 -> event("d-" + run, 1 + random.nextInt(3), "'x': 77");
      case 5 -> Doc.of("start", "{'uid': 'late', 'time': 'never'}");
      default -> descriptor("d2-" + run, run);
    };
  }
}
