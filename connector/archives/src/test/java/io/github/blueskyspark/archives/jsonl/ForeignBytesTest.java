package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ForeignBytesTest {
  private static String ofHex(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return ForeignBytes.describe(bytes, 0, bytes.length);
  }

  private static String ofText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ForeignBytes.describe(bytes, 0, bytes.length);
  }

  @Test
  void signaturesOfKnownFormatsAreNamed() {
    assertThat(ofHex("894844460d0a1a0a")).contains(" HDF5,");
    assertThat(ofHex("49492a0008000000")).contains(" TIFF,");
    assertThat(ofHex("4d4d002a00000008")).contains(" TIFF,");
    assertThat(ofHex("934e554d50590100")).contains(" NPY,");
    assertThat(ofHex("92a5737461727481")).contains(" MessagePack documents,");
    assertThat(ofHex("504b03041400")).contains(" ZIP,");
    assertThat(ofHex("50415231")).contains(" Parquet,");
    assertThat(ofHex("53514c69746520666f726d6174203300")).contains(" SQLite,");
    assertThat(ofHex("fffe7b00")).contains(" UTF-16 text,");
    assertThat(ofHex("89504e470d0a1a0a")).contains(" PNG,");
  }

  @Test
  void aSignatureIsShownWithItsBytes() {
    assertThat(ofHex("ffd8ffe0"))
        .isEqualTo("the first bytes are those of JPEG, not of JSON: ffd8ffe0");
  }

  @Test
  void noMoreThanSixteenBytesAreShown() {
    assertThat(ofText("abcdefghijklmnopqrstuvwxyz"))
        .isEqualTo("the text is no JSON: 'abcdefghijklmnop'");
    assertThat(ofHex("00".repeat(40))).isEqualTo("the first bytes are no JSON: " + "00".repeat(16));
  }

  @Test
  void blanksAroundTextAreNotShown() {
    assertThat(ofText(" \tuid,time\r\n")).isEqualTo("the text is no JSON: 'uid,time'");
  }

  @Test
  void controlCharactersAreShownAsHex() {
    assertThat(ofText("ab\u001bc")).isEqualTo("the first bytes are no JSON: 61621b63");
    assertThat(ofText("a\u007f")).isEqualTo("the first bytes are no JSON: 617f");
  }

  @Test
  void bytesBeyondAsciiAreShownAsHex() {
    assertThat(ofHex("61c3a9")).isEqualTo("the first bytes are no JSON: 61c3a9");
  }

  @Test
  void bytesOutsideTheRangeDoNotCount() {
    byte[] bytes = "xxPAR1yy".getBytes(StandardCharsets.US_ASCII);
    assertThat(ForeignBytes.describe(bytes, 2, 6)).contains(" Parquet,").endsWith(" 50415231");
    assertThat(ForeignBytes.describe(bytes, 2, 5)).isEqualTo("the text is no JSON: 'PAR'");
  }
}
