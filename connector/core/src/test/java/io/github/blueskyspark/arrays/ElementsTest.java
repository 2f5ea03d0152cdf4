package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes and values are what numpy's {@code tobytes().hex()} gives. */
class ElementsTest {
  private static DType dtype(String text) {
    return DTypes.parse(text).orElseThrow();
  }

  private static ByteBuffer hex(String text) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(text));
  }

  @Test
  void integersOfEverySizeSignAndOrder() {
    assertThat(Elements.asLong(dtype("|i1"), hex("80"), 0)).isEqualTo(-128);
    assertThat(Elements.asLong(dtype("|u1"), hex("80"), 0)).isEqualTo(128);
    assertThat(Elements.asLong(dtype("<i2"), hex("00feff"), 1)).isEqualTo(-2);
    assertThat(Elements.asLong(dtype(">u2"), hex("fffe"), 0)).isEqualTo(65534);
    assertThat(Elements.asLong(dtype("<u4"), hex("feffffff"), 0)).isEqualTo(4294967294L);
    assertThat(Elements.asLong(dtype(">i4"), hex("fffffffe"), 0)).isEqualTo(-2);
    assertThat(Elements.asLong(dtype("<i8"), hex("0000000000000080"), 0)).isEqualTo(Long.MIN_VALUE);
    assertThat(Elements.integer(dtype(">u8"), hex("ffffffffffffffff"), 0))
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(Elements.asDouble(dtype("<u8"), hex("ffffffffffffffff"), 0)).isEqualTo(0x1p64);
  }

  @Test
  void theOrderOfTheBufferDoesNotMatter() {
    ByteBuffer data = hex("01020304").order(ByteOrder.LITTLE_ENDIAN);
    assertThat(Elements.asLong(dtype(">u4"), data, 0)).isEqualTo(0x01020304);
    assertThat(Elements.asLong(dtype(">u4"), data.order(ByteOrder.BIG_ENDIAN), 0))
        .isEqualTo(0x01020304);
  }

  @Test
  void floatsOfEverySize() {
    assertThat(Elements.asDouble(dtype("<f8"), hex("000000000000f03f"), 0)).isEqualTo(1.0);
    assertThat(Elements.asDouble(dtype(">f4"), hex("c0490fdb"), 0)).isEqualTo((double) -3.1415927f);
    assertThat(Elements.asDouble(dtype("<f2"), hex("0100"), 0)).isEqualTo(0x1p-24);
    assertThat(Elements.asDouble(dtype("<f2"), hex("ff7b"), 0)).isEqualTo(65504.0);
    assertThat(Elements.asDouble(dtype(">f2"), hex("3555"), 0)).isEqualTo(0.333251953125);
    assertThat(Elements.asDouble(dtype("<f2"), hex("00fc"), 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elements.asDouble(dtype("<f2"), hex("007e"), 0)).isNaN();
    assertThat(Elements.asDouble(dtype("<f2"), hex("0080"), 0)).isEqualTo(-0.0);
  }

  @Test
  void everyHalfIsExact() {
    double before = Double.NEGATIVE_INFINITY;
    for (int bits = 0xFBFF; bits >= 0x8000; bits--) {
      double value = Elements.half((short) bits);
      assertThat(value).isGreaterThan(before);
      before = value;
    }
    assertThat(Elements.half((short) 0x3C00)).isEqualTo(1.0);
    assertThat(Elements.half((short) 0x03FF)).isEqualTo(1023 * 0x1p-24);
  }

  @Test
  void complexNumbersHaveTwoParts() {
    assertThat(Elements.real(dtype("<c8"), hex("0000803f000000c0"), 0)).isEqualTo(1.0);
    assertThat(Elements.imaginary(dtype("<c8"), hex("0000803f000000c0"), 0)).isEqualTo(-2.0);
    assertThat(Elements.imaginary(dtype(">c16"), hex("0000000000000000bff0000000000000"), 0))
        .isEqualTo(-1.0);
  }

  @Test
  void stringsLoseTheNulsAtTheirEndOnly() {
    ByteBuffer data = ByteBuffer.wrap("a\0bé\0\0\0".getBytes(StandardCharsets.UTF_8));
    assertThat(Elements.string(dtype("|S8"), data, 0)).isEqualTo("a\0bé");
    assertThat(Elements.string(dtype("|S2"), hex("ff41"), 0)).isEqualTo("\uFFFDA");
    assertThat(Elements.string(dtype("<U3"), hex("41000000" + "00f60100" + "00000000"), 0))
        .isEqualTo("A\uD83D\uDE00");
    assertThat(Elements.string(dtype(">U1"), hex("0000d800"), 0)).isEqualTo("\uFFFD");
    assertThat(Elements.string(dtype(">U1"), hex("7fffffff"), 0)).isEqualTo("\uFFFD");
  }

  @Test
  void opaqueBytesStayAsTheyAre() {
    assertThat(Elements.bytes(dtype("|V3"), hex("0001020300"), 1)).containsExactly(1, 2, 3);
    assertThat(Elements.asBoolean(hex("02"), 0)).isTrue();
  }

  @Test
  void wrongKindsAreOurBug() {
    assertThatThrownBy(() -> Elements.asLong(dtype("<f4"), hex("00000000"), 0))
        .hasMessageContaining("<f4", "please report");
    assertThatThrownBy(() -> Elements.string(dtype("<f4"), hex("00000000"), 0))
        .hasMessageContaining("string");
  }

  @Test
  void numbersOfEveryWidthBecomeLittleEndian() {
    assertThat(LittleEndian.bytes(dtype(">u2"), hex("00010203"))).containsExactly(1, 0, 3, 2);
    assertThat(LittleEndian.bytes(dtype(">i4"), hex("00010203"))).containsExactly(3, 2, 1, 0);
    assertThat(LittleEndian.bytes(dtype(">f8"), hex("0001020304050607")))
        .containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    assertThat(LittleEndian.bytes(dtype(">c8"), hex("0001020304050607")))
        .containsExactly(3, 2, 1, 0, 7, 6, 5, 4);
    assertThat(LittleEndian.bytes(dtype(">U1"), hex("00000041"))).containsExactly(0x41, 0, 0, 0);
    assertThat(LittleEndian.bytes(dtype("|S2"), hex("0001"))).containsExactly(0, 1);
    assertThat(LittleEndian.bytes(dtype("<u2"), hex("0001"))).containsExactly(0, 1);
  }

  @Test
  void bigEndianFieldsOfStructsAreTurnedInside() {
    DType inner = DType.struct(List.of(new DType.Field("b", dtype(">u2"), List.of(2), 1)), 5);
    DType struct =
        DType.struct(
            List.of(
                new DType.Field("a", dtype("<u2"), List.of(), 0),
                new DType.Field("n", inner, List.of(), 2)),
            8);
    assertThat(LittleEndian.needsSwap(struct)).isTrue();
    ByteBuffer data =
        hex("ff" + "0102" + "03" + "0405" + "0607" + "08" + "1112" + "13" + "1415" + "1617" + "18")
            .position(1);
    ByteBuffer got = ByteBuffer.allocate(20).position(2);
    LittleEndian.copy(struct, data, got);
    assertThat(HexFormat.of().formatHex(got.array()))
        .isEqualTo("0000" + "0102030504070608" + "1112131514171618" + "0000");
    assertThat(got.position()).isEqualTo(18);
    assertThat(data.position()).isEqualTo(1);
  }
}
