package io.github.blueskyspark.archives.msgpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.archives.msgpack.MessageWalk.State;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as msgpack-python and msgpack-numpy pack them. */
class MessageWalkTest {
  private final MessageWalk walk = new MessageWalk();

  private State walk(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    walk.begin();
    return walk.scan(bytes, 0, bytes.length, true);
  }

  @Test
  void nestedContainersEndWithTheirLastValue() {
    // {"a": [1, 2], "b": {}} and a byte of the next message
    assertThat(walk("82a161920102a16280" + "92")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(9);
  }

  @Test
  void aScalarIsAWholeMessage() {
    assertThat(walk("c0")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(1);
    assertThat(walk("a3616263")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(4);
    assertThat(walk("90")).isEqualTo(State.COMPLETE);
  }

  @Test
  void bytesMayComeOneByOne() {
    byte[] bytes = HexFormat.of().parseHex("92a5737461727481a3756964a161");
    walk.begin();
    for (int limit = 1; limit < bytes.length; limit++) {
      assertThat(walk.scan(bytes, 0, limit, false)).isEqualTo(State.RUNNING);
    }
    assertThat(walk.scan(bytes, 0, bytes.length, false)).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(14);
  }

  @Test
  void aDeclaredLengthMovesThePlaceWithoutBytes() {
    assertThat(walk("c6ffffffff00")).isEqualTo(State.RUNNING);
    assertThat(walk.at()).isEqualTo(4294967300L);
  }

  @Test
  void aDeclaredCountNeedsItsValues() {
    assertThat(walk("ddffffffff010203")).isEqualTo(State.RUNNING);
    assertThat(walk.at()).isEqualTo(8);
  }

  @Test
  void theByteThatNoValueBeginsWithBreaksTheMessage() {
    assertThat(walk("9201c1")).isEqualTo(State.BROKEN);
    assertThat(walk.at()).isEqualTo(2);
    assertThat(walk.isAtKey()).isFalse();
  }

  @Test
  void aListCannotBeAKey() {
    assertThat(walk("819001")).isEqualTo(State.BROKEN);
    assertThat(walk.at()).isEqualTo(1);
    assertThat(walk.isAtKey()).isTrue();
    assertThat(walk("810190")).isEqualTo(State.COMPLETE);
  }

  @Test
  void deepNestingNeedsNoRecursion() {
    assertThat(walk("91".repeat(100_000) + "c0")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(100_001);
    assertThat(walk("81a161".repeat(50_000) + "c0")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(150_001);
  }

  @Test
  void placesOfNumpyValuesAreNoted() {
    // ["event", {"x": numpy.arange(3, dtype="<i2")}]
    String event =
        "92a56576656e7481a17885c4026e64c3c40474797065a33c6932c4046b696e64c400c40573686170659103c404"
            + "64617461c406000001000200";
    assertThat(walk(event)).isEqualTo(State.COMPLETE);
    assertThat(walk.arrays()).containsExactly(10);
    // [1-2j, 2j]
    assertThat(
            walk(
                "92"
                    + "82c407636f6d706c6578c3c40464617461a628312d326a29"
                    + "82c407636f6d706c6578c3c40464617461a2326a"))
        .isEqualTo(State.COMPLETE);
    assertThat(walk.arrays()).containsExactly(1, 25);
  }

  @Test
  void aNewMessageForgetsTheLast() {
    walk("9201c1");
    assertThat(walk("01")).isEqualTo(State.COMPLETE);
    assertThat(walk.at()).isEqualTo(1);
    assertThat(walk.arrays()).isEmpty();
  }
}
