package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.AssetException;
import org.junit.jupiter.api.Test;

/** Link messages, byte for byte as the format specification lays them out. */
class LinkTest {
  @Test
  void aHardLinkGivesAnAddress() {
    assertThat(parse("0100" + "01" + "61" + "b300000000000000"))
        .isEqualTo(new Link.Hard("a", 0xb3));
  }

  @Test
  void aSoftLinkGivesAPath() {
    assertThat(parse("0108" + "01" + "01" + "61" + "0400" + "2f782f79"))
        .isEqualTo(new Link.Soft("a", "/x/y"));
  }

  @Test
  void anExternalLinkGivesFileAndPath() {
    assertThat(parse("0108" + "40" + "01" + "61" + "0a00" + "00" + "662e683500" + "2f642f00"))
        .isEqualTo(new Link.External("a", "f.h5", "/d/"));
  }

  @Test
  void creationOrderCharacterSetAndWideNamesAreSteppedOver() {
    assertThat(
            parse("011d" + "00" + "0700000000000000" + "01" + "0200" + "c3a4" + "1000000000000000"))
        .isEqualTo(new Link.Hard("ä", 16));
  }

  @Test
  void otherVersionsAndKindsAreDamage() {
    assertThatThrownBy(() -> parse("0200" + "0161"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> parse("0108" + "41" + "01" + "61"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("type 65 of 'a'");
  }

  private static Link parse(String hex) {
    return Link.parse(HexFile.cursor(hex));
  }
}
