package io.github.blueskyspark.documents;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.documents.Normalizer.CopyOfRun;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NormalizerTest {
  private static List<String> fates(String... documents) {
    return Passes.fates(Passes.of(documents), 0, documents.length);
  }

  @Test
  void aWholeRunIsOneRun() {
    GroupIndex index =
        Passes.of(start("a", 7), descriptor("d", "a"), event("d", 1), event("d", 2), stop("a"));
    assertThat(index.runs()).hasSize(1);
    RunIndex run = index.run("a").orElseThrow();
    assertThat(run.startTime()).isEqualTo(7);
    assertThat(run.stopDocument()).isPresent();
    assertThat(run.streams()).containsExactly("primary");
    assertThat(run.census("primary").events()).isEqualTo(2);
    assertThat(run.documents()).isEqualTo(5);
    assertThat(run.notes()).isEmpty();
    assertThat(index.faultCount()).isZero();
    assertThat(Passes.fates(index, 0, 5)).containsOnly("a");
  }

  @Test
  void rejectedDocumentsNameTheirRunWhereItIsKnown() {
    GroupIndex index =
        Passes.of(
            start("a"),
            descriptor("d", "a"),
            event("d", 0),
            event("x", 1),
            Doc.of("start", "{'uid': 'a', 'time': 9}"),
            stop("z"));
    assertThat(index.fault(0, 2).orElseThrow().runUid()).isEqualTo("a");
    assertThat(index.fault(0, 3).orElseThrow().runUid()).isEmpty();
    assertThat(index.fault(0, 4).orElseThrow().runUid()).isEqualTo("a");
    assertThat(index.fault(0, 5).orElseThrow().runUid()).isEqualTo("z");
  }

  @Test
  void documentsOfARunWithoutAStartAreRejected() {
    assertThat(fates(descriptor("d", "z"), event("d", 1), stop("z"), start("a")))
        .containsExactly("!no-start", "!no-start", "!no-start", "a");
    assertThatThrownBy(() -> Passes.strict(descriptor("d", "z"), start("a")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("'z' has no start document");
  }

  @Test
  void startMayComeAfterTheRestOfItsRun() {
    assertThat(fates(descriptor("d", "a"), event("d", 1), stop("a"), start("a"))).containsOnly("a");
  }

  @Test
  void descriptorMayComeAfterItsEvents() {
    String[] documents = {
      start("a"), event("d", 1), event("d", 2), descriptor("d", "a"), stop("a")
    };
    GroupIndex index = Passes.of(documents);
    assertThat(Passes.fates(index, 0, 5)).containsOnly("a");
    assertThat(index.run("a").orElseThrow().census("primary").events()).isEqualTo(2);
    assertThat(Passes.strict(documents).faultCount()).isZero();
  }

  @Test
  void identicalStartsAndStopsAreOne() {
    GroupIndex index = Passes.of(start("a"), start("a"), stop("a"), stop("a"));
    assertThat(Passes.fates(index, 0, 4)).containsOnly("a");
    assertThat(index.runs()).hasSize(1);
  }

  @Test
  void ofTwoDifferentStopsTheFirstCounts() {
    GroupIndex index =
        Passes.of(start("a"), stop("a"), Doc.of("stop", "{'run_start': 'a', 'time': 99}"));
    assertThat(index.run("a").orElseThrow().stopDocument().orElseThrow().get("time").asDouble())
        .isEqualTo(9.5);
  }

  @Test
  void startTimesOfAnySizeAreKept() {
    for (String time : List.of("-5", "0", "253402300799", "1718101167.625")) {
      assertThat(fates(Doc.of("start", "{'uid': 'a', 'time': " + time + "}"))).containsOnly("a");
    }
  }

  @Test
  void interleavedRunsAreToldApart() {
    assertThat(
            fates(
                start("a"),
                start("b"),
                descriptor("d", "a"),
                descriptor("e", "b"),
                event("d", 1),
                event("e", 1),
                event("d", 2),
                stop("b"),
                stop("a")))
        .containsExactly("a", "b", "a", "b", "a", "b", "a", "b", "a");
  }

  @Test
  void oneRunMayBeSpreadOverFiles() {
    GroupIndex index =
        Passes.files(
            List.of(
                List.of(start("a"), descriptor("d", "a"), event("d", 1)),
                List.of(event("d", 2), event("d", 3)),
                List.of(event("d", 4), stop("a"))));
    assertThat(Passes.fates(index, 1, 2)).containsOnly("a");
    assertThat(index.run("a").orElseThrow().census("primary").events()).isEqualTo(4);
    assertThat(index.run("a").orElseThrow().origin().file()).isZero();
  }

  @Test
  void copiesThatAreLeftOutAreNeitherAcceptedNorRejected() {
    List<String> whole = List.of(start("a"), descriptor("d", "a"), event("d", 1), stop("a"));
    GroupIndex index =
        Passes.files(List.of(whole.subList(0, 3), whole), Set.of(new CopyOfRun(0, "a")), false);
    assertThat(Passes.fates(index, 0, 3)).containsOnly("-");
    assertThat(Passes.fates(index, 1, 4)).containsOnly("a");
    assertThat(index.run("a").orElseThrow().documents()).isEqualTo(4);
    assertThat(index.faultCount()).isZero();
  }

  @Test
  void truncatedRunHasNoStop() {
    GroupIndex index = Passes.of(start("a"), descriptor("d", "a"), event("d", 1));
    assertThat(index.run("a").orElseThrow().stopDocument()).isEmpty();
    assertThat(index.faultCount()).isZero();
  }

  @Test
  void metadataPassesOverEvents() {
    String[] documents = {
      start("a"), descriptor("d", "a"), event("d", 0), event("?", 1), stop("a")
    };
    GroupIndex index = Passes.metadata(documents);
    assertThat(Passes.fates(index, 0, 5)).containsExactly("a", "a", "-", "-", "a");
  }

  @Test
  void nestedValuesInPlaceOfTextsDoNotConfuseTheHeader() {
    assertThat(
            fates(
                start("a"),
                descriptor("d", "a"),
                Doc.of(
                    "event",
                    "{'uid': {'seq_num': 7}, 'time': [1], 'descriptor': 'd', 'seq_num': 1}"),
                Doc.of("event", "{'descriptor': {'a': 1}, 'seq_num': 1}")))
        .containsExactly("a", "a", "a", "!missing-field");
  }

  @Test
  void keysThatStandTwiceAreANote() {
    GroupIndex index =
        Passes.of(
            start("a"),
            descriptor("d", "a"),
            event("d", 1, "'x': 1, 'x': 2"),
            event("d", 2, "'x': {'p': 1, 'p': 2}"),
            event("d", 3),
            Doc.of("stop", "{'run_start': 'a', 'time': 1, 'time': 2}"));
    assertThat(index.faultCount()).isZero();
    assertThat(List.of(index.hasRepeatedKey(0, 2), index.hasRepeatedKey(0, 3))).containsOnly(true);
    assertThat(index.hasRepeatedKey(0, 4)).isFalse();
    RunIndex run = index.run("a").orElseThrow();
    assertThat(run.stopDocument().orElseThrow().get("time").asInt()).isEqualTo(2);
    assertThat(run.notes())
        .anySatisfy(n -> assertThat(n).contains("event document with key 'x' twice"))
        .anySatisfy(n -> assertThat(n).contains("stop document with key 'time' twice"));
    assertThatThrownBy(
            () -> Passes.strict(start("a"), descriptor("d", "a"), event("d", 1, "'x': 1, 'x': 2")))
        .hasMessageContaining("key 'x' stands twice");
  }

  @Test
  void dataKeysThatTheDescriptorDoesNotDeclareAreANote() {
    String[] documents = {
      start("a"),
      descriptor("d", "a"),
      event("d", 1, "'y': 1"),
      event("d", 2, "'y': 1"),
      event("d", 3)
    };
    GroupIndex index = Passes.of(documents);
    assertThat(index.faultCount()).isZero();
    assertThat(index.run("a").orElseThrow().notes())
        .containsExactly(
            "stream 'primary': the event has data keys [y], its descriptor 'd' declares [x] (2"
                + " times)");
    assertThatThrownBy(() -> Passes.strict(documents))
        .hasMessageContaining("[y]")
        .hasMessageContaining("[x]");
  }

  @Test
  void keysOfStreamResourcesNeedNotBeInEvents() {
    GroupIndex index =
        Passes.strict(
            start("a"),
            descriptor("d", "a", "primary", "'x': {}, 'img': {'external': 'STREAM:'}"),
            event("d", 1));
    assertThat(index.run("a").orElseThrow().notes()).isEmpty();
  }

  @Test
  void resourcesWithoutRunGoToTheRunWhoseDatumsUseThem() {
    String resource =
        Doc.of(
            "stream_resource",
            "{'uid': 'r', 'data_key': 'img', 'mimetype': 'x/y', 'uri': 'file:///x'}");
    String key = "'img': {'external': 'STREAM:', 'shape': [1]}";
    GroupIndex index =
        Passes.of(
            start("a"),
            start("b"),
            descriptor("d", "a", "primary", key),
            descriptor("e", "b", "primary", key),
            resource,
            RejectedDocumentsTest.streamDatum(1, 3, 0, 2));
    assertThat(Passes.fates(index, 0, 6)).containsExactly("a", "b", "a", "b", "a", "a");
    assertThat(index.run("a").orElseThrow().external("primary").get("img").frames().count())
        .isEqualTo(2);
    assertThat(index.run("a").orElseThrow().notes()).isEmpty();
  }

  @Test
  void oldResourcesWithoutRunGoToTheRunWhoseEventsUseThem() {
    String key = "'img': {'external': 'FILESTORE:', 'shape': [2, 2]}";
    GroupIndex index =
        Passes.of(
            start("a"),
            start("b"),
            descriptor("d", "a", "primary", key),
            Doc.of(
                "resource", "{'uid': 'r', 'spec': 'AD_TIFF', 'root': '/', 'resource_path': 'x'}"),
            Doc.of("datum", "{'resource': 'r', 'datum_id': 'r/0', 'datum_kwargs': {}}"),
            event("d", 1, "'img': 'r/0'"));
    assertThat(Passes.fates(index, 0, 6)).containsExactly("a", "b", "a", "a", "a", "a");
    assertThat(index.run("a").orElseThrow().external("primary").get("img").frames().count())
        .isEqualTo(1);
  }

  @Test
  void datumMayComeBeforeItsResource() {
    String key = "'img': {'external': 'FILESTORE:', 'shape': [2, 2]}";
    String resource =
        Doc.of("resource", "{'uid': 'r', 'spec': 'X', 'root': '/', 'resource_path': 'x'}");
    String datum = Doc.of("datum", "{'resource': 'r', 'datum_id': 'q', 'datum_kwargs': {}}");
    String use = event("d", 1, "'img': 'q'");
    List<List<String>> orders = new ArrayList<>();
    orders.add(List.of(resource, datum, use));
    orders.add(List.of(datum, resource, use));
    orders.add(List.of(use, datum, resource));
    for (List<String> order : orders) {
      List<String> documents = new ArrayList<>();
      documents.add(start("a"));
      documents.add(descriptor("d", "a", "primary", key));
      documents.addAll(order);
      GroupIndex index = Passes.of(documents.toArray(String[]::new));
      assertThat(index.run("a").orElseThrow().external("primary").get("img").frames().count())
          .isEqualTo(1);
    }
  }

  @Test
  void unequalStreamDatumIsMappedAsFarAsItGoesAndNoted() {
    String[] documents = {
      start("a"),
      descriptor("d", "a", "primary", "'img': {'external': 'STREAM:', 'shape': [1]}"),
      Doc.of(
          "stream_resource",
          "{'uid': 'r', 'data_key': 'img', 'mimetype': 'x/y', 'uri': 'file:///x'}"),
      RejectedDocumentsTest.streamDatum(1, 6, 0, 3)
    };
    RunIndex run = Passes.of(documents).run("a").orElseThrow();
    assertThat(run.external("primary").get("img").frames().count()).isEqualTo(3);
    assertThat(run.notes()).singleElement().asString().contains("[1, 6)").contains("[0, 3)");
    assertThatThrownBy(() -> Passes.strict(documents))
        .hasMessageContaining("5 seq_nums from 1 for 3");
  }
}
