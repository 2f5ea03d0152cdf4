package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LittleEndianTest {
  private static byte[] turned(String dtype, int... bytes) {
    return LittleEndian.bytes(DTypes.parse(dtype).orElseThrow(), buffer(bytes));
  }

  private static ByteBuffer buffer(int... bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
    for (int b : bytes) {
      buffer.put((byte) b);
    }
    return buffer.flip();
  }

  @Test
  void bigEndianNumbersAreTurned() {
    assertThat(turned(">u2", 1, 2, 3, 4)).containsExactly(2, 1, 4, 3);
    assertThat(turned(">f4", 1, 2, 3, 4)).containsExactly(4, 3, 2, 1);
    assertThat(turned(">i8", 1, 2, 3, 4, 5, 6, 7, 8)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void complexNumbersAreTurnedPartByPart() {
    assertThat(turned(">c8", 1, 2, 3, 4, 5, 6, 7, 8)).containsExactly(4, 3, 2, 1, 8, 7, 6, 5);
  }

  @Test
  void unicodeIsTurnedCharacterByCharacter() {
    assertThat(turned(">U2", 0, 0, 0, 65, 0, 0, 0, 66)).containsExactly(65, 0, 0, 0, 66, 0, 0, 0);
  }

  @Test
  void littleEndianAndSingleBytesStay() {
    assertThat(turned("<u2", 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    assertThat(turned("|u1", 1, 2, 3)).containsExactly(1, 2, 3);
    assertThat(turned("|S2", 1, 2)).containsExactly(1, 2);
  }

  @Test
  void fieldsAreTurnedWhereTheyStand() {
    DType.Field small = new DType.Field("s", DTypes.parse(">u2").orElseThrow(), List.of(2), 1);
    DType.Field plain = new DType.Field("p", DTypes.parse("<u2").orElseThrow(), List.of(), 5);
    DType type = DType.struct(List.of(small, plain), 8);
    assertThat(LittleEndian.needsSwap(type)).isTrue();
    assertThat(
            LittleEndian.bytes(
                type, buffer(0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17)))
        .containsExactly(0, 2, 1, 4, 3, 5, 6, 7, 10, 12, 11, 14, 13, 15, 16, 17);
  }

  @Test
  void sourceIsNotChanged() {
    ByteBuffer source = buffer(9, 1, 2).position(1).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(LittleEndian.bytes(DTypes.parse(">u2").orElseThrow(), source)).containsExactly(2, 1);
    assertThat(source.position()).isEqualTo(1);
    assertThat(source.get(1)).isEqualTo((byte) 1);
  }

  @Test
  void targetIsFilledFromItsPositionOn() {
    ByteBuffer target = ByteBuffer.allocate(4).position(1);
    LittleEndian.copy(DTypes.parse(">u2").orElseThrow(), buffer(1, 2), target);
    assertThat(target.array()).containsExactly(0, 2, 1, 0);
    assertThat(target.position()).isEqualTo(3);
    assertThatThrownBy(
            () -> LittleEndian.copy(DTypes.parse(">u2").orElseThrow(), buffer(1, 2), target))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
