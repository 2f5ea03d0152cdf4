package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.junit.jupiter.api.Test;

class SlotsTest {
  @Test
  void eachTaskHasANumberOfItsOwn() {
    for (int tasks : new int[] {1, 2, 7, 64, 10_000}) {
      int[] slots = Slots.of(tasks);
      int[] reached =
          Arrays.stream(slots)
              .map(n -> Math.floorMod(Murmur3_x86_32.hashInt(n, 42), tasks))
              .toArray();
      for (int i = 0; i < tasks; i++) {
        assertThat(reached[i]).isEqualTo(i);
      }
    }
  }
}
