package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.documents.FrameMap.Span;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameCutsTest {
  private static final List<FileRef> GROUP = List.of(new FileRef("mem:/a", 1, 1));

  private static FrameCuts.Work work(long rowBytes, long chunkRows, Span... spans) {
    return new FrameCuts.Work(0, "run", "primary", List.of(spans), rowBytes, chunkRows, Map.of());
  }

  private static Span span(long seqStart, long seqStop, long fileIndex) {
    return new Span("r", seqStart, seqStop, fileIndex, fileIndex);
  }

  private static List<String> cut(long target, FrameCuts.Work work) {
    List<String> shown = new ArrayList<>();
    for (Split split : new FrameCuts(target).cut(work, GROUP)) {
      Split.Frames f = (Split.Frames) split;
      shown.add(end(f.seqStart()) + ".." + end(f.seqStop()) + " " + f.weight());
    }
    return shown;
  }

  private static String end(long seq) {
    return seq == Long.MIN_VALUE || seq == Long.MAX_VALUE ? "" : Long.toString(seq);
  }

  @Test
  void cutsComeAtTheTarget() {
    assertThat(cut(30, work(10, 1, span(1, 11, 0))))
        .containsExactly("..4 30", "4..7 30", "7..10 30", "10.. 10");
  }

  @Test
  void noEmptySplitFollowsTheLastRow() {
    assertThat(cut(50, work(10, 1, span(1, 11, 0)))).containsExactly("..6 50", "6.. 50");
  }

  @Test
  void chunksStayWhole() {
    assertThat(cut(30, work(10, 4, span(1, 11, 0)))).containsExactly("..5 40", "5..9 40", "9.. 20");
  }

  @Test
  void chunksAreCountedInTheFile() {
    assertThat(cut(30, work(10, 4, span(1, 11, 2)))).containsExactly("..7 60", "7.. 40");
  }

  @Test
  void smallSpansShareASplit() {
    assertThat(cut(100, work(10, 1, span(1, 3, 0), span(5, 7, 0)))).containsExactly(".. 40");
  }

  @Test
  void rowsLargerThanTheTargetGoAlone() {
    assertThat(cut(5, work(10, 1, span(1, 4, 0)))).containsExactly("..2 10", "2..3 10", "3.. 10");
  }

  @Test
  void withoutRowsThereIsOneSplitForWhatIsNotAnnounced() {
    assertThat(cut(5, work(10, 1))).containsExactly(".. 0");
  }

  @Test
  void rowsWithoutBytesAreNotCut() {
    assertThat(cut(5, work(0, 1, span(1, 4, 0)))).containsExactly(".. 0");
  }

  @Test
  void splitsAreNeitherTinyNorHuge() {
    assertThat(FrameCuts.forTotal(1_000, 8).target()).isEqualTo(16_777_216);
    assertThat(FrameCuts.forTotal(1L << 50, 8).target()).isEqualTo(268_435_456);
    assertThat(FrameCuts.forTotal(2_000_000_000L, 10).target()).isEqualTo(50_000_000);
  }

  @Test
  void bytesOfHostileSpansDoNotOverflow() {
    FrameCuts.Work huge = work(1L << 40, 1, span(1, Long.MAX_VALUE, 0));
    assertThat(huge.bytes()).isEqualTo(2_305_843_009_213_693_952L);
    assertThat(work(8, 1, span(1, 11, 0), span(20, 25, 0)).bytes()).isEqualTo(120);
  }

  @Test
  void whatDocumentsAnnounceDoesNotMultiplySplits() {
    FrameCuts.Work huge = work(8, 1, span(1, Long.MAX_VALUE, 0));
    assertThat(new FrameCuts(16 << 20).cut(huge, GROUP).size()).isLessThan(30_000);
  }

  @Test
  void splitsKnowWhereTheirRowsLie() {
    FileRef file = new FileRef("mem:/frames.h5", 1000, 1);
    FrameCuts.Work work =
        new FrameCuts.Work(
            0,
            "run",
            "primary",
            List.of(span(1, 11, 0)),
            10,
            1,
            Map.of("r", new FrameCuts.Place(file, 10)));
    assertThat(new FrameCuts(50).cut(work, GROUP).stream().map(Split::parts))
        .containsExactly(
            List.of(new FilePart(file, 0, 501)), List.of(new FilePart(file, 500, 500)));
  }

  @Test
  void aRunWithoutArraysIsOneSplit() {
    assertThat(cut(100, work(1, 1))).containsExactly(".. 0");
  }
}
