package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.hdf5.AxisSelection.Stretch;
import org.junit.jupiter.api.Test;

class AxisSelectionTest {
  /** Places 2, 3, 7, 8, 12 and 13. */
  private static final AxisSelection PAIRS = new AxisSelection(2, 5, 3, 2);

  private static final AxisSelection DENSE = new AxisSelection(0, 1, 1, 100);

  @Test
  void sizeCountsTheElementsOfAllBlocks() {
    assertThat(PAIRS.size()).isEqualTo(6);
    assertThat(new AxisSelection(0, 1, 4, 0).size()).isZero();
    assertThat(new AxisSelection(0, 2, AxisSelection.ENDLESS, 2).size())
        .isEqualTo(AxisSelection.ENDLESS);
  }

  @Test
  void anExtentMayCutABlock() {
    assertThat(PAIRS.sizeWithin(2)).isZero();
    assertThat(PAIRS.sizeWithin(3)).isEqualTo(1);
    assertThat(PAIRS.sizeWithin(7)).isEqualTo(2);
    assertThat(PAIRS.sizeWithin(8)).isEqualTo(3);
    assertThat(PAIRS.sizeWithin(1000)).isEqualTo(6);
  }

  @Test
  void theExtentReachesTheLastElementAskedFor() {
    assertThat(PAIRS.extentFor(0)).isZero();
    assertThat(PAIRS.extentFor(1)).isEqualTo(3);
    assertThat(PAIRS.extentFor(3)).isEqualTo(8);
    assertThat(PAIRS.extentFor(6)).isEqualTo(14);
  }

  @Test
  void oneBlockStandsAlone() {
    assertThat(PAIRS.only(1)).isEqualTo(new AxisSelection(7, 1, 1, 2));
  }

  @Test
  void aRegionMeetsPartsOfBlocks() {
    // Places 3 to 8: elements 1, 2 and 3 of the choice.
    assertThat(PAIRS.stretches(3, 1, 6, DENSE))
        .containsExactly(new Stretch(0, 1, 1, 1, 1), new Stretch(4, 1, 2, 1, 2));
  }

  @Test
  void stepsOnBothSidesMeetEverySixthPlace() {
    // Even places against 1, 4, 7, 10, 13: 4 and 10 are in both.
    AxisSelection even = new AxisSelection(0, 2, 10, 1);
    assertThat(even.stretches(1, 3, 5, DENSE)).containsExactly(new Stretch(1, 2, 2, 3, 2));
  }

  @Test
  void stepsThatNeverMeetGiveNothing() {
    AxisSelection even = new AxisSelection(0, 2, 10, 1);
    assertThat(even.stretches(1, 2, 5, DENSE)).isEmpty();
    assertThat(PAIRS.stretches(14, 1, 5, DENSE)).isEmpty();
  }

  @Test
  void aSourceThatIsTooShortEndsTheStretch() {
    AxisSelection all = new AxisSelection(0, 1, 1, 10);
    assertThat(all.stretches(0, 1, 10, new AxisSelection(3, 1, 1, 4)))
        .containsExactly(new Stretch(0, 1, 3, 1, 4));
  }
}
