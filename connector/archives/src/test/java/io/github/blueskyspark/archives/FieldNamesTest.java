package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldNamesTest {
  private final FieldNames names = new FieldNames();

  private String of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return names.of(bytes, 0, bytes.length);
  }

  @Test
  void aNameSeenBeforeIsTheSameString() {
    assertThat(of("seq_num")).isEqualTo("seq_num").isSameAs(of("seq_num"));
  }

  @Test
  void onlyTheGivenRangeIsTheName() {
    byte[] bytes = "xx_uid_xx".getBytes(StandardCharsets.US_ASCII);
    assertThat(names.of(bytes, 3, 6)).isEqualTo("uid");
    assertThat(names.of(bytes, 3, 3)).isEmpty();
  }

  @Test
  void namesThatMeetInOneSlotStayApart() {
    // "Aa" and "BB" have the same polynomial hash of 31.
    assertThat(of("Aa")).isEqualTo("Aa");
    assertThat(of("BB")).isEqualTo("BB");
    assertThat(of("Aa")).isEqualTo("Aa");
    assertThat(of("AaBB")).isEqualTo("AaBB");
    assertThat(of("BBAa")).isEqualTo("BBAa");
  }

  @Test
  void moreNamesThanSlotsAreAllRight() {
    for (int round = 0; round < 2; round++) {
      IntStream.range(0, 5000).forEach(i -> assertThat(of("key_" + i)).isEqualTo("key_" + i));
    }
  }

  @Test
  void laterChangesOfTheBufferDoNotReachAName() {
    byte[] bytes = "time".getBytes(StandardCharsets.US_ASCII);
    String before = names.of(bytes, 0, 4);
    bytes[0] = 'l';
    assertThat(names.of(bytes, 0, 4)).isEqualTo("lime");
    assertThat(before).isEqualTo("time");
    assertThat(of("time")).isEqualTo("time");
  }

  @Test
  void textBeyondAsciiAndLongNamesAreSpelledRight() {
    assertThat(of("größe_µm")).isEqualTo("größe_µm");
    assertThat(of("n".repeat(64))).isEqualTo("n".repeat(64));
    assertThat(of("n".repeat(65))).isEqualTo("n".repeat(65));
  }
}
