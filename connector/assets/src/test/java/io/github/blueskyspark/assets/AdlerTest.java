package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

/** Against the platform's own. */
class AdlerTest {
  @Test
  void everyLengthGivesThePlatformsChecksum() {
    byte[] bytes = new byte[3000];
    new Random(1).nextBytes(bytes);
    for (int length = 0; length < 2990; length++) {
      check(bytes, length % 9, length);
    }
  }

  @Test
  void theLargestBytesOverflowNothing() {
    byte[] bytes = new byte[1 << 20];
    java.util.Arrays.fill(bytes, (byte) 255);
    check(bytes, 0, bytes.length);
  }

  private static void check(byte[] bytes, int from, int length) {
    Adler32 oracle = new Adler32();
    oracle.update(bytes, from, length);
    assertThat(Adler.of(bytes, from, length)).isEqualTo((int) oracle.getValue());
  }
}
