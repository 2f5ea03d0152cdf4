package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegionTest {
  @Test
  void isShownAsNumpySlices() {
    assertThat(Region.box(new long[] {2, 0}, new long[] {3, 5})).hasToString("[2:5, 0:5]");
    assertThat(Region.stepped(new long[] {1}, new long[] {3}, new long[] {2}))
        .hasToString("[1:6:2]");
    assertThat(Region.all(new long[0])).hasToString("[]");
  }

  @Test
  void stopIsBehindTheLastElementTouched() {
    Region region = Region.stepped(new long[] {1, 4}, new long[] {3, 0}, new long[] {10, 3});
    assertThat(region.stop(0)).isEqualTo(22);
    assertThat(region.stop(1)).isEqualTo(4);
  }

  @Test
  void stepsMakeItSparse() {
    assertThat(Region.all(new long[] {4, 4}).isDense()).isTrue();
    assertThat(Region.stepped(new long[2], new long[] {2, 2}, new long[] {1, 2}).isDense())
        .isFalse();
  }

  @Test
  void sizeIsTheProductOfTheCounts() {
    assertThat(Region.box(new long[] {9, 9}, new long[] {3, 5}).size()).isEqualTo(15);
    assertThat(Region.box(new long[2], new long[] {3, 0}).size()).isZero();
    assertThat(Region.all(new long[0]).size()).isEqualTo(1);
    Region huge = Region.all(new long[] {1L << 32, 1L << 31});
    assertThatThrownBy(huge::size).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shapeIsACopy() {
    Region region = Region.all(new long[] {2, 3});
    region.shape()[0] = 99;
    assertThat(region.shape()).containsExactly(2, 3);
    assertThat(region.rank()).isEqualTo(2);
  }
}
