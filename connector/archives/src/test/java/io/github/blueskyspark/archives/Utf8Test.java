package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected places follow RFC 3629, section 4. */
class Utf8Test {
  private static int fault(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return Utf8.firstFault(bytes, 0, bytes.length);
  }

  @Test
  void charactersOfOneToFourBytesAreFine() {
    byte[] bytes = "aé€😀".getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(-1);
  }

  @Test
  void theFirstAndLastCharacterOfEachLengthAreFine() {
    assertThat(fault("00" + "7f" + "c280" + "dfbf" + "e0a080" + "efbfbf")).isEqualTo(-1);
    assertThat(fault("f0908080" + "f48fbfbf")).isEqualTo(-1);
  }

  @Test
  void noBytesHaveNoFault() {
    assertThat(fault("")).isEqualTo(-1);
  }

  @Test
  void overlongFormsAreFaults() {
    assertThat(fault("41c080")).isEqualTo(1);
    assertThat(fault("41c1bf")).isEqualTo(1);
    assertThat(fault("e09fbf")).isZero();
    assertThat(fault("f08fbfbf")).isZero();
  }

  @Test
  void surrogatesAreFaultsAndTheirNeighboursAreNot() {
    assertThat(fault("eda080")).isZero();
    assertThat(fault("edbfbf")).isZero();
    assertThat(fault("ed9fbf" + "ee8080")).isEqualTo(-1);
  }

  @Test
  void nothingLiesAboveTheLastCodePoint() {
    assertThat(fault("f4908080")).isZero();
    assertThat(fault("f5808080")).isZero();
    assertThat(fault("ff")).isZero();
  }

  @Test
  void aLoneContinuationByteIsAFault() {
    assertThat(fault("616280")).isEqualTo(2);
  }

  @Test
  void aCharacterCutByTheRangeIsAFaultAtItsLead() {
    byte[] euro = "a€".getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.firstFault(euro, 0, 3)).isEqualTo(1);
    assertThat(Utf8.firstFault(euro, 2, 4)).isEqualTo(2);
  }

  @Test
  void aLetterInPlaceOfALaterByteIsAFaultAtTheLead() {
    assertThat(fault("61" + "e28241")).isEqualTo(1);
    assertThat(fault("61" + "f09f9841")).isEqualTo(1);
  }
}
