package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import org.junit.jupiter.api.Test;

/** Dataspaces as {@code H5Sencode} and version 1 of the specification write them. */
class DataspaceTest {
  @Test
  void aScalarHasOneElementAndNoAxis() {
    Dataspace scalar = Dataspace.parse(HexFile.cursor("02000000"));
    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar.size()).isEqualTo(1);
    assertThat(scalar.isNull()).isFalse();
  }

  @Test
  void aNullSpaceHasNoElement() {
    Dataspace none = Dataspace.parse(HexFile.cursor("02000002"));
    assertThat(none.isNull()).isTrue();
    assertThat(none.size()).isZero();
  }

  @Test
  void anUnlimitedAxisHasNoMaximum() {
    Dataspace space =
        Dataspace.parse(
            HexFile.cursor(
                "02020101"
                    + "0200000000000000"
                    + "0300000000000000"
                    + "ffffffffffffffff"
                    + "0500000000000000"));
    assertThat(space.shape()).containsExactly(2L, 3L);
    assertThat(space.max()).containsExactly(-1, 5);
    assertThat(space.size()).isEqualTo(6);
  }

  @Test
  void withoutMaximaTheShapeIsTheMaximum() {
    Dataspace space = Dataspace.parse(HexFile.cursor("01010000" + "00000000" + "0700000000000000"));
    assertThat(space.max()).containsExactly(7);
  }

  @Test
  void anAxisOfLengthZeroLeavesNothing() {
    Dataspace space =
        Dataspace.parse(HexFile.cursor("02020001" + "0000000000000000" + "0900000000000000"));
    assertThat(space.size()).isZero();
  }

  @Test
  void moreElementsThanALongCountsIsAnError() {
    Dataspace space =
        Dataspace.parse(HexFile.cursor("02020001" + "0000000000000040" + "0400000000000000"));
    assertThatThrownBy(space::size).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void contradictionsAreDamage() {
    assertThatThrownBy(() -> Dataspace.parse(HexFile.cursor("03000000")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("version 3");
    assertThatThrownBy(() -> Dataspace.parse(HexFile.cursor("02210000")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("33 axes");
    assertThatThrownBy(
            () ->
                Dataspace.parse(
                    HexFile.cursor("02010101" + "0600000000000000" + "0500000000000000")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("axis 0 has 6 of at most 5");
  }
}
