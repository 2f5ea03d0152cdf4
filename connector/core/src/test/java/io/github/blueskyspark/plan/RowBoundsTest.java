package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowBoundsTest {
  private static final long FIRST = Long.MIN_VALUE;
  private static final long LAST = Long.MAX_VALUE;

  private static ColumnFilter seq(ColumnFilter.Test test, Serializable... values) {
    return new ColumnFilter("seq_num", test, List.of(values));
  }

  private static RowBounds bounds(long from, long to) {
    return new RowBounds(from, to, Optional.empty());
  }

  @Test
  void comparisonsBecomeHalfOpenRanges() {
    assertThat(RowBounds.of(List.of())).isEqualTo(bounds(FIRST, LAST));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.EQ, 5L)))).isEqualTo(bounds(5, 6));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.LT, 5L)))).isEqualTo(bounds(FIRST, 5));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.LE, 5L)))).isEqualTo(bounds(FIRST, 6));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.GT, 5L)))).isEqualTo(bounds(6, LAST));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.GE, 5L)))).isEqualTo(bounds(5, LAST));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.IN, 9L, 2L, 4L))))
        .isEqualTo(bounds(2, 10));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.NOT_NULL))))
        .isEqualTo(bounds(FIRST, LAST));
  }

  @Test
  void conditionsNarrowEachOther() {
    assertThat(
            RowBounds.of(
                List.of(
                    seq(ColumnFilter.Test.GE, 3L),
                    seq(ColumnFilter.Test.LT, 8L),
                    seq(ColumnFilter.Test.GT, 1L))))
        .isEqualTo(bounds(3, 8));
  }

  @Test
  void greatestNumberDoesNotOverflow() {
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.LE, LAST))))
        .isEqualTo(bounds(FIRST, LAST));
  }

  @Test
  void othersThanWholeNumbersLeaveEverything() {
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.EQ, 5.0))))
        .isEqualTo(bounds(FIRST, LAST));
    assertThat(RowBounds.of(List.of(seq(ColumnFilter.Test.IN, 5L, "6"))))
        .isEqualTo(bounds(FIRST, LAST));
    assertThat(RowBounds.of(List.of(new ColumnFilter("x", ColumnFilter.Test.EQ, List.of(5L)))))
        .isEqualTo(bounds(FIRST, LAST));
  }

  @Test
  void streamsOfSeveralConditionsIntersect() {
    ColumnFilter two = new ColumnFilter("stream", ColumnFilter.Test.IN, List.of("a", "b"));
    ColumnFilter one = new ColumnFilter("stream", ColumnFilter.Test.EQ, List.of("b"));
    ColumnFilter other = new ColumnFilter("stream", ColumnFilter.Test.EQ, List.of("c"));
    assertThat(RowBounds.of(List.of(two, one)).streams()).contains(Set.of("b"));
    assertThat(RowBounds.of(List.of(two)).has("a")).isTrue();
    assertThat(RowBounds.of(List.of(two)).has("c")).isFalse();
    assertThat(RowBounds.of(List.of(one, other)).streams()).contains(Set.of());
    assertThat(RowBounds.of(List.of()).has("anything")).isTrue();
  }

  @Test
  void beginningOfAStreamNameDoesNotNarrow() {
    ColumnFilter starts = new ColumnFilter("stream", ColumnFilter.Test.STARTS_WITH, List.of("p"));
    assertThat(RowBounds.of(List.of(starts)).streams()).isEmpty();
  }

  @Test
  void splitNarrowsToItsStreamAndRows() {
    RowBounds narrowed = bounds(3, 100).within(1, 50, "primary");
    assertThat(narrowed).isEqualTo(new RowBounds(3, 50, Optional.of(Set.of("primary"))));
    assertThat(narrowed.from(1)).isEqualTo(3);
    assertThat(narrowed.from(10)).isEqualTo(10);
    assertThat(narrowed.to(60)).isEqualTo(50);
    assertThat(narrowed.to(20)).isEqualTo(20);
  }
}
