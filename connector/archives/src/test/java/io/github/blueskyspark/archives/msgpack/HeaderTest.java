package io.github.blueskyspark.archives.msgpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.archives.msgpack.Header.Kind;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as msgpack-python packs them. */
class HeaderTest {
  private final Header header = new Header();

  private boolean read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return header.read(bytes, 0, bytes.length);
  }

  private void isInteger(String hex, long expected) {
    assertThat(read(hex)).isTrue();
    assertThat(header.kind()).isEqualTo(Kind.INTEGER);
    assertThat(header.number()).as(hex).isEqualTo(expected);
    assertThat(header.length()).isEqualTo(hex.length() / 2);
  }

  private void is(String hex, Kind kind, int length, long number) {
    assertThat(read(hex)).as(hex).isTrue();
    assertThat(header.kind()).as(hex).isEqualTo(kind);
    assertThat(header.length()).as(hex).isEqualTo(length);
    assertThat(header.number()).as(hex).isEqualTo(number);
  }

  @Test
  void integersOfEveryWidthKeepTheirSign() {
    isInteger("00", 0);
    isInteger("7f", 127);
    isInteger("ff", -1);
    isInteger("e0", -32);
    isInteger("d0df", -33);
    isInteger("cc80", 128);
    isInteger("ccff", 255);
    isInteger("cd0100", 256);
    isInteger("cdffff", 65535);
    isInteger("ce00010000", 65536);
    isInteger("ceffffffff", 4294967295L);
    isInteger("cf0000000100000000", 4294967296L);
    isInteger("d1ff7f", -129);
    isInteger("d2ffff7fff", -32769);
    isInteger("d3ffffffff7fffffff", -2147483649L);
    isInteger("cf7fffffffffffffff", Long.MAX_VALUE);
    isInteger("d38000000000000000", Long.MIN_VALUE);
  }

  @Test
  void integersBeyondSixtyThreeBitsAreUnsigned() {
    is("cf8000000000000000", Kind.UNSIGNED, 9, Long.MIN_VALUE);
    is("cfffffffffffffffff", Kind.UNSIGNED, 9, -1);
  }

  @Test
  void realsOfBothWidthsAreExact() {
    assertThat(read("cb3fb999999999999a")).isTrue();
    assertThat(header.kind()).isEqualTo(Kind.FLOAT);
    assertThat(header.real()).isEqualTo(0.1);
    assertThat(read("ca3f000000")).isTrue();
    assertThat(header.real()).isEqualTo(0.5);
    assertThat(header.length()).isEqualTo(5);
    assertThat(read("cb7ff8000000000000")).isTrue();
    assertThat(header.real()).isNaN();
  }

  @Test
  void textAndBytesTellTheirLength() {
    is("a568656c6c6f", Kind.STRING, 1, 5);
    is("a0", Kind.STRING, 1, 0);
    is("d9ff", Kind.STRING, 2, 255);
    is("da0100", Kind.STRING, 3, 256);
    is("dbffffffff", Kind.STRING, 5, 4294967295L);
    is("c403", Kind.BINARY, 2, 3);
    is("c5ffff", Kind.BINARY, 3, 65535);
    is("c600010000", Kind.BINARY, 5, 65536);
    assertThat(header.payload()).isEqualTo(65536);
  }

  @Test
  void containersTellTheirCount() {
    is("93", Kind.ARRAY, 1, 3);
    is("dc0010", Kind.ARRAY, 3, 16);
    is("dd00010000", Kind.ARRAY, 5, 65536);
    is("82", Kind.MAP, 1, 2);
    is("de0010", Kind.MAP, 3, 16);
    is("dfffffffff", Kind.MAP, 5, 4294967295L);
    assertThat(header.isContainer()).isTrue();
    assertThat(header.payload()).isZero();
  }

  @Test
  void extensionsCountTheirTypeToTheHeader() {
    is("d60561626364", Kind.EXTENSION, 2, 4);
    is("d405", Kind.EXTENSION, 2, 1);
    is("d805", Kind.EXTENSION, 2, 16);
    is("c70305616263", Kind.EXTENSION, 3, 3);
    is("c8010005", Kind.EXTENSION, 4, 256);
    is("c90001000005", Kind.EXTENSION, 6, 65536);
  }

  @Test
  void constantsAreOneByte() {
    is("c0", Kind.NIL, 1, 0);
    is("c2", Kind.FALSE, 1, 0);
    is("c3", Kind.TRUE, 1, 0);
    is("c1", Kind.NEVER, 1, 0);
    assertThat(header.isContainer()).isFalse();
  }

  @Test
  void aHeaderThatIsNotWholeIsNotRead() {
    for (String cut : new String[] {"", "cc", "cd01", "ce000000", "cb3fb99999999999", "dc00"}) {
      assertThat(read(cut)).as(cut).isFalse();
    }
  }

  @Test
  void theLimitCountsNotTheArraysEnd() {
    byte[] bytes = HexFormat.of().parseHex("00cd0100");
    assertThat(header.read(bytes, 1, 3)).isFalse();
    assertThat(header.read(bytes, 1, 4)).isTrue();
    assertThat(header.number()).isEqualTo(256);
  }
}
