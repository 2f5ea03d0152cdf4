package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.Doc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Documents in are documents of runs and documents rejected, whatever order and damage. */
class ConservationTest {
  private static final String KEYS =
      "'x': {'dtype': 'number'}, 'img': {'external': 'FILESTORE:', 'shape': [2, 2]}";

  @TestFactory
  java.util.stream.Stream<DynamicTest> everyDocumentIsAcceptedOrRejected() {
    return LongStream.range(0, 300)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    List<List<String>> files = files(random);
    GroupIndex index = Passes.files(files, Set.of(), false);
    long accepted = 0;
    long rejected = 0;
    for (int f = 0; f < files.size(); f++) {
      for (int i = 0; i < files.get(f).size(); i++) {
        boolean owned = index.owner(f, i).isPresent();
        boolean fault = index.fault(f, i).isPresent();
        assertThat(owned).as("file %d, document %s", f, files.get(f).get(i)).isNotEqualTo(fault);
        accepted += owned ? 1 : 0;
        rejected += fault ? 1 : 0;
      }
    }
    assertThat(rejected).isEqualTo(index.faultCount());
    assertThat(accepted + rejected).isEqualTo(files.stream().mapToLong(List::size).sum());
    assertThat(index.runs().stream().mapToLong(RunIndex::documents).sum())
        .isGreaterThanOrEqualTo(accepted);
    for (RunIndex run : index.runs()) {
      long events = 0;
      for (String stream : run.streams()) {
        assertThat(run.census(stream).events())
            .isGreaterThanOrEqualTo(run.census(stream).seqNums().count());
        events += run.census(stream).events();
      }
      assertThat(events).isLessThanOrEqualTo(200);
    }
  }

  /** Runs as they should be, shuffled a little, some documents damaged or said twice. */
  private static List<List<String>> files(Random random) {
    List<List<String>> runs = new ArrayList<>();
    for (int r = 0; r < 1 + random.nextInt(3); r++) {
      runs.add(run("run" + r, random));
    }
    List<List<String>> files = new ArrayList<>();
    for (int f = 0; f < 1 + random.nextInt(2); f++) {
      files.add(new ArrayList<>());
    }
    while (runs.stream().anyMatch(r -> !r.isEmpty())) {
      List<String> from = runs.get(random.nextInt(runs.size()));
      if (!from.isEmpty()) {
        String document = damaged(from.remove(0), random);
        List<String> file = files.get(random.nextInt(files.size()));
        file.add(document);
        if (random.nextInt(15) == 0) {
          file.add(document);
        }
      }
    }
    return files;
  }

  private static List<String> run(String uid, Random random) {
    List<String> all = new ArrayList<>();
    all.add(Doc.start(uid, random.nextInt(100)));
    all.add(Doc.descriptor("d-" + uid, uid, "primary", KEYS));
    all.add(Doc.descriptor("m-" + uid, uid, "monitor", "'y': {'dtype': 'integer'}"));
    all.add(
        Doc.of(
            "resource",
            "{'uid': 'r-" + uid + "', 'spec': 'AD_TIFF', 'root': '/', 'resource_path': 'x'}"));
    for (int i = 1; i <= random.nextInt(12); i++) {
      String datum = "r-" + uid + "/" + i;
      all.add(Doc.of("datum", "{'resource': 'r-" + uid + "', 'datum_id': '" + datum + "'}"));
      long seqNum = Math.max(1, i - random.nextInt(3));
      all.add(Doc.event("d-" + uid, seqNum, "'x': " + i + ", 'img': '" + datum + "'"));
      all.add(
          Doc.of(
              "event_page",
              "{'descriptor': 'm-"
                  + uid
                  + "', 'seq_num': ["
                  + i
                  + ", "
                  + (i + 1)
                  + "], 'data': {'y': [1, 2]}}"));
    }
    if (random.nextInt(4) > 0) {
      all.add(Doc.stop(uid));
    }
    for (int i = 0; i < random.nextInt(4); i++) {
      Collections.swap(all, random.nextInt(all.size()), random.nextInt(all.size()));
    }
    if (random.nextInt(4) == 0) {
      all.remove(random.nextInt(all.size()));
    }
    return all;
  }

  private static String damaged(String document, Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> document.replaceFirst("\"seq_num\": ", "\"seq_num\": -");
      case 1 -> document.replaceFirst("\"uid\"", "\"dui\"");
      case 2 -> document.replaceFirst("\"(descriptor|run_start|resource)\": \"", "$0lost-");
      case 3 -> document.replaceFirst("\"time\": ", "\"time\": NaN, \"at\": ");
      case 4 -> document.replaceFirst("\\}\\]$", "]");
      case 5 -> document.replaceFirst("\\[\"[a-z_]*\"", "[\"note\"");
      case 6 -> document.replaceFirst("\\{", "{\"n\": 1e999, ");
      case 7 -> document.replaceFirst("\\[2, 2\\]|\\[1, 2\\]", "[1]");
      default -> document;
    };
  }
}
