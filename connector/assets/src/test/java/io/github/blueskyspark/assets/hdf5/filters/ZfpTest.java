package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks that H5Z-ZFP 1.1.1 with ZFP 1.0.1 wrote; what they decode to is what it reads. */
class ZfpTest {
  private static final int MAGIC = 0x0570667a;

  /** Five reversible integers. */
  private static final List<Integer> FIVE = List.of(0x10105111, MAGIC, 0x40, 0x88000000);

  private static final String FIVE_STORED = "1f0082091890198988b91ea2ff0000000000000028";

  @Test
  void reversibleIntegersComeBackAsTheyWere() throws DamagedChunkException {
    assertThat(Blocks.decode(new Zfp(FIVE), FIVE_STORED, 20))
        .isEqualTo("07000000" + "ffffffff" + "a0860100" + "03000000" + "ffffff7f");
  }

  @Test
  void floatsComeBackWithinTheAccuracy() throws DamagedChunkException {
    Zfp filter = new Zfp(List.of(0x10105111, MAGIC, 0x10000026, 0xcaf00000));
    assertThat(Blocks.decode(filter, "0509000a200512600910a5588248298604181204000000", 24))
        .isEqualTo("0000c03f" + "00001040" + "000040c0" + "00000000" + "00000000" + "0000e040");
  }

  @Test
  void doublesComeBackAtTheRate() throws DamagedChunkException {
    Zfp filter = new Zfp(List.of(0x10105111, MAGIC, 0x10000027, 0x08f00000));
    assertThat(Blocks.decode(filter, "05480050002990004b8028c512444a3124c0", 48))
        .isEqualTo(
            "000000000010f83f0000000000d801400000000000d807c0"
                + "0000000000009cbf000000000000883f0000000000f41b40");
  }

  @Test
  void theLongFormOfTheHeaderHoldsEveryParameter() throws DamagedChunkException {
    Zfp filter = new Zfp(List.of(0x10105111, MAGIC, 0x51, 0xfff00000, 0xc0c78009, 0x00080b6e));
    assertThat(Blocks.decode(filter, "000000000000d82980060000000000008c55104005", 48))
        .isEqualTo(
            "1000000000000000f003000000000000d007000000000000"
                + "b00b000000000000a00f0000000000008013000000000000");
  }

  @Test
  void aHeaderOfABigEndianMachineGivesBigEndianElements() throws DamagedChunkException {
    Zfp filter = new Zfp(List.of(0x10105111, 0x7a667005, 0x40000000, 0x88));
    assertThat(Blocks.decode(filter, FIVE_STORED, 20))
        .isEqualTo("00000007" + "ffffffff" + "000186a0" + "00000003" + "7fffffff");
  }

  @Test
  void oneFilterServesManyChunks() throws DamagedChunkException {
    Zfp filter = new Zfp(FIVE);
    String first = Blocks.decode(filter, FIVE_STORED, 20);
    assertThat(Blocks.decode(filter, "00".repeat(11), 20)).isEqualTo("00".repeat(20));
    assertThat(Blocks.decode(filter, FIVE_STORED, 20)).isEqualTo(first);
  }

  @Test
  void aStreamThatEndsTooEarlyIsRefused() {
    String cut = FIVE_STORED.substring(0, 20);
    assertThatThrownBy(() -> Blocks.decode(new Zfp(FIVE), cut, 20))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("the ZFP stream ends too early");
  }

  @Test
  void anotherSizeThanTheChunksIsRefused() {
    assertThatThrownBy(() -> Blocks.decode(new Zfp(FIVE), FIVE_STORED, 24))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("a ZFP array of 20 bytes, 24 are due");
    assertThatThrownBy(() -> Blocks.decodeUpTo(new Zfp(FIVE), FIVE_STORED, 19))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("a ZFP array of 20 bytes, 19 are due");
  }

  @Test
  void aSizeThatIsALieIsRefused() {
    Zfp filter = new Zfp(List.of(0, MAGIC, 0xFFFFFFF3, 0x880FFFFF));
    assertThatThrownBy(() -> Blocks.decode(filter, FIVE_STORED, 20))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("a ZFP array of 2251799813685248 bytes, 20 are due");
  }

  @Test
  void clientDataWithoutHeaderIsRefused() {
    for (List<Integer> values :
        List.of(List.<Integer>of(), List.of(5, 0, 0, 0), List.of(0, MAGIC), List.of(0, 0x66))) {
      assertThatThrownBy(() -> Blocks.decode(new Zfp(values), FIVE_STORED, 20))
          .isInstanceOf(DamagedChunkException.class)
          .hasMessageContaining("header");
    }
  }

  @Test
  void anotherVersionOfTheCodecIsRefused() {
    Zfp filter = new Zfp(List.of(0x10105111, 0x0670667a, 0x40, 0x88000000));
    assertThatThrownBy(() -> Blocks.decode(filter, FIVE_STORED, 20))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("codec version 6");
  }

  @Test
  void parametersThatCannotBeAreRefused() {
    Zfp filter = new Zfp(List.of(0, MAGIC, 0x51, 0xfff00000, 0xc0078fff, 0x00080b6e));
    assertThatThrownBy(() -> Blocks.decode(filter, FIVE_STORED, 48))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("bit planes");
  }
}
