package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.HexFile;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Numbers that no numpy dtype stores as they are. */
class NumberConversionTest {
  @Test
  void twelveBitsInTheMiddleOfSixteenKeepTheirSign() {
    // 1, -1 and 2047.
    assertThat(convert("100800000200000002000c00", "0400fc3ffc1f")).isEqualTo("0100ffffff07");
  }

  @Test
  void bitsOutsideTheNumberDoNotCount() {
    assertThat(convert("100000000200000002000c00", "ffff03c0")).isEqualTo("ff0f0000");
  }

  @Test
  void threeBytesBecomeFourInTheSameOrder() {
    assertThat(convert("100900000300000000001800", "fffffe000102")).isEqualTo("fffffffe00000102");
    assertThat(convert("100000000300000000001800", "feffff")).isEqualTo("feffff00");
    assertThat(NumberConversion.of(HexFile.datatype("100900000300000000001800")).result())
        .isEqualTo(DType.of(Kind.SIGNED, 4, ByteOrder.BIG_ENDIAN));
  }

  @Test
  void bfloat16IsTheUpperHalfOfASingle() {
    // 1.5, -infinity, the least subnormal, -0.
    assertThat(convert("11200f00020000000000100007080007" + "7f000000", "c03f80ff01000080"))
        .isEqualTo("0000c03f" + "000080ff" + "00000100" + "00000080");
  }

  @Test
  void numbersThatNumpyHasAreLeftAlone() {
    for (String plain :
        new String[] {
          "100800000400000000002000",
          "11200f000200000000001000" + "0a05000a0f000000",
          "11203f000800000000004000340b0034ff030000",
          "1301000005000000"
        }) {
      assertThat(NumberConversion.of(HexFile.datatype(plain)).isNone()).as(plain).isTrue();
    }
  }

  private static String convert(String message, String hex) {
    Datatype type = HexFile.datatype(message);
    ByteBuffer stored = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    ByteBuffer target =
        NumberConversion.of(type).convert(stored, new OutputBuffer(Location.of("test")));
    byte[] bytes = new byte[target.limit()];
    target.get(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
