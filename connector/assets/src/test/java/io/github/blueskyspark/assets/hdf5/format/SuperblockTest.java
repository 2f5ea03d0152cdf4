package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Heads of files that h5py wrote with its older and newer formats. */
class SuperblockTest {
  private static final String SIGNATURE = "894844460d0a1a0a";
  private static final String OLD =
      SIGNATURE
          + "00000000000808000400100000000000"
          + "0000000000000000ffffffffffffffff9005000000000000ffffffffffffffff"
          + "000000000000000060000000000000000100000000000000"
          + "8800000000000000a802000000000000";
  private static final String TAIL = "ffffffffffffffff" + "d701000000000000" + "3000000000000000";
  private static final String V2 = SIGNATURE + "02080800" + "0000000000000000" + TAIL + "fbedbaeb";
  private static final String V3 = SIGNATURE + "03080800" + "0000000000000000" + TAIL + "87371fcb";

  @Test
  void versionZeroNamesTheRootInItsSymbolTableEntry() throws IOException {
    assertThat(Superblock.read(HexFile.file(OLD))).isEqualTo(new Superblock(0, 96, -1));
  }

  @Test
  void versionsTwoAndThreeNameTheRootAndCarryAChecksum() throws IOException {
    assertThat(Superblock.read(HexFile.file(V2))).isEqualTo(new Superblock(2, 48, -1));
    assertThat(Superblock.read(HexFile.file(V3))).isEqualTo(new Superblock(3, 48, -1));
  }

  @Test
  void aUserBlockMovesAddressZero() throws IOException {
    FileBytes file = HexFile.file("20".repeat(1024) + V3);
    assertThat(Superblock.read(file).root()).isEqualTo(48);
    assertThat(file.size()).isEqualTo(V3.length() / 2);
  }

  @Test
  void aSignatureAtAnotherPlaceDoesNotCount() {
    assertThatThrownBy(() -> Superblock.read(HexFile.file("20".repeat(100) + V3)))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("the HDF5 signature is missing in its 148 bytes");
  }

  @Test
  void anEmptyFileIsNoHdf5File() {
    assertThatThrownBy(() -> Superblock.read(HexFile.file("")))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("signature is missing in its 0 bytes");
  }

  @Test
  void aFlippedByteFailsTheChecksum() {
    assertThatThrownBy(() -> Superblock.read(HexFile.file(V3.replace("d701", "d801"))))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("checksum is cb1f3787");
  }

  @Test
  void newerVersionsAndOddSizesAreNamed() {
    assertThatThrownBy(() -> Superblock.read(HexFile.file(SIGNATURE + "04080800" + TAIL)))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("version 4, known are 0 to 3");
    assertThatThrownBy(() -> Superblock.read(HexFile.file(SIGNATURE + "03030800" + TAIL)))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("addresses of 3 and lengths of 8 bytes");
  }
}
