package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents in are rows of {@code documents} and rows of {@code quarantine}, kind by kind; events
 * in are rows of {@code events}, those delivered twice counted once; and {@code stream} has the
 * current ones of them.
 */
class ConservedTablesTest {
  private static final String KEYS =
      "'x': {'dtype': 'number', 'shape': []},"
          + "'img': {'dtype': 'array', 'shape': [2, 2], 'external': 'FILESTORE:'},"
          + "'cam': {'dtype': 'array', 'shape': [2, 2], 'external': 'STREAM:'}";

  @TestFactory
  Stream<DynamicTest> nothingIsLost() {
    return LongStream.range(0, 200)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(new Random(seed))));
  }

  private static void check(Random random) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    Map<String, Long> given = new TreeMap<>();
    int files = 1 + random.nextInt(2);
    List<List<String>> texts = new ArrayList<>();
    for (int f = 0; f < files; f++) {
      texts.add(new ArrayList<>());
    }
    for (int r = 0; r < 1 + random.nextInt(3); r++) {
      for (String document : run("run" + r, random)) {
        texts.get(random.nextInt(files)).add(document);
      }
    }
    for (int f = 0; f < files; f++) {
      List<String> lines = texts.get(f);
      for (int i = 0; i < random.nextInt(4) && lines.size() > 1; i++) {
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
      }
      lines.forEach(l -> given.merge(kind(l), 1L, Long::sum));
      storage.add("file" + f + ".lines", lines.toArray(String[]::new));
    }
    Map<String, Long> found = new TreeMap<>();
    for (Object name : Plans.column(storage, TableName.DOCUMENTS, "", "name")) {
      found.merge(name.toString(), 1L, Long::sum);
    }
    for (Object kind : Plans.column(storage, TableName.QUARANTINE, "", "document")) {
      if (kind != null) {
        found.merge(kind.toString(), 1L, Long::sum);
      }
    }
    assertThat(found).isEqualTo(given);
    checkEvents(storage);
  }

  private static void checkEvents(MemoryStorage storage) throws IOException {
    List<Object> texts = Plans.column(storage, TableName.DOCUMENTS, "", "json");
    List<Object> names = Plans.column(storage, TableName.DOCUMENTS, "", "name");
    Set<String> singles = new HashSet<>();
    long paged = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (names.get(i).equals("event")) {
        singles.add(texts.get(i).toString());
      } else if (names.get(i).equals("event_page")) {
        paged += 2;
      }
    }
    List<Object> superseded = Plans.column(storage, TableName.EVENTS, "", "superseded");
    assertThat((long) superseded.size()).isBetween((long) singles.size(), singles.size() + paged);
    if (!names.contains("event_page")) {
      assertThat(superseded).hasSize(singles.size());
    }
  }

  private static String kind(String line) {
    return line.substring(2, line.indexOf('"', 2));
  }

  private static List<String> run(String uid, Random random) {
    List<String> all = new ArrayList<>();
    all.add(Doc.start(uid, random.nextInt(100)));
    all.add(Doc.descriptor("d-" + uid, uid, "primary", KEYS));
    all.add(Doc.of("resource", resource("r-" + uid, uid)));
    all.add(
        Doc.of(
            "stream_resource",
            "{'uid': 's-%s', 'run_start': '%s', 'data_key': 'cam', 'mimetype': 'application/x-hdf5', 'uri': 'file:///x.h5', 'parameters': {}}"
                .formatted(uid, uid)));
    int events = random.nextInt(10);
    for (int i = 1; i <= events; i++) {
      long seqNum = Math.max(1, i - random.nextInt(3));
      String datum = "r-" + uid + "/" + i;
      if (random.nextInt(10) > 0) {
        all.add(
            Doc.of(
                "datum",
                "{'resource': 'r-%s', 'datum_id': '%s', 'datum_kwargs': {'index': %d}}"
                    .formatted(uid, datum, i)));
      }
      all.add(
          Doc.event("e" + i + uid, "d-" + uid, seqNum, "'x': " + i + ", 'img': '" + datum + "'"));
      int from = i - random.nextInt(2);
      all.add(
          Doc.of(
              "stream_datum",
              "{'uid': 't%d-%s', 'stream_resource': 's-%s', 'descriptor': 'd-%s', 'seq_nums': {'start': %d, 'stop': %d}, 'indices': {'start': %d, 'stop': %d}}"
                  .formatted(
                      i, uid, uid, uid, from, i + 1, i - 1, i + (random.nextInt(8) == 0 ? 2 : 0))));
      if (random.nextInt(6) == 0) {
        all.add(
            Doc.of(
                "event_page",
                "{'descriptor': 'd-%s', 'uid': ['p%d%s', 'q%d%s'], 'seq_num': [%d, %d], 'time': [1, 2], 'data': {'x': [1, 2], 'img': ['%s', '%s']}, 'timestamps': {}}"
                    .formatted(uid, i, uid, i, uid, i, i + 1, datum, datum)));
      }
    }
    if (random.nextInt(4) > 0) {
      all.add(Doc.stop(uid));
    }
    if (random.nextInt(5) == 0) {
      all.remove(random.nextInt(all.size()));
    }
    if (random.nextInt(4) == 0) {
      all.add(all.get(random.nextInt(all.size())));
    }
    all.replaceAll(d -> damaged(d, random));
    return all;
  }

  private static String resource(String uid, String run) {
    return "{'uid': '%s', 'run_start': '%s', 'spec': 'AD_TIFF', 'root': '/', 'resource_path': 'x', 'resource_kwargs': {}}"
        .formatted(uid, run);
  }

  private static String damaged(String document, Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> document.replaceFirst("\"seq_num\": ", "\"seq_num\": -");
      case 1 -> document.replaceFirst("\"uid\"", "\"dui\"");
      case 2 ->
          document.replaceFirst(
              "\"(descriptor|run_start|resource|stream_resource)\": \"", "$0lost-");
      case 3 -> document.replaceFirst("\"time\": ", "\"time\": NaN, \"at\": ");
      case 4 -> document.replaceFirst("\\[\"[a-z_]*\"", "[\"note\"");
      case 5 -> document.replaceFirst("\\{", "{\"n\": 1e999, ");
      case 6 -> document.replaceFirst("\"start\": ", "\"start\": -");
      case 7 -> document.replaceFirst("\"stop\": ", "\"stop\": 9999999999999");
      default -> document;
    };
  }
}
