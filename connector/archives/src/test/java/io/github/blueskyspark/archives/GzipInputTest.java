package io.github.blueskyspark.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/** Members as Python's gzip module writes them with {@code mtime=0}. */
class GzipInputTest {
  /** {@code hello\n}, with the file name {@code a.jsonl} in the header. */
  private static final String NAMED =
      "1f8b08080000000002ff612e6a736f6e6c00cb48cdc9c9e7020020303a3606000000";

  private static final String EMPTY = "1f8b080000000000020303000000000000000000";
  private static final String DEFLATED = "cb48cdc9c9e7020020303a3606000000";

  private static String unzip(String hex) throws IOException {
    try (GzipInput in = open(hex)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static GzipInput open(String hex) {
    return new GzipInput(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
  }

  @Test
  void aHeaderWithANameIsSkipped() throws IOException {
    assertThat(unzip(NAMED)).isEqualTo("hello\n");
  }

  @Test
  void membersFollowEachOther() throws IOException {
    assertThat(unzip(NAMED + EMPTY + NAMED)).isEqualTo("hello\nhello\n");
  }

  @Test
  void anEmptyMemberHasNoBytes() throws IOException {
    assertThat(unzip(EMPTY)).isEmpty();
  }

  @Test
  void zerosBetweenAndBehindMembersArePadding() throws IOException {
    assertThat(unzip(NAMED + "000000" + NAMED + "0000")).isEqualTo("hello\nhello\n");
  }

  @Test
  void everyOptionalHeaderFieldIsSkipped() throws IOException {
    String extra = "0300" + "aabbcc";
    String name = "6100";
    String comment = "626300";
    String headerCrc = "1234";
    String header = "1f8b081e" + "0000000002ff" + extra + name + comment + headerCrc;
    assertThat(unzip(header + DEFLATED)).isEqualTo("hello\n");
  }

  @Test
  void bytesComeOneByOneToo() throws IOException {
    try (GzipInput in = open(NAMED)) {
      assertThat(in.read()).isEqualTo('h');
      assertThat(in.read(new byte[4], 0, 0)).isZero();
      assertThat(in.readNBytes(5)).containsExactly('e', 'l', 'l', 'o', '\n');
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void wrongChecksumOrLengthIsToldAfterTheContents() throws IOException {
    String wrongCrc = NAMED.replace("20303a36", "21303a36");
    String wrongLength = NAMED.replace("06000000", "07000000");
    for (String wrong : new String[] {wrongCrc, wrongLength}) {
      try (GzipInput in = open(wrong)) {
        assertThat(in.readNBytes(6)).hasSize(6);
        assertThatThrownBy(in::read)
            .isInstanceOf(ZipException.class)
            .hasMessage("checksum or length of a gzip member is wrong");
      }
    }
  }

  @Test
  void whatFollowsAMemberMustBeAMember() {
    assertThatThrownBy(() -> unzip(NAMED + "7b7d")).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> unzip(NAMED + "1f8c")).isInstanceOf(ZipException.class);
    assertThatThrownBy(() -> unzip(NAMED + "1f8b07")).isInstanceOf(ZipException.class);
  }

  @Test
  void aCutAnywhereInsideIsToldFromTheEnd() {
    for (int bytes = 1; bytes < NAMED.length() / 2; bytes++) {
      String cut = NAMED.substring(0, 2 * bytes);
      assertThatThrownBy(() -> unzip(cut)).as("%d bytes", bytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aBlockTypeThatDoesNotExistIsDamage() {
    assertThatThrownBy(() -> unzip("1f8b0800000000000203" + "07"))
        .isInstanceOf(ZipException.class)
        .hasMessage("invalid block type");
  }
}
