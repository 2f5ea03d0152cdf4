package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against one bit at a time. */
class BitTransposeTest {
  private final Random random = new Random(3);

  @Test
  void everyElementSizeAndBlockLengthIsUndone() {
    BitTranspose transpose = new BitTranspose();
    for (int size = 1; size <= 12; size++) {
      for (int n : new int[] {8, 16, 56, 64, 72, 128, 192, 200, 512, 4096}) {
        check(transpose, n, size, 256);
      }
    }
  }

  @Test
  void countsWhoseHighBytesAreMostlyZeroAreUndone() {
    BitTranspose transpose = new BitTranspose();
    for (int n : new int[] {64, 640, 4096}) {
      check(transpose, n, 2, 1);
      check(transpose, n, 2, 2);
    }
  }

  /** Values of later bytes below {@code high}: 1 for none, 2 for a few bits in a few places. */
  private void check(BitTranspose transpose, int n, int size, int high) {
    byte[] plain = new byte[n * size];
    for (int i = 0; i < plain.length; i++) {
      boolean isFirst = i % size == 0;
      plain[i] =
          (byte)
              (isFirst || high == 256
                  ? random.nextInt(256)
                  : random.nextInt(300) == 0 ? random.nextInt(high) : 0);
    }
    byte[] shuffled = shuffled(plain, n, size);
    byte[] out = new byte[n * size + 20];
    random.nextBytes(out);
    byte[] before = out.clone();
    transpose.undo(shuffled, 5, out, 7, n, size);
    for (int i = 0; i < out.length; i++) {
      boolean isInside = i >= 7 && i < 7 + plain.length;
      assertThat(out[i])
          .as("byte %d of %d elements of %d bytes", i - 7, n, size)
          .isEqualTo(isInside ? plain[i - 7] : before[i]);
    }
  }

  // Bit k of byte b of all elements stands together, after five bytes that do not belong to it.
  private static byte[] shuffled(byte[] plain, int n, int size) {
    byte[] bits = new byte[n * size + 5];
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < size; b++) {
        for (int k = 0; k < 8; k++) {
          int bit = plain[i * size + b] >>> k & 1;
          int at = (8 * b + k) * n + i;
          bits[5 + at / 8] |= (byte) (bit << at % 8);
        }
      }
    }
    return bits;
  }
}
