package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The heap of a group with 'alpha' and 'beta', as h5py wrote it, moved to address 0. */
class LocalHeapTest {
  private static final String HEAD =
      "4845415000000000" + "1800000000000000" + "1000000000000000" + "2000000000000000";
  private static final String NAMES = "0000000000000000" + "616c706861000000" + "6265746100000000";

  @Test
  void namesStartAtTheirOffsetAndEndAtNul() throws IOException {
    LocalHeap heap = LocalHeap.open(HexFile.file(HEAD + NAMES), 0);
    assertThat(heap.name(8)).isEqualTo("alpha");
    assertThat(heap.name(16)).isEqualTo("beta");
    assertThat(heap.name(0)).isEmpty();
  }

  @Test
  void namesLongerThanOneReadAreWhole() throws IOException {
    String head = "4845415000000000" + "f401000000000000" + "0000000000000000" + "2000000000000000";
    LocalHeap heap = LocalHeap.open(HexFile.file(head + "61".repeat(499) + "00"), 0);
    assertThat(heap.name(0)).isEqualTo("a".repeat(499));
  }

  @Test
  void offsetsOutsideTheHeapAreDamage() throws IOException {
    LocalHeap heap = LocalHeap.open(HexFile.file(HEAD + NAMES), 0);
    assertThatThrownBy(() -> heap.name(24))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("name at 24 of 24 bytes");
    assertThatThrownBy(() -> heap.name(-1)).isInstanceOf(AssetException.class);
  }

  @Test
  void aNameWithoutEndIsDamage() throws IOException {
    LocalHeap heap = LocalHeap.open(HexFile.file(HEAD + "61".repeat(24)), 0);
    assertThatThrownBy(() -> heap.name(8))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("no end of text");
  }

  @Test
  void anotherSignatureIsDamage() {
    assertThatThrownBy(() -> LocalHeap.open(HexFile.file(NAMES + HEAD), 0))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("signature 'HEAP' is missing");
  }
}
