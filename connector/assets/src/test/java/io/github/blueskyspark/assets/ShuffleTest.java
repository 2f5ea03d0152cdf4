package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffleTest {
  @ParameterizedTest
  @CsvSource({
    "2, 00020406080a 01030507090b, 000102030405060708090a0b",
    "3, 000306 010407 020508, 000102030405060708",
    "4, 011121 021222 031323 041424, 010203041112131421222324",
    "8, 00080109020a030b040c050d060e070f, 000102030405060708090a0b0c0d0e0f"
  })
  void bytesOfAnElementComeTogether(int size, String stored, String plain) {
    String hex = stored.replace(" ", "");
    assertThat(Blocks.hex(new Shuffle(size).decode(Blocks.of(hex), empty(), -1, 100)))
        .isEqualTo(plain);
  }

  @Test
  void eightElementsOfFourBytesTakeTheWidePathToo() {
    String stored = "0001020304050607" + "1011121314151617" + "20".repeat(8) + "3031323334353637";
    assertThat(Blocks.hex(new Shuffle(4).decode(Blocks.of(stored), empty(), -1, 100)))
        .isEqualTo(
            "00102030"
                + "01112031"
                + "02122032"
                + "03132033"
                + "04142034"
                + "05152035"
                + "06162036"
                + "07172037");
  }

  @Test
  void nineElementsOfEightBytesLeaveOneForTheSlowPath() {
    StringBuilder stored = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int b = 0; b < 8; b++) {
      for (int i = 0; i < 9; i++) {
        stored.append(b).append(i);
      }
    }
    for (int i = 0; i < 9; i++) {
      for (int b = 0; b < 8; b++) {
        plain.append(b).append(i);
      }
    }
    assertThat(Blocks.hex(new Shuffle(8).decode(Blocks.of(stored.toString()), empty(), -1, 100)))
        .isEqualTo(plain.toString());
  }

  @Test
  void bytesBehindTheLastWholeElementStayWhereTheyAre() {
    assertThat(Blocks.hex(new Shuffle(2).decode(Blocks.of("00020103ff"), empty(), -1, 9)))
        .isEqualTo("00010203ff");
  }

  @Test
  void elementsOfOneByteAreNotTouched() {
    assertThat(Blocks.hex(new Shuffle(1).decode(Blocks.of("030201"), empty(), -1, 9)))
        .isEqualTo("030201");
  }

  private static Block empty() {
    return new Block(Blocks.WHERE);
  }
}
