package io.github.blueskyspark.documents;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.documents.StreamCensus.Verdict;
import io.github.blueskyspark.spi.Doc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamCensusTest {
  private static StreamCensus census(String... events) {
    List<String> documents = new ArrayList<>(List.of(start("a"), descriptor("d", "a")));
    documents.addAll(List.of(events));
    return Passes.of(documents.toArray(String[]::new)).run("a").orElseThrow().census("primary");
  }

  private static List<Verdict> verdicts(StreamCensus census, long... seqNums) {
    StreamCensus.Walk walk = census.walk();
    List<Verdict> verdicts = new ArrayList<>();
    for (long seqNum : seqNums) {
      verdicts.add(walk.next(seqNum));
    }
    return verdicts;
  }

  @Test
  void eventsThatFollowEachOtherAreAllCurrent() {
    StreamCensus census = census(event("d", 1), event("d", 2), event("d", 3));
    assertThat(census.events()).isEqualTo(3);
    assertThat(census.superseded()).isZero();
    assertThat(verdicts(census, 1, 2, 3)).containsOnly(Verdict.CURRENT);
  }

  @Test
  void afterARewindTheLaterEventsCount() {
    StreamCensus census =
        census(
            event("u1", "d", 1, "'x': 1"),
            event("u2", "d", 2, "'x': 2"),
            event("u3", "d", 3, "'x': 3"),
            event("u4", "d", 2, "'x': 4"),
            event("u5", "d", 3, "'x': 5"),
            event("u6", "d", 3, "'x': 6"));
    assertThat(census.events()).isEqualTo(6);
    assertThat(census.superseded()).isEqualTo(3);
    assertThat(census.seqNums().count()).isEqualTo(3);
    assertThat(verdicts(census, 1, 2, 3, 2, 3, 3))
        .containsExactly(
            Verdict.CURRENT,
            Verdict.SUPERSEDED,
            Verdict.SUPERSEDED,
            Verdict.CURRENT,
            Verdict.SUPERSEDED,
            Verdict.CURRENT);
  }

  @Test
  void anEventDeliveredTwiceIsOneEvent() {
    StreamCensus census = census(event("d", 1), event("d", 2), event("d", 1), event("d", 2));
    assertThat(census.events()).isEqualTo(2);
    assertThat(census.superseded()).isZero();
    assertThat(verdicts(census, 1, 2, 1, 2))
        .containsExactly(Verdict.CURRENT, Verdict.CURRENT, Verdict.REPEATED, Verdict.REPEATED);
  }

  @Test
  void repeatedUidWithOtherContentIsAnotherEvent() {
    StreamCensus census = census(event("u", "d", 1, "'x': 1"), event("u", "d", 1, "'x': 2"));
    assertThat(census.events()).isEqualTo(2);
    assertThat(verdicts(census, 1, 1)).containsExactly(Verdict.SUPERSEDED, Verdict.CURRENT);
  }

  @Test
  void wholeNumbersAndFloatsAreNotWordForWordTheSame() {
    assertThat(census(event("u", "d", 1, "'x': 1"), event("u", "d", 1, "'x': 1.0")).events())
        .isEqualTo(2);
    assertThat(census(event("u", "d", 1, "'x': NaN"), event("u", "d", 1, "'x': NaN")).events())
        .isEqualTo(1);
  }

  @Test
  void pagesCountEventByEvent() {
    String page =
        Doc.of(
            "event_page",
            "{'descriptor': 'd', 'uid': ['p', 'q'], 'seq_num': [1, 2], 'time': [1, 2],"
                + " 'data': {'x': [1, 2]}, 'timestamps': {}}");
    StreamCensus census = census(page, page, event("u", "d", 2, "'x': 9"));
    assertThat(census.events()).isEqualTo(3);
    assertThat(verdicts(census, 1, 2, 1, 2, 2))
        .containsExactly(
            Verdict.CURRENT,
            Verdict.SUPERSEDED,
            Verdict.REPEATED,
            Verdict.REPEATED,
            Verdict.CURRENT);
  }

  @Test
  void supersededEventsAreANoteOfTheRun() {
    GroupIndex index =
        Passes.of(
            start("a"),
            descriptor("d", "a"),
            event("u", "d", 1, "'x': 1"),
            event("v", "d", 1, "'x': 2"));
    assertThat(index.run("a").orElseThrow().notes())
        .containsExactly(
            "stream 'primary': 1 events were superseded by later ones with the same seq_num");
  }
}
