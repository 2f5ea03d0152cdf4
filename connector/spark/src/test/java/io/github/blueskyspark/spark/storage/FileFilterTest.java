package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileFilterTest {

  /** 2026-01-31T00:00:00Z. */
  private static final long LAST_OF_JANUARY = 1_769_817_600_000L;

  private static FileFilter filter(String key, String value, String zone) {
    return FileFilter.of(OptionValues.parse(Map.of(key, value, "timeZone", zone)));
  }

  @Test
  void withoutOptionsEveryFileIsKept() {
    FileFilter all = FileFilter.of(OptionValues.parse(Map.of("timeZone", "UTC")));
    assertThat(all.keeps("a.jsonl", 0)).isTrue();
    assertThat(all.keeps("", LAST_OF_JANUARY)).isTrue();
  }

  @Test
  void globsAreForTheWholeName() {
    FileFilter some = filter("pathGlobFilter", "*.{jsonl,msgpack}", "UTC");
    assertThat(some.keeps("a.jsonl", 0)).isTrue();
    assertThat(some.keeps("a.msgpack", 0)).isTrue();
    assertThat(some.keeps("a.jsonl.gz", 0)).isFalse();
  }

  @Test
  void bothTimesAreExclusive() {
    FileFilter after = filter("modifiedAfter", "2026-01-31T00:00:00", "UTC");
    assertThat(after.keeps("a", LAST_OF_JANUARY)).isFalse();
    assertThat(after.keeps("a", LAST_OF_JANUARY + 1)).isTrue();
    FileFilter before = filter("modifiedBefore", "2026-01-31T00:00:00", "UTC");
    assertThat(before.keeps("a", LAST_OF_JANUARY)).isFalse();
    assertThat(before.keeps("a", LAST_OF_JANUARY - 1)).isTrue();
  }

  @Test
  void timesAreThoseOfTheZoneUnlessTheyNameTheirOwn() {
    long hour = 3_600_000;
    assertThat(filter("modifiedAfter", "2026-01-31T00:00:00", "Europe/Berlin").after())
        .isEqualTo(LAST_OF_JANUARY - hour);
    assertThat(filter("modifiedAfter", "2026-01-31T00:00:00Z", "Europe/Berlin").after())
        .isEqualTo(LAST_OF_JANUARY);
    assertThat(filter("modifiedAfter", "2026-01-31T00:00:00+02:00", "UTC").after())
        .isEqualTo(LAST_OF_JANUARY - 2 * hour);
  }

  @Test
  void daysAndBlanksAreUnderstoodToo() {
    assertThat(filter("modifiedBefore", "2026-01-31", "UTC").before()).isEqualTo(LAST_OF_JANUARY);
    assertThat(filter("modifiedBefore", " 2026-01-31 00:00:00 ", "UTC").before())
        .isEqualTo(LAST_OF_JANUARY);
  }

  @Test
  void whatIsNoTimeIsRefusedNamingOptionAndValue() {
    assertThatThrownBy(() -> filter("modifiedAfter", "2026-02-30", "UTC"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("option 'modifiedAfter'")
        .hasMessageContaining("'2026-02-30'");
  }

  @Test
  void whatIsNoGlobIsRefusedNamingOptionAndValue() {
    assertThatThrownBy(() -> filter("pathGlobFilter", "[a", "UTC"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("option 'pathGlobFilter'")
        .hasMessageContaining("'[a'");
  }
}
