package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
  /** Seconds from Python: {@code datetime(…, tzinfo=ZoneInfo(zone)).timestamp()}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          2023;                                 UTC;              1672531200
          2023-11;                              UTC;              1698796800
          2023-11-15;                           UTC;              1700006400
          ' 2023-11-15 02 ';                    UTC;              1700013600
          2023-11-15 03:46;                     UTC;              1700019960
          2023-11-14 22:30:01;                  UTC;              1700001001
          2023-11-14T22:30:01;                  UTC;              1700001001
          2023-11-14 22:30:01.5;                UTC;              1700001001.5
          2023-11-15;                           America/New_York; 1700024400
          2023-11-15;                           Asia/Tokyo;       1699974000
          2023-11-15 02:00+01:00;               Asia/Tokyo;       1700010000
          2023-11-15 02:00 +0100;               Asia/Tokyo;       1700010000
          2023-11-15 02+01;                     Asia/Tokyo;       1700010000
          2023-11-15 01:00:00Z;                 Asia/Tokyo;       1700010000
          2023-11-15T01:00:00z;                 Asia/Tokyo;       1700010000
          2023-11-15Z;                          Asia/Tokyo;       1700006400
          2023-11-15T02:00+01:00[Europe/Paris]; Asia/Tokyo;       1700010000
          2023-11-15T02:00[Europe/Paris];       Asia/Tokyo;       1700010000
          2024-11-03 01:30-04:00;               America/New_York; 1730611800
          2024-11-03 01:30-05:00;               America/New_York; 1730615400
          2024-03-10 03:00;                     America/New_York; 1710054000
          2018-11-04;                           America/Sao_Paulo; 1541300400
          1700030000.0;                         UTC;              1700030000
          1.7e9;                                UTC;              1700000000
          0;                                    Asia/Tokyo;       0
          -5;                                   UTC;              -5
          +5;                                   UTC;              5
          202311;                               UTC;              202311
          """)
  void readsTheTime(String text, String zone, BigDecimal seconds) {
    TimeRange since = TimeRange.parse(text, "", ZoneId.of(zone));
    assertThat(since.since().orElseThrow()).isEqualByComparingTo(seconds);
    assertThat(since.until()).isEmpty();
    assertThat(TimeRange.parse(" ", text, ZoneId.of(zone)).until().orElseThrow())
        .isEqualByComparingTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          2024-03-10 02:30; America/New_York; 2024-03-10 02:30; does not exist; 2024-03-10 02:30-05:00
          2024-11-03 01:30; America/New_York; ambiguous;        offset;         -04:00
          2024-11-03 01;    America/New_York; ambiguous;        offset;         -05:00
          yesterday;        UTC;              yesterday;        date;           2024-06-30
          2023-13;          UTC;              2023-13;          Month;          since
          2023-02-29;       UTC;              2023-02-29;       leap;           since
          2023-11-15 25;    UTC;              2023-11-15 25;    Hour;           since
          2023-11-15 2;     UTC;              2023-11-15 2;     neither;        since
          2023-1-5;         UTC;              2023-1-5;         neither;        since
          2023-05 12:00;    UTC;              2023-05 12:00;    neither;        since
          1e400;            UTC;              1e400;            large;          since
          NaN;              UTC;              NaN;              neither;        since
          2023-11-15[Mars]; UTC;              2023-11-15[Mars]; Mars;           since
          """)
  void refusesTheTime(String text, String zone, String word, String second, String third) {
    assertThatThrownBy(() -> TimeRange.parse(text, "", ZoneId.of(zone)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("option 'since': Cannot read time '" + text + "'")
        .hasMessageContainingAll(word, second, third);
  }

  @Test
  void rangeIsHalfOpen() {
    TimeRange range = TimeRange.parse("2023-11-14", "2023-11-15", ZoneOffset.UTC);
    assertThat(range.contains(1_699_920_000.0)).isTrue();
    assertThat(range.contains(Math.nextDown(1_699_920_000.0))).isFalse();
    assertThat(range.contains(Math.nextDown(1_700_006_400.0))).isTrue();
    assertThat(range.contains(1_700_006_400.0)).isFalse();
    assertThat(range.contains(Queries.json("1699920000"))).isTrue();
    assertThat(range.contains(Queries.json("1700006400"))).isFalse();
    assertThat(range.contains(Queries.json("1699920000.25"))).isTrue();
    assertThat(range.contains(Queries.json("'1699920000'"))).isFalse();
    assertThat(range).isEqualTo(between("2023-11-14T00:00:00Z", "2023-11-15T00:00:00Z"));
  }

  private static TimeRange between(String since, String until) {
    return TimeRange.between(Instant.parse(since), Instant.parse(until));
  }

  @Test
  void fractionMeansThePrintedDouble() {
    double time = 1718101167.1;
    assertThat(TimeRange.parse("1718101167.1", "", ZoneOffset.UTC).contains(time)).isTrue();
    assertThat(TimeRange.parse("", "1718101167.1", ZoneOffset.UTC).contains(time)).isFalse();
    TimeRange written = TimeRange.parse("2024-06-11 10:19:27.1", "", ZoneOffset.UTC);
    assertThat(written.contains(time)).isTrue();
  }

  @Test
  void zeroIsATime() {
    TimeRange since = TimeRange.parse("0", "", ZoneOffset.UTC);
    assertThat(since.contains(-1)).isFalse();
    assertThat(since.contains(0)).isTrue();
    TimeRange until = TimeRange.parse("", "0", ZoneOffset.UTC);
    assertThat(until.contains(0)).isFalse();
    assertThat(until.contains(-1)).isTrue();
  }

  @Test
  void runWithoutATimeIsOnlyInTheOpenRange() {
    TimeRange open = TimeRange.parse("", "  ", ZoneOffset.UTC);
    assertThat(open.isOpen()).isTrue();
    assertThat(open.contains(Double.NaN)).isTrue();
    assertThat(open.contains(Queries.json("{}").path("time"))).isTrue();
    TimeRange since = TimeRange.parse("1970", "", ZoneOffset.UTC);
    assertThat(since.contains(Double.NaN)).isFalse();
    assertThat(since.contains(Queries.json("{}").path("time"))).isFalse();
  }

  @Test
  void sinceAfterUntilIsRefusedAndEqualIsEmpty() {
    assertThatThrownBy(() -> TimeRange.parse("2024", "2023", ZoneOffset.UTC))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("since '2024'", "until '2023'");
    assertThat(TimeRange.parse("2024", "2024", ZoneOffset.UTC).contains(1_704_067_200)).isFalse();
  }

  @Test
  void zoneIsTheSessionsUnlessNamed() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    assertThat(TimeRange.zone(" ", tokyo)).isEqualTo(tokyo);
    assertThat(TimeRange.zone("Europe/Berlin", tokyo)).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(TimeRange.zone("+01:00", tokyo)).isEqualTo(ZoneOffset.ofHours(1));
    assertThatThrownBy(() -> TimeRange.zone("Mars/Olympus", tokyo))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("Mars/Olympus");
    assertThatThrownBy(() -> TimeRange.zone("Europe/Berlni", tokyo))
        .hasMessageContaining("Did you mean 'Europe/Berlin'");
  }
}
