package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.panda.PandaLinks.Span;
import org.junit.jupiter.api.Test;

class PandaLinksTest {
  private final PandaLinks links = new PandaLinks();

  private Object[] cells(long row) {
    Object[] cells = new Object[5];
    links.fill("a.h5", row, cells);
    return cells;
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
    assertThat(cells(0)).containsExactly(null, null, null, "run1", 1L);
    assertThat(cells(1)[4]).isEqualTo(1L);
    assertThat(cells(2)[4]).isEqualTo(2L);
    assertThat(cells(5)[4]).isEqualTo(3L);
  }

  @Test
  void rowsBehindTheLastEventHaveTheRunAlone() {
    links.use("a.h5", "run1");
    links.add("a.h5", new Span("run1", 0, 6, 2, 1));
    links.finish();
    assertThat(cells(6)).containsExactly(null, null, null, "run1", null);
  }

  @Test
  void spansAreFoundInAnyOrderOfTheirArrival() {
    links.use("a.h5", "run1");
    links.use("a.h5", "run2");
    links.add("a.h5", new Span("run2", 10, 12, 1, 1));
    links.add("a.h5", new Span("run1", 0, 4, 1, 7));
    links.finish();
    assertThat(cells(3)).containsExactly(null, null, null, "run1", 10L);
    assertThat(cells(11)).containsExactly(null, null, null, "run2", 2L);
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
}
