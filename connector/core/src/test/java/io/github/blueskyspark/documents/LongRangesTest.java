package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.documents.LongRanges.Range;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LongRangesTest {
  @Test
  void numbersThatFollowEachOtherAreOneRange() {
    LongRanges ranges = new LongRanges();
    for (long n : new long[] {1, 2, 5, 4, 3}) {
      assertThat(ranges.add(n)).isTrue();
    }
    assertThat(ranges.add(3)).isFalse();
    assertThat(ranges.ranges()).containsExactly(new Range(1, 6));
    assertThat(ranges.count()).isEqualTo(5);
  }

  @Test
  void emptyRangesAddNothing() {
    LongRanges ranges = new LongRanges();
    ranges.addRange(4, 4);
    ranges.addRange(5, 3);
    assertThat(ranges.ranges()).isEmpty();
  }

  @Test
  void agreesWithASetOfNumbers() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      LongRanges ranges = new LongRanges();
      TreeSet<Long> set = new TreeSet<>();
      for (int i = 0; i < 40; i++) {
        long from = random.nextInt(60);
        if (random.nextBoolean()) {
          assertThat(ranges.add(from)).as("seed %d", seed).isEqualTo(set.add(from));
        } else {
          long to = from + random.nextInt(8);
          ranges.addRange(from, to);
          for (long n = from; n < to; n++) {
            set.add(n);
          }
        }
        assertThat(ranges.count()).as("seed %d", seed).isEqualTo(set.size());
      }
      for (long n = -1; n < 70; n++) {
        assertThat(ranges.contains(n)).as("seed %d, %d", seed, n).isEqualTo(set.contains(n));
      }
      long last = Long.MIN_VALUE;
      for (Range range : ranges.ranges()) {
        assertThat(range.start()).as("seed %d", seed).isGreaterThan(last);
        last = range.stop();
      }
    }
  }
}
