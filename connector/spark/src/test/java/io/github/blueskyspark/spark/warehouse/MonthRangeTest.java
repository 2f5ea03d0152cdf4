package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.predicates.TimeRange;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthRangeTest {
  private static int month(int year, int month) {
    return 12 * year + month;
  }

  private static MonthRange range(String since, String until) {
    return MonthRange.of(TimeRange.parse(since, until, ZoneOffset.UTC));
  }

  @Test
  void monthsBetweenTwoDaysAreWholeAndThoseOfTheDaysAreNot() {
    MonthRange range = range("2024-05-10", "2024-08-10");
    assertThat(range.mayHold(month(2024, 4))).isFalse();
    assertThat(range.mayHold(month(2024, 5))).isTrue();
    assertThat(range.mayHold(month(2024, 8))).isTrue();
    assertThat(range.mayHold(month(2024, 9))).isFalse();
    assertThat(range.holdsAll(month(2024, 5))).isFalse();
    assertThat(range.holdsAll(month(2024, 6))).isTrue();
    assertThat(range.holdsAll(month(2024, 8))).isFalse();
  }

  @Test
  void theTurnOfAMonthBelongsToBothMonths() {
    MonthRange range = range("2024-06-01", "");
    assertThat(range.mayHold(month(2024, 5))).isTrue();
    assertThat(range.holdsAll(month(2024, 6))).isFalse();
    assertThat(range.holdsAll(month(2024, 7))).isTrue();
  }

  @Test
  void anOpenRangeHoldsEveryMonth() {
    MonthRange range = MonthRange.of(TimeRange.always());
    assertThat(range.mayHold(month(1, 1))).isTrue();
    assertThat(range.holdsAll(month(9999, 12))).isTrue();
  }

  @Test
  void whatHasNoTimeIsAlwaysLookedAt() {
    assertThat(range("2024", "2025").mayHold(StoredFile.NO_MONTH)).isTrue();
    assertThat(range("2024", "2025").holdsAll(StoredFile.NO_MONTH)).isFalse();
  }

  @Test
  void timesBeyondTheCalendarAreNoError() {
    assertThat(range("1e30", "").mayHold(month(2024, 1))).isFalse();
  }

  @Test
  void conditionsOnTheColumnSayTheSame() {
    long micros = 1_717_500_000_000_000L; // June 2024
    List<ColumnFilter> filters =
        List.of(
            new ColumnFilter("start_time", ColumnFilter.Test.GE, List.of(micros)),
            new ColumnFilter("scan_id", ColumnFilter.Test.LT, List.of(1L)));
    MonthRange range = MonthRange.of(filters, "start_time");
    assertThat(range.mayHold(month(2024, 5))).isFalse();
    assertThat(range.mayHold(month(2024, 6))).isTrue();
    assertThat(range.mayHold(month(2030, 1))).isTrue();
  }
}
