package io.github.blueskyspark.assets.hdf5.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.Blocks;
import io.github.blueskyspark.assets.DamagedChunkException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chunk of 12-bit numbers at bit 2 of 16, as the HDF5 library packs it. */
class NbitTest {
  private static final List<Integer> TWELVE_BITS = List.of(8, 0, 3, 1, 2, 0, 12, 2);

  @Test
  void onlyTheBitsInUseAreStored() throws DamagedChunkException {
    // 1, -1 and 2047, shifted up by two bits.
    assertThat(Blocks.decode(new Nbit(TWELVE_BITS), "001fff7ff0", 6)).isEqualTo("0400fc3ffc1f");
  }

  @Test
  void packedBitsThatEndTooEarlyAreNoticed() {
    assertThatThrownBy(() -> Blocks.decode(new Nbit(TWELVE_BITS), "001f", 6))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("the packed bits end too early");
  }

  @Test
  void aChunkMarkedAsNotPackedPassesThrough() throws DamagedChunkException {
    Nbit filter = new Nbit(List.of(8, 1, 1, 1, 2, 0, 16, 0));
    assertThat(Blocks.decode(filter, "0102", 2)).isEqualTo("0102");
  }

  @Test
  void numbersWiderThanTheirElementAreRefused() {
    Nbit filter = new Nbit(List.of(8, 0, 1, 1, 2, 0, 16, 2));
    assertThatThrownBy(() -> Blocks.decode(filter, "0000", 2))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessageContaining("16 bits in 2");
  }

  @Test
  void anUnknownKindOfTypeIsNamed() {
    Nbit filter = new Nbit(List.of(8, 0, 1, 7, 2, 0, 16, 0));
    assertThatThrownBy(() -> Blocks.decode(filter, "0000", 2))
        .isInstanceOf(DamagedChunkException.class)
        .hasMessage("N-bit type 7");
  }
}
