package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks that the HDF5 library's scale-offset filter wrote. */
class ScaleOffsetTest {
  @Test
  void integersAreDifferencesToTheLeast() throws DamagedChunkException {
    ScaleOffset filter = new ScaleOffset(List.of(2, 0, 4, 0, 4, 1, 0, 1, 0, 0));
    String chunk = "040000000864000000000000000000000000000000017000";
    assertThat(Blocks.decode(filter, chunk, 16))
        .isEqualTo("64000000" + "65000000" + "6b000000" + "64000000");
  }

  @Test
  void negativeBigEndianIntegersKeepSignAndOrder() throws DamagedChunkException {
    ScaleOffset filter = new ScaleOffset(List.of(2, 0, 4, 0, 2, 1, 1, 1, 0, 0));
    String chunk = "0500000008fbffffffffffffff0000000000000000005e00";
    assertThat(Blocks.decode(filter, chunk, 8)).isEqualTo("fffbfffc000afffb");
  }

  @Test
  void doublesComeBackToTheDigitsKept() throws DamagedChunkException {
    ScaleOffset filter = new ScaleOffset(List.of(0, 2, 3, 1, 8, 0, 0, 1, 0, 0));
    String chunk = "0a0000000800000000000008c0000000000000000070a0d000";
    assertThat(Blocks.decode(filter, chunk, 24))
        .isEqualTo("000000000000f83f" + "0000000000000240" + "00000000000008c0");
  }

  @Test
  void singlesComeBackToTheDigitsKept() throws DamagedChunkException {
    ScaleOffset filter = new ScaleOffset(List.of(0, 2, 3, 1, 4, 0, 0, 1, 0, 0));
    String chunk = "0a00000008000040c000000000000000000000000070a0d000";
    assertThat(Blocks.decode(filter, chunk, 12)).isEqualTo("0000c03f" + "00001040" + "000040c0");
  }

  @Test
  void tooFewParametersAreRefused() {
    assertThatThrownBy(() -> Blocks.decode(new ScaleOffset(List.of(2, 0)), "00", 4))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("2 parameters");
  }

  @Test
  void numbersWiderThanTheElementAreRefused() {
    ScaleOffset filter = new ScaleOffset(List.of(2, 0, 1, 0, 4, 1, 0, 0));
    assertThatThrownBy(() -> Blocks.decode(filter, "21000000" + "00".repeat(30), 4))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("33 bits");
  }

  @Test
  void aChunkWithoutHeadIsRefused() {
    ScaleOffset filter = new ScaleOffset(List.of(2, 0, 1, 0, 4, 1, 0, 0));
    assertThatThrownBy(() -> Blocks.decode(filter, "04000000", 4))
        .isInstanceOf(DamagedChunkException.class);
  }
}
