package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.HexFile;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TextPaddingTest {
  private static final String TERMINATED = "1300000004000000";
  private static final String NULL_PADDED = "1301000004000000";
  private static final String SPACE_PADDED = "1302000004000000";

  @Test
  void spacesAtTheEndBecomeNuls() {
    // "A B " and four spaces.
    assertThat(convert(SPACE_PADDED, "4120422020202020")).isEqualTo("4120420000000000");
  }

  @Test
  void whatFollowsTheFirstNulOfATerminatedTextIsCleared() {
    assertThat(convert(TERMINATED, "4100424341424344")).isEqualTo("4100000041424344");
  }

  @Test
  void nullPaddedTextIsLeftAlone() {
    assertThat(TextPadding.of(HexFile.datatype(NULL_PADDED)).isNone()).isTrue();
    assertThat(TextPadding.of(HexFile.datatype("100800000400000000002000")).isNone()).isTrue();
  }

  @Test
  void textsInsideCompoundsAreFound() {
    // Version 3: a uint8 'n' at 0, a text 't' at 1.
    String compound =
        "3602000005000000" + "6e0000" + "300000000100000000000800" + "740001" + SPACE_PADDED;
    assertThat(convert(compound, "2041202020" + "2020202042"))
        .isEqualTo("2041000000" + "2020202042");
  }

  private static String convert(String message, String hex) {
    ByteBuffer stored = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    ByteBuffer target =
        TextPadding.of(HexFile.datatype(message))
            .convert(stored, new OutputBuffer(Location.of("test")));
    byte[] bytes = new byte[target.limit()];
    target.get(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
