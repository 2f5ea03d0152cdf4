package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Selections as {@code H5Sencode} writes them. */
class SelectionTest {
  @Test
  void noneAndAllHaveNoNumbers() {
    assertThat(parse("00000000" + "01000000" + "00".repeat(8)).kind())
        .isEqualTo(Selection.Kind.NONE);
    assertThat(parse("03000000" + "01000000" + "00".repeat(8)).kind())
        .isEqualTo(Selection.Kind.ALL);
  }

  @Test
  void blocksOfVersionOneAreGivenByTheirCorners() {
    Selection boxes =
        parse(
            "0200000001000000"
                + "0000000028000000"
                + "0200000002000000"
                + ("0100000002000000" + "0200000003000000")
                + ("0500000006000000" + "0500000009000000"));
    assertThat(boxes.kind()).isEqualTo(Selection.Kind.BOXES);
    assertThat(boxes.boxes()).hasSize(2);
    assertThat(boxes.boxes().get(0)).isDeepEqualTo(new long[][] {{1, 2}, {2, 2}});
    assertThat(boxes.boxes().get(1)).isDeepEqualTo(new long[][] {{5, 6}, {1, 4}});
    assertThat(boxes.unlimitedAxis()).isEqualTo(-1);
  }

  @Test
  void aRegularSelectionOfVersionTwoMayHaveNoEnd() {
    Selection regular =
        parse(
            "0200000002000000"
                + "01"
                + "24000000"
                + "01000000"
                + "0100000000000000"
                + "0200000000000000"
                + "ffffffffffffffff"
                + "0100000000000000");
    assertThat(regular.kind()).isEqualTo(Selection.Kind.REGULAR);
    assertThat(regular.start()).containsExactly(1);
    assertThat(regular.stride()).containsExactly(2);
    assertThat(regular.count()).containsExactly(-1);
    assertThat(regular.unlimitedAxis()).isZero();
  }

  @Test
  void pointsAreBoxesOfOneElement() {
    Selection points =
        parse(
            "0100000001000000"
                + "0000000018000000"
                + "0200000002000000"
                + ("0100000002000000" + "0900000013000000"));
    assertThat(points.boxes().get(1)).isDeepEqualTo(new long[][] {{9, 19}, {1, 1}});
  }

  @Test
  void contradictionsAreDamage() {
    for (String hex :
        List.of(
            "0700000001000000",
            "0200000009000000",
            "0200000001000000" + "0000000000000000" + "00000000",
            "0200000001000000" + "0000000000000000" + "0100000001000000" + "0500000004000000",
            "0200000003000000" + "0103" + "01000000")) {
      assertThatThrownBy(() -> parse(hex)).as(hex).isInstanceOf(AssetException.class);
    }
  }

  @Test
  void manyBlocksOfOneStrideMustNotOverlap() {
    assertThatThrownBy(
            () ->
                parse("0200000003000000" + "0102" + "01000000" + "0000" + "0200" + "0300" + "0300"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("blocks of 3 every 2");
  }

  private static Selection parse(String hex) {
    return Selection.parse(HexFile.cursor(hex));
  }
}
