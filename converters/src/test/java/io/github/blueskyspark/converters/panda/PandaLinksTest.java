package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.panda.PandaLinks.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PandaLinksTest {
  private final PandaLinks links = new PandaLinks();

  private PandaLinks.Cursor cursor() {
    return links.of("a.h5").cursor();
  }

  private Object[] cells(long at) {
    return cells(cursor(), at);
  }

  private static Object[] cells(PandaLinks.Cursor cursor, long at) {
    cursor.seek(at);
    Object run = cursor.run() == null ? null : cursor.run().toString();
    long seqNum = cursor.seqNum();
    return new Object[] {run, seqNum == PandaLinks.NO_EVENT ? null : seqNum};
  }

  @Test
  void aFileThatNoRunUsesHasNoLinks() {
    assertThat(cells(0)).containsOnlyNulls();
    assertThat(PandaLinks.none().runs()).isZero();
  }

  @Test
  void rowsOfAnEventShareItsNumber() {
    links.use("a.h5", "run1");
    links.add("a.h5", new Span("run1", 0, 6, 2, 1));
    links.finish();
    assertThat(cells(0)).containsExactly("run1", 1L);
    assertThat(cells(1)[1]).isEqualTo(1L);
    assertThat(cells(2)[1]).isEqualTo(2L);
    assertThat(cells(5)[1]).isEqualTo(3L);
  }

  @Test
  void rowsBehindTheLastEventHaveTheRunAlone() {
    links.use("a.h5", "run1");
    links.add("a.h5", new Span("run1", 0, 6, 2, 1));
    links.finish();
    assertThat(cells(6)).containsExactly("run1", null);
  }

  @Test
  void spansAreFoundInAnyOrderOfTheirArrival() {
    links.use("a.h5", "run1");
    links.use("a.h5", "run2");
    links.add("a.h5", new Span("run2", 10, 12, 1, 1));
    links.add("a.h5", new Span("run1", 0, 4, 1, 7));
    links.finish();
    assertThat(cells(3)).containsExactly("run1", 10L);
    assertThat(cells(11)).containsExactly("run2", 2L);
    assertThat(links.runs()).isEqualTo(2);
  }

  @Test
  void rowsBetweenTheRunsOfASharedFileBelongToNone() {
    links.use("a.h5", "run1");
    links.use("a.h5", "run2");
    links.add("a.h5", new Span("run1", 0, 4, 1, 1));
    links.finish();
    assertThat(cells(5)).containsOnlyNulls();
  }

  @Test
  void aCursorGoesOnThroughSpansAndGaps() {
    links.use("a.h5", "run1");
    links.add("a.h5", new Span("run1", 2, 6, 2, 1));
    links.add("a.h5", new Span("run1", 8, 9, 1, 9));
    links.finish();
    PandaLinks.Cursor cursor = cursor();
    List<Object> found = new ArrayList<>();
    for (long at = 0; at < 10; at++) {
      found.add(cells(cursor, at)[1]);
    }
    assertThat(found).containsExactly(null, null, 1L, 1L, 2L, 2L, null, null, 9L, null);
  }
}
