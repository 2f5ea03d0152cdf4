package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.documents.FrameMap.Fault;
import io.github.blueskyspark.documents.FrameMap.Place;
import io.github.blueskyspark.documents.FrameMap.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FrameMapTest {
  private static StreamDatum datum(
      String resource, long seqStart, long seqStop, long indexStart, long indexStop) {
    return new StreamDatum(
        resource + "/" + seqStart, resource, "d", seqStart, seqStop, indexStart, indexStop);
  }

  private static FrameMap map(StreamDatum... datums) {
    FrameMapBuilder builder = FrameMapBuilder.acceptingAll();
    for (StreamDatum d : datums) {
      builder.add(d);
    }
    return builder.build();
  }

  private static List<String> rules(FrameMap map) {
    return map.faults().stream().map(f -> f.rule().label()).toList();
  }

  @Test
  void seqNumsThatSkipDoNotShiftIndices() {
    FrameMap map = map(datum("a", 1, 4, 0, 3), datum("a", 8, 11, 3, 6), datum("a", 20, 22, 6, 8));
    assertThat(map.spans())
        .containsExactly(
            new Span("a", 1, 4, 0, 0), new Span("a", 8, 11, 3, 3), new Span("a", 20, 22, 6, 6));
    assertThat(map.find(4)).isEmpty();
    assertThat(map.find(9)).contains(new Place("a", 4, 4));
    assertThat(map.count()).isEqualTo(8);
  }

  @Test
  void framesNobodyAskedForDoNotShiftLaterOnes() {
    FrameMap map = map(datum("a", 1, 3, 0, 2), datum("a", 3, 6, 5, 8));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 3, 0, 0), new Span("a", 3, 6, 5, 5));
    assertThat(map.find(4)).contains(new Place("a", 6, 6));
    assertThat(map.end("a")).isEqualTo(8);
  }

  @Test
  void windowsOutOfOrderAreOneSpan() {
    FrameMap map = map(datum("a", 5, 8, 4, 7), datum("a", 1, 5, 0, 4));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 8, 0, 0));
    assertThat(map.faults()).isEmpty();
    assertThat(map.notes()).isEmpty();
  }

  @Test
  void windowsOfNoLengthMeanNothing() {
    FrameMap map = map(datum("a", 1, 3, 0, 2), datum("a", 3, 3, 2, 2), datum("a", 3, 6, 2, 5));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 6, 0, 0));
    assertThat(map(datum("a", 0, 0, 0, 0)).spans()).isEmpty();
    assertThat(map(datum("a", 0, 0, 0, 0)).faults()).isEmpty();
  }

  @Test
  void indicesOfASingleResourceAreAbsolute() {
    FrameMap map = map(datum("a", 1, 5, 2, 6));
    assertThat(map.find(1)).contains(new Place("a", 2, 2));
    assertThat(map.base("a")).isZero();
  }

  @Test
  void numberingThatGoesOnFromFileToFileIsCountedInEachFile() {
    FrameMap map = map(datum("a", 1, 5, 0, 4), datum("b", 5, 8, 4, 7), datum("c", 8, 10, 7, 9));
    assertThat(map.spans())
        .containsExactly(
            new Span("a", 1, 5, 0, 0), new Span("b", 5, 8, 4, 0), new Span("c", 8, 10, 7, 0));
    assertThat(map.find(9)).contains(new Place("c", 8, 1));
    assertThat(map.resources()).containsExactly("a", "b", "c");
    assertThat(List.of(map.end("a"), map.end("b"), map.end("c"))).containsExactly(4L, 3L, 2L);
    assertThat(map.base("c")).isEqualTo(7);
  }

  @Test
  void numberingThatStartsAgainInEachFileIsLeftAlone() {
    FrameMap map = map(datum("a", 1, 4, 0, 3), datum("b", 4, 8, 0, 4));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 4, 0, 0), new Span("b", 4, 8, 0, 0));
  }

  @Test
  void theFirstResourceOfAChainStaysAbsolute() {
    FrameMap map = map(datum("a", 1, 3, 2, 4), datum("b", 3, 5, 4, 6));
    assertThat(map.find(1)).contains(new Place("a", 2, 2));
    assertThat(map.find(3)).contains(new Place("b", 4, 0));
  }

  @Test
  void aChainIsFoundWhenItsFilesArriveOutOfOrder() {
    FrameMap map = map(datum("b", 5, 8, 4, 7), datum("a", 1, 5, 0, 4));
    assertThat(map.find(5)).contains(new Place("b", 4, 0));
    assertThat(map.find(1)).contains(new Place("a", 0, 0));
  }

  @Test
  void aJumpBetweenResourcesIsNotGuessedAwayButNoted() {
    FrameMap map = map(datum("a", 1, 3, 0, 2), datum("b", 3, 5, 6, 8));
    assertThat(map.find(3)).contains(new Place("b", 6, 6));
    assertThat(map.notes()).singleElement().asString().contains("'b'", "index 6", "ended at 2");
  }

  @Test
  void aLaterDatumReplacesAnEarlierOneForTheSameSeqNum() {
    FrameMap map = map(datum("a", 1, 6, 0, 5), datum("a", 3, 5, 5, 7), datum("a", 4, 7, 7, 10));
    assertThat(map.spans())
        .containsExactly(
            new Span("a", 1, 3, 0, 0), new Span("a", 3, 4, 5, 5), new Span("a", 4, 7, 7, 7));
    assertThat(map.history(4))
        .containsExactly(new Place("a", 3, 3), new Place("a", 6, 6), new Place("a", 7, 7));
    assertThat(map.history(3)).containsExactly(new Place("a", 2, 2), new Place("a", 5, 5));
    assertThat(map.superseded().stream().mapToLong(Span::count).sum()).isEqualTo(4);
    assertThat(map.end("a")).isEqualTo(10);
  }

  @Test
  void aDatumDeliveredTwiceReplacesNothing() {
    FrameMap map = map(datum("a", 1, 6, 0, 5), datum("a", 2, 4, 1, 3));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 6, 0, 0));
    assertThat(map.superseded()).isEmpty();
  }

  @Test
  void unequalLengthsMapTheShorterPrefixAndSaySo() {
    FrameMap map = map(datum("a", 1, 4, 0, 5), datum("a", 4, 9, 5, 6));
    assertThat(map.spans()).containsExactly(new Span("a", 1, 4, 0, 0), new Span("a", 4, 5, 5, 5));
    assertThat(rules(map)).containsExactly("seq-index-length", "seq-index-length");
    assertThat(map.faults().get(0).reason()).contains("'a/1'", "[1, 4)", "[0, 5)", "first 3");
  }

  @Test
  void rangesThatCannotBeAreRefusedByRule() {
    assertThat(rules(map(datum("a", 1, 3, -1, 1)))).containsExactly("negative-range");
    assertThat(rules(map(datum("a", -2, 3, 0, 5)))).containsExactly("negative-range");
    assertThat(rules(map(datum("a", 5, 3, 0, 5)))).containsExactly("negative-range");
    assertThat(rules(map(datum("a", 1, Long.MAX_VALUE, 0, 5)))).containsExactly("overflow");
    assertThat(rules(map(datum("a", Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0))))
        .containsExactly("negative-range");
    assertThat(rules(map(datum("a", 0, 0, 0, 3)))).containsExactly("seq-num-zero");
    assertThat(map(datum("a", 1, 3, -1, 1)).count()).isZero();
  }

  @Test
  void seqNumZeroLosesItsRowOnly() {
    FrameMap map = map(datum("a", 0, 3, 0, 3));
    assertThat(rules(map)).containsExactly("seq-num-zero");
    assertThat(map.spans()).containsExactly(new Span("a", 1, 3, 1, 1));
  }

  @Test
  void boundsUpToTheLimitMapWithoutOverflow() {
    long top = FrameMap.MAX_BOUND;
    FrameMap map =
        map(
            datum("a", top - 3, top, top - 3, top),
            datum("a", 1, 1 + FrameMap.MAX_ROWS, 5, 5 + FrameMap.MAX_ROWS));
    assertThat(map.count()).isEqualTo(FrameMap.MAX_ROWS + 3);
    assertThat(map.find(top - 1)).contains(new Place("a", top - 1, top - 1));
    assertThat(map.find(Long.MAX_VALUE)).isEmpty();
    assertThat(map.find(Long.MIN_VALUE)).isEmpty();
  }

  @Test
  void moreRowsThanAnyDetectorGivesAreRefused() {
    assertThat(rules(map(datum("a", 1, FrameMap.MAX_BOUND, 1, FrameMap.MAX_BOUND))))
        .containsExactly("overflow");
    assertThat(rules(map(datum("a", 1, FrameMap.MAX_BOUND, 0, 2))))
        .containsExactly("seq-index-length");
  }

  @Test
  void rowsBehindTheAnnouncedOnesHavePlacesAndNoSeqNum() {
    Span behind = Span.unpublished("a", 4, 3, 2);
    assertThat(behind.isUnpublished()).isTrue();
    assertThat(behind.count()).isEqualTo(2);
    assertThat(behind.place(behind.seqStart() + 1)).isEqualTo(new Place("a", 8, 4));
    assertThat(new Span("a", 1, 4, 0, 0).isUnpublished()).isFalse();
  }

  @Test
  void datumsOfAnUnknownResourceAreNamed() {
    FrameMap map = FrameMapBuilder.of(List.of("a")).add(datum("b", 1, 2, 0, 1)).build();
    assertThat(map.faults())
        .singleElement()
        .extracting(Fault::reason)
        .asString()
        .contains("'b'", "no such stream resource");
    assertThat(map.resources()).isEmpty();
  }

  @Test
  void aMillionDatumsOfOneFrameAreOneSpan() {
    FrameMapBuilder builder = FrameMapBuilder.acceptingAll();
    for (int i = 0; i < 1_000_000; i++) {
      builder.add(datum("a", i + 1, i + 2, i, i + 1));
    }
    assertThat(builder.build().spans()).containsExactly(new Span("a", 1, 1_000_001, 0, 0));
  }

  @Test
  void shuffledDatumsOfOneFrameAreOneSpan() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(1));
    FrameMapBuilder builder = FrameMapBuilder.acceptingAll();
    order.forEach(i -> builder.add(datum("a", i + 1, i + 2, i, i + 1)));
    assertThat(builder.build().spans()).containsExactly(new Span("a", 1, 50_001, 0, 0));
  }

  @Test
  void aRewindInSmallStepsIsOneReplacedSpan() {
    FrameMapBuilder builder =
        FrameMapBuilder.acceptingAll().add(datum("a", 1, 100_001, 0, 100_000));
    for (int i = 0; i < 50_000; i++) {
      builder.add(datum("a", 1001 + i, 1002 + i, 100_000 + i, 100_001 + i));
    }
    FrameMap map = builder.build();
    assertThat(map.superseded()).containsExactly(new Span("a", 1001, 51_001, 1000, 1000));
    assertThat(map.spans()).hasSize(3);
  }

  @Test
  void aMillionBrokenDatumsAreCountedAndNotAllTold() {
    FrameMapBuilder builder = FrameMapBuilder.acceptingAll();
    for (int i = 0; i < 1_000_000; i++) {
      builder.add(datum("a", -1, 1, 0, 2));
    }
    FrameMap map = builder.build();
    assertThat(map.faults()).hasSize(1000);
    assertThat(map.notes()).singleElement().asString().startsWith("999000 more");
  }

  @Test
  void survivesSerialisation() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(map(datum("a", 1, 5, 0, 4), datum("b", 5, 8, 4, 7)));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((FrameMap) in.readObject()).find(6)).contains(new Place("b", 5, 1));
    }
  }

  @TestFactory
  Stream<DynamicTest> agreesWithBruteForce() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = FrameMapTest.class.getResourceAsStream("/frame-map/cases.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode said = json.readTree(line);
        tests.add(DynamicTest.dynamicTest("case " + tests.size(), () -> check(said)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(200);
    return tests.stream();
  }

  private static void check(JsonNode said) {
    List<String> resources = new ArrayList<>();
    said.get("resources").forEach(r -> resources.add(r.asText()));
    FrameMapBuilder builder = FrameMapBuilder.of(resources);
    List<StreamDatum> datums = new ArrayList<>();
    for (JsonNode d : said.get("datums")) {
      datums.add(
          new StreamDatum(
              String.valueOf(datums.size()),
              d.get(0).asText(),
              "d",
              d.get(1).asLong(),
              d.get(2).asLong(),
              d.get(3).asLong(),
              d.get(4).asLong()));
    }
    datums.forEach(builder::add);
    FrameMap map = builder.build();
    JsonNode rows = said.get("rows");
    assertThat(map.count()).isEqualTo(rows.size());
    for (long seq = -3; seq < 120; seq++) {
      List<Place> places = new ArrayList<>();
      for (JsonNode p : rows.path(String.valueOf(seq))) {
        places.add(new Place(p.get(0).asText(), p.get(1).asLong(), p.get(2).asLong()));
      }
      assertThat(map.history(seq)).as("seq_num %d", seq).isEqualTo(places);
      assertThat(map.find(seq).stream().toList())
          .isEqualTo(places.isEmpty() ? places : places.subList(places.size() - 1, places.size()));
    }
    List<String> faults = new ArrayList<>();
    said.get("faults").forEach(f -> faults.add(f.get(0).asText() + " " + f.get(1).asText()));
    assertThat(map.faults().stream().map(f -> f.datum().uid() + " " + f.rule().label()).toList())
        .isEqualTo(faults);
    long next = 0;
    for (Span span : map.spans()) {
      assertThat(span.seqStart()).isGreaterThanOrEqualTo(next);
      assertThat(span.count()).isPositive();
      next = span.seqStop();
    }
  }
}
