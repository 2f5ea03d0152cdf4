package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.BoxCopy.Box;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Boxes of an array of 4 by 5 bytes whose elements are row * 16 + column. */
class BoxCopyTest {
  private static final long[] DIMS = {4, 5};

  @Test
  void aBoxGoesToAnotherPlace() {
    byte[] target = new byte[9];
    BoxCopy.copy(
        source(),
        box(DIMS, 1, 2),
        ByteBuffer.wrap(target),
        box(new long[] {3, 3}, 0, 1),
        new long[] {2, 2},
        new long[] {1, 1},
        1);
    assertThat(target).containsExactly(0, 0x12, 0x13, 0, 0x22, 0x23, 0, 0, 0);
  }

  @Test
  void stepsSkipElementsOfTheSource() {
    byte[] target = new byte[6];
    BoxCopy.copy(
        source(),
        box(DIMS, 0, 0),
        ByteBuffer.wrap(target),
        box(new long[] {2, 3}, 0, 0),
        new long[] {2, 3},
        new long[] {3, 2},
        1);
    assertThat(target).containsExactly(0, 2, 4, 0x30, 0x32, 0x34);
  }

  @Test
  void wholeRowsAreOneRun() {
    byte[] target = new byte[10];
    BoxCopy.copy(
        source(),
        box(DIMS, 2, 0),
        ByteBuffer.wrap(target),
        box(new long[] {2, 5}, 0, 0),
        new long[] {2, 5},
        new long[] {1, 1},
        1);
    assertThat(target).containsExactly(0x20, 0x21, 0x22, 0x23, 0x24, 0x30, 0x31, 0x32, 0x33, 0x34);
  }

  @Test
  void elementsOfManyBytesKeepTheirBytes() {
    for (int size : new int[] {2, 3, 4, 8, 16}) {
      byte[] elements = new byte[3 * size];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = (byte) i;
      }
      byte[] target = new byte[2 * size];
      BoxCopy.copy(
          ByteBuffer.wrap(elements),
          box(new long[] {3}, 0),
          ByteBuffer.wrap(target),
          box(new long[] {2}, 0),
          new long[] {2},
          new long[] {2},
          size);
      assertThat(target[0]).isEqualTo((byte) 0);
      assertThat(target[size - 1]).isEqualTo((byte) (size - 1));
      assertThat(target[size]).isEqualTo((byte) (2 * size));
      assertThat(target[2 * size - 1]).isEqualTo((byte) (3 * size - 1));
    }
  }

  @Test
  void aBoxWithoutElementsCopiesNothing() {
    byte[] target = {7};
    BoxCopy.copy(
        source(),
        box(DIMS, 0, 0),
        ByteBuffer.wrap(target),
        box(new long[] {1, 1}, 0, 0),
        new long[] {0, 1},
        new long[] {1, 1},
        1);
    assertThat(target).containsExactly(7);
  }

  @Test
  void anArrayWithoutAxesIsOneElement() {
    byte[] target = new byte[2];
    long[] none = {};
    BoxCopy.copy(
        ByteBuffer.wrap(new byte[] {1, 2}),
        new Box(none, none),
        ByteBuffer.wrap(target),
        new Box(none, none),
        none,
        none,
        2);
    assertThat(target).containsExactly(1, 2);
  }

  @Test
  void spreadLeavesGapsInTheTarget() {
    byte[] target = new byte[7];
    BoxCopy.spread(
        ByteBuffer.wrap(new byte[] {1, 2, 3}),
        new long[] {3},
        ByteBuffer.wrap(target),
        box(new long[] {7}, 1),
        new long[] {2},
        1);
    assertThat(target).containsExactly(0, 1, 0, 2, 0, 3, 0);
  }

  @Test
  void fillRepeatsOneElementInABox() {
    byte[] target = new byte[12];
    BoxCopy.fill(
        ByteBuffer.wrap(target),
        box(new long[] {2, 3}, 0, 1),
        new long[] {2, 2},
        new byte[] {8, 9},
        2);
    assertThat(target).containsExactly(0, 0, 8, 9, 8, 9, 0, 0, 8, 9, 8, 9);
  }

  @Test
  void fillOfAWholeBufferRepeatsOrClears() {
    byte[] target = new byte[7];
    BoxCopy.fill(ByteBuffer.wrap(target), new byte[] {1, 2, 3});
    assertThat(target).containsExactly(1, 2, 3, 1, 2, 3, 1);
    BoxCopy.fill(ByteBuffer.wrap(target), new byte[0]);
    assertThat(target).containsOnly(0);
  }

  private static ByteBuffer source() {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 5; column++) {
        bytes.put(row * 5 + column, (byte) (row * 16 + column));
      }
    }
    return bytes;
  }

  private static Box box(long[] dims, long... start) {
    return new Box(dims, start);
  }
}
