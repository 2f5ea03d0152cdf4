package io.github.blueskyspark.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunShareTest {
  private static byte[] uid(int number) {
    return new UUID(number, 31L * number).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void eachRunIsInOneShare() {
    for (int i = 0; i < 1000; i++) {
      byte[] uid = uid(i);
      assertThat(IntStream.range(0, 7).filter(n -> new RunShare(n, 7).has(uid)).count())
          .isEqualTo(1);
    }
  }

  @Test
  void sharesAreAboutEven() {
    for (int n = 0; n < 4; n++) {
      RunShare share = new RunShare(n, 4);
      assertThat(IntStream.range(0, 4000).filter(i -> share.has(uid(i))).count())
          .isBetween(850L, 1150L);
    }
  }

  @Test
  void theWholeHasEveryRun() {
    assertThat(RunShare.WHOLE.isWhole()).isTrue();
    assertThat(RunShare.WHOLE.has(new byte[0])).isTrue();
    assertThat(RunShare.WHOLE.has(uid(5))).isTrue();
  }
}
