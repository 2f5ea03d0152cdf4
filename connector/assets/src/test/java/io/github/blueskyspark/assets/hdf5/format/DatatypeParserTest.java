package io.github.blueskyspark.assets.hdf5.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.hdf5.format.Datatype.Kind;
import io.github.blueskyspark.assets.hdf5.format.Datatype.Member;
import io.github.blueskyspark.errors.AssetException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datatypes as {@code H5Tencode} writes what h5py makes of numpy dtypes. */
class DatatypeParserTest {
  private static final String INT8 = "100800000100000000000800";
  private static final String INT16 = "100800000200000000001000";
  private static final String INT32 = "100800000400000000002000";

  @Test
  void aSignedLittleEndianInteger() {
    Datatype type = parse(INT32);
    assertThat(type.kind()).isEqualTo(Kind.INTEGER);
    assertThat(type.size()).isEqualTo(4);
    assertThat(type.isSigned()).isTrue();
    assertThat(type.isBigEndian()).isFalse();
    assertThat(type.number().precision()).isEqualTo(32);
  }

  @Test
  void anUnsignedBigEndianInteger() {
    Datatype type = parse("100100000200000000001000");
    assertThat(type.isSigned()).isFalse();
    assertThat(type.isBigEndian()).isTrue();
  }

  @Test
  void anIntegerThatUsesSomeOfItsBits() {
    Datatype type = parse("100800000200000002000c00");
    assertThat(type.number().offset()).isEqualTo(2);
    assertThat(type.number().precision()).isEqualTo(12);
  }

  @Test
  void aDoubleHasTheLayoutOfIeee() {
    Datatype type = parse("11203f000800000000004000340b0034ff030000");
    assertThat(type.kind()).isEqualTo(Kind.FLOAT);
    assertThat(type.number().exponent()).containsExactly(52, 11);
    assertThat(type.number().mantissa()).containsExactly(0, 52);
    assertThat(type.number().bias()).isEqualTo(1023);
  }

  @Test
  void stringsKnowTheirPadding() {
    assertThat(parse("1301000005000000").isNullPadded()).isTrue();
    assertThat(parse("1302000004000000").isSpacePadded()).isTrue();
    assertThat(parse("1311000006000000").size()).isEqualTo(6);
  }

  @Test
  void aSequenceOfNumbersIsNoText() {
    Datatype sequence = parse("1900000010000000" + INT32);
    assertThat(sequence.isVariable()).isTrue();
    assertThat(sequence.isText()).isFalse();
    assertThat(sequence.element().size()).isEqualTo(4);
    assertThat(parse("1901010008000000100000000100000000000800").isText()).isTrue();
  }

  @Test
  void anEnumOfVersionOneHasPaddedNames() {
    Datatype bool =
        parse("1802000001000000" + INT8 + "46414c5345000000" + "5452554500000000" + "0001");
    assertThat(bool.kind()).isEqualTo(Kind.ENUM);
    assertThat(bool.members()).extracting(Member::name).containsExactly("FALSE", "TRUE");
    assertThat(bool.members().get(1).value()).containsExactly(1);
  }

  @Test
  void aCompoundOfVersionOneHasOldAxesInItsFields() {
    Datatype type =
        parse(
            "1602000006000000"
                + ("7800000000000000" + "00000000" + "00".repeat(28) + INT16)
                + ("7900000000000000" + "02000000" + "00".repeat(28))
                + "11201f000400000000002000170800177f000000");
    assertThat(type.members()).extracting(Member::name).containsExactly("x", "y");
    assertThat(type.members()).extracting(Member::offset).containsExactly(0, 2);
    assertThat(type.members().get(1).type().kind()).isEqualTo(Kind.FLOAT);
    assertThat(type.isVariable()).isFalse();
  }

  @Test
  void anArrayKeepsItsAxes() {
    Datatype type =
        parse("2a0000000c000000" + "02000000" + "0200000003000000" + "0000000001000000" + INT16);
    assertThat(type.kind()).isEqualTo(Kind.ARRAY);
    assertThat(type.dims()).isEqualTo(List.of(2, 3));
    assertThat(type.element().size()).isEqualTo(2);
  }

  @Test
  void contradictionsAreDamage() {
    assertDamaged("100800000000000000002000", "of 0 bytes");
    assertDamaged("100800000200000008001000", "bits 8 to 24 of 2 bytes");
    assertDamaged("600800000400000000002000", "class 0 of version 6");
    assertDamaged("1c0800000400000000002000", "class 12 of version 1");
    assertDamaged(
        "2a0000000d000000" + "02000000" + "0200000003000000" + "0000000001000000" + INT16,
        "an array of 12 bytes in 13");
    assertDamaged("1900000010000000".repeat(40) + INT32, "nests deeper than 32");
  }

  private static void assertDamaged(String hex, String found) {
    assertThatThrownBy(() -> parse(hex))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(found);
  }

  private static Datatype parse(String hex) {
    return DatatypeParser.parse(HexFile.cursor(hex));
  }
}
