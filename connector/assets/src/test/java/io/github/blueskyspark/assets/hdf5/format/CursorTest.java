package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void integersAreLittleEndianAndUnsigned() {
    Cursor c = HexFile.cursor("ff" + "feff" + "fdffffff" + "fcffffff" + "fbffffffffffffff");
    assertThat(c.u8()).isEqualTo(255);
    assertThat(c.u16()).isEqualTo(65534);
    assertThat(c.u32()).isEqualTo(4294967293L);
    assertThat(c.i32()).isEqualTo(-4);
    assertThat(c.i64()).isEqualTo(-5);
    assertThat(c.remaining()).isZero();
  }

  @Test
  void integersOfOddWidths() {
    assertThat(HexFile.cursor("010203").unsigned(3)).isEqualTo(0x030201);
    assertThat(HexFile.cursor("ffffffffffffff7f").unsigned(8)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anIntegerBeyondSixtyThreeBitsIsDamage() {
    assertThatThrownBy(() -> HexFile.cursor("0000000000000080").unsigned(8))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("9223372036854775808 is beyond 2^63");
  }

  @Test
  void allBitsSetMeanUndefinedOrUnlimited() {
    assertThat(HexFile.cursor("ffffffffffffffff").offset()).isEqualTo(-1);
    assertThat(HexFile.cursor("ffffffffffffffff").lengthOrUnlimited()).isEqualTo(-1);
    assertThat(HexFile.cursor("ffff").orUnlimited(2)).isEqualTo(-1);
    assertThat(HexFile.cursor("feff").orUnlimited(2)).isEqualTo(65534);
  }

  @Test
  void theEndIsSaidWithFigures() {
    assertThatThrownBy(() -> HexFile.cursor("0102").u32())
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("hex.h5:byte 0")
        .hasMessageContaining("4 bytes expected, 2 left");
    assertThatThrownBy(() -> HexFile.cursor("0102").skip(-1)).isInstanceOf(AssetException.class);
    assertThatThrownBy(() -> HexFile.cursor("0102").bytes(1L << 40))
        .isInstanceOf(AssetException.class);
  }

  @Test
  void alignmentCountsFromThePlaceGiven() {
    Cursor c = HexFile.cursor("00".repeat(24));
    c.skip(3);
    c.align8(2);
    assertThat(c.position()).isEqualTo(10);
    c.align8(2);
    assertThat(c.position()).isEqualTo(10);
  }

  @Test
  void aSliceEndsWhereItWasToldAndKnowsItsAddress() {
    Cursor c = HexFile.cursor("0102030405");
    c.skip(1);
    Cursor slice = c.slice(2);
    assertThat(slice.address()).isEqualTo(1);
    assertThat(slice.u16()).isEqualTo(0x0302);
    assertThat(slice.remaining()).isZero();
    assertThat(c.u8()).isEqualTo(4);
    assertThat(c.again().u8()).isEqualTo(1);
  }

  @Test
  void textIsUtf8AndEndsAtTheFirstNul() {
    Cursor c = HexFile.cursor("c3a400" + "4142004344");
    assertThat(c.untilNul()).isEqualTo("ä");
    assertThat(c.text(5)).isEqualTo("AB");
    assertThatThrownBy(() -> HexFile.cursor("4142").untilNul())
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("no end of text");
  }

  @Test
  void aMissingSignatureIsNamed() {
    HexFile.cursor("48454150").signature("HEAP", "local heap");
    assertThatThrownBy(() -> HexFile.cursor("48454151").signature("HEAP", "local heap"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("signature 'HEAP' is missing");
  }

  @Test
  void theChecksumCoversWhatWasRead() {
    // lookup3 of "a", from a compiled lookup3.c.
    Cursor sound = HexFile.cursor("61" + "0887d658");
    sound.skip(1);
    sound.checksum("header");
    Cursor flipped = HexFile.cursor("61" + "0887d659");
    flipped.skip(1);
    assertThatThrownBy(() -> flipped.checksum("header"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("checksum is 59d68708, the bytes give 58d68708");
  }
}
