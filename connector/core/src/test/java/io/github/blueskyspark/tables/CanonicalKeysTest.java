package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalKeysTest {
  private record Key(int document, int rank, double time, long seqNum, String uid) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparingInt(Key::rank)
          .thenComparingDouble(Key::time)
          .thenComparingLong(Key::seqNum)
          .thenComparing(Key::uid);

  private static CanonicalKeys keys(List<Key> all) {
    CanonicalKeys keys = new CanonicalKeys();
    all.forEach(k -> keys.add(k.document(), k.rank(), k.time(), k.seqNum(), k.uid()));
    return keys;
  }

  @Test
  void sortsAsAStableSortOfTheKeysDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Key> all = new ArrayList<>();
      int count = random.nextInt(70);
      for (int i = 0; i < count; i++) {
        double time = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(4) / 2.0;
        String uid = "event-" + random.nextInt(3) + "é".repeat(random.nextInt(2));
        all.add(new Key(i, random.nextInt(3), time, random.nextInt(3), uid));
      }
      List<Integer> wanted = all.stream().sorted(ORDER).map(Key::document).toList();
      assertThat(keys(all).sorted()).containsExactly(wanted.toArray(Integer[]::new));
      assertThat(keys(all.stream().sorted(ORDER).toList()).isSorted()).isTrue();
    }
  }

  @Test
  void seesThatSomethingIsOutOfOrder() {
    Key stop = new Key(0, 6, 0, 0, "");
    Key start = new Key(1, 0, 0, 0, "");
    assertThat(keys(List.of(stop, start)).isSorted()).isFalse();
    assertThat(keys(List.of()).isSorted()).isTrue();
  }
}
