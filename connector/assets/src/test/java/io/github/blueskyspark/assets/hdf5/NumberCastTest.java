package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** HDF5 clips numbers that do not fit, where numpy would wrap them around. */
class NumberCastTest {
  @Test
  void integersThatDoNotFitBecomeTheNearestThatDoes() {
    assertThat(cast(little(Kind.SIGNED, 2), little(Kind.SIGNED, 1), "80007fff0500"))
        .isEqualTo("7f" + "80" + "05");
    assertThat(cast(little(Kind.SIGNED, 2), little(Kind.UNSIGNED, 1), "ffff0001ff00"))
        .isEqualTo("00" + "ff" + "ff");
  }

  @Test
  void theGreatestUnsignedIntegerIsNotNegative() {
    String huge = "ffffffffffffffff";
    assertThat(cast(little(Kind.UNSIGNED, 8), little(Kind.SIGNED, 4), huge)).isEqualTo("ffffff7f");
    assertThat(cast(little(Kind.UNSIGNED, 8), little(Kind.SIGNED, 8), huge))
        .isEqualTo("ffffffffffffff7f");
    assertThat(cast(little(Kind.UNSIGNED, 8), little(Kind.UNSIGNED, 8), huge)).isEqualTo(huge);
    // 2^64 as a double.
    assertThat(cast(little(Kind.UNSIGNED, 8), little(Kind.FLOAT, 8), huge))
        .isEqualTo("000000000000f043");
  }

  @Test
  void floatsAreCutTowardsZeroAndClipped() {
    // 2.75, -2.75, 1e10 and -infinity.
    String floats = "00003040" + "000030c0" + "f9021550" + "000080ff";
    assertThat(cast(little(Kind.FLOAT, 4), little(Kind.SIGNED, 4), floats))
        .isEqualTo("02000000" + "feffffff" + "ffffff7f" + "00000080");
    assertThat(cast(little(Kind.FLOAT, 4), little(Kind.UNSIGNED, 1), floats))
        .isEqualTo("02" + "00" + "ff" + "00");
  }

  @Test
  void floatsBeyondTheSignedRangeFitAnUnsignedOne() {
    // 2^63.
    assertThat(cast(little(Kind.FLOAT, 8), little(Kind.UNSIGNED, 8), "000000000000e043"))
        .isEqualTo("0000000000000080");
    assertThat(cast(little(Kind.FLOAT, 8), little(Kind.SIGNED, 8), "000000000000e043"))
        .isEqualTo("ffffffffffffff7f");
  }

  @Test
  void byteOrdersOfBothSidesAreKept() {
    DType big = DType.of(Kind.SIGNED, 2, ByteOrder.BIG_ENDIAN);
    assertThat(cast(big, little(Kind.SIGNED, 4), "fffe0102")).isEqualTo("feffffff02010000");
    assertThat(
            cast(
                little(Kind.FLOAT, 8),
                DType.of(Kind.FLOAT, 4, ByteOrder.BIG_ENDIAN),
                "000000000000f83f"))
        .isEqualTo("3fc00000");
  }

  @Test
  void halfPrecisionWidens() {
    assertThat(cast(little(Kind.FLOAT, 2), little(Kind.FLOAT, 8), "003cff7b"))
        .isEqualTo("000000000000f03f" + "0000000000fcef40");
  }

  @Test
  void noCastIsNone() {
    assertThat(NumberCast.NONE.isNone()).isTrue();
    assertThat(NumberCast.of(little(Kind.SIGNED, 1), little(Kind.SIGNED, 2)).isNone()).isFalse();
  }

  private static DType little(Kind kind, int size) {
    return DType.of(kind, size, ByteOrder.LITTLE_ENDIAN);
  }

  private static String cast(DType from, DType to, String hex) {
    ByteBuffer source = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    ByteBuffer target =
        NumberCast.of(from, to).convert(source, new OutputBuffer(Location.of("test")));
    byte[] bytes = new byte[target.limit()];
    target.get(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
