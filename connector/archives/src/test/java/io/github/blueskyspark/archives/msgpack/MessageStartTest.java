package io.github.blueskyspark.archives.msgpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MessageStartTest {
  /** {@code ["start", {"uid": "a"}]} as msgpack-python packs it. */
  private static final String START = "92a5737461727481a3756964a161";

  private final MessageStart start = new MessageStart();

  private boolean matches(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return start.matches(bytes, 0, bytes.length);
  }

  private boolean isKnown(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return start.isKnown(bytes, 0, bytes.length);
  }

  @Test
  void aNameAndAMapBeginAMessage() {
    assertThat(matches(START)).isTrue();
    assertThat(start.name()).isEqualTo("start");
    assertThat(start.document()).isEqualTo(7);
    assertThat(start.hasRunOut()).isFalse();
    assertThat(isKnown(START)).isTrue();
  }

  @Test
  void theNameMayBeBytesAsOldPackersWriteIt() {
    assertThat(matches("92c404" + "73746f70" + "80")).isTrue();
    assertThat(start.name()).isEqualTo("stop");
    assertThat(start.document()).isEqualTo(7);
  }

  @Test
  void theArrayMayHaveAWideHeader() {
    assertThat(matches("dc0002" + "a473746f70" + "80")).isTrue();
    assertThat(start.document()).isEqualTo(8);
  }

  @Test
  void anUnknownNameBeginsAMessageOfNoKnownKind() {
    assertThat(matches("92a3666f6f80")).isTrue();
    assertThat(start.name()).isEqualTo("foo");
    assertThat(isKnown("92a3666f6f80")).isFalse();
  }

  @Test
  void otherShapesAreNoMessage() {
    for (String other : new String[] {"93a161800a", "91a161", "81a16180", "920180", "92a161c0"}) {
      assertThat(matches(other)).as(other).isFalse();
      assertThat(start.hasRunOut()).as(other).isFalse();
    }
  }

  @Test
  void aNameLongerThanAnyIsNoMessage() {
    assertThat(matches("92d940" + "61".repeat(64) + "80")).isTrue();
    assertThat(matches("92d941" + "61".repeat(65) + "80")).isFalse();
    assertThat(start.hasRunOut()).isFalse();
  }

  @Test
  void bytesThatEndTooEarlyAreToldFromOtherShapes() {
    for (int bytes = 0; bytes < 8; bytes++) {
      String cut = START.substring(0, 2 * bytes);
      assertThat(matches(cut)).as(cut).isFalse();
      assertThat(start.hasRunOut()).as(cut).isTrue();
    }
    assertThat(matches(START.substring(0, 16))).isTrue();
  }
}
