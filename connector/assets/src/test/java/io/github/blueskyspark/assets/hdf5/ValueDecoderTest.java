package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.GlobalHeap;
import io.github.blueskyspark.assets.hdf5.format.HexFile;
import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as numpy has them, types as {@code H5Tencode} writes them. */
class ValueDecoderTest {
  private static final String INT8 = "100800000100000000000800";
  private static final String INT16 = "100800000200000000001000";
  private static final String TEXT = "1901010010000000100000000100000000000800";

  // A global heap at address 16 whose object 1 is "heap".
  private static final String HEAP =
      "00".repeat(16)
          + ("47434f4c01000000" + "2800000000000000")
          + ("0100000000000000" + "0400000000000000" + "6865617000000000");

  @Test
  void integersKeepSignAndOrder() throws IOException {
    assertThat(decode(INT16, "feff0100", 2)).containsExactly(-2L, 1L);
    assertThat(decode("100100000200000000001000", "fffe", 1)).containsExactly(65534L);
  }

  @Test
  void unsignedIntegersBeyondLongAreBig() throws IOException {
    assertThat(decode("100000000800000000004000", "ffffffffffffffff", 1))
        .containsExactly(new BigInteger("18446744073709551615"));
    assertThat(decode("100000000800000000004000", "ffffffffffffff7f", 1))
        .containsExactly(Long.MAX_VALUE);
  }

  @Test
  void floatsOfThreeWidthsAreDoubles() throws IOException {
    assertThat(decode("11200f000200000000001000" + "0a05000a0f000000", "003e", 1))
        .containsExactly(1.5);
    assertThat(decode("11211f000400000000002000170800177f000000", "3fc00000", 1))
        .containsExactly(1.5);
    assertThat(decode("11203f000800000000004000340b0034ff030000", "000000000000f83f", 1))
        .containsExactly(1.5);
  }

  @Test
  void h5pyBooleansAreBooleans() throws IOException {
    String bool = "1802000001000000" + INT8 + "46414c5345000000" + "5452554500000000" + "0001";
    assertThat(decode(bool, "0100", 2)).containsExactly(true, false);
  }

  @Test
  void fixedTextEndsAtNulOrBeforeSpaces() throws IOException {
    assertThat(decode("1301000005000000", "c3a4000000", 1)).containsExactly("ä");
    assertThat(decode("1302000004000000", "41204220", 1)).containsExactly("A B");
  }

  @Test
  void compoundsAreMapsInTheOrderOfTheFile() throws IOException {
    String compound =
        "3602000003000000" + "790000" + INT16.replaceFirst("1", "3") + "780002" + INT8;
    assertThat(decode(compound, "0500ff", 1)).containsExactly(Map.of("y", 5L, "x", -1L));
  }

  @Test
  void arraysAreNestedLists() throws IOException {
    String array =
        "2a0000000c000000" + "02000000" + "0200000003000000" + "0000000001000000" + INT16;
    assertThat(decode(array, "010002000300040005000600", 1))
        .containsExactly(List.of(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L)));
  }

  @Test
  void variableTextLiesInTheGlobalHeap() throws IOException {
    assertThat(decode(TEXT, "04000000" + "1000000000000000" + "01000000", 1))
        .containsExactly("heap");
    assertThat(decode(TEXT, "00".repeat(16), 1)).containsExactly("");
  }

  @Test
  void aHeapObjectThatIsNotThereIsDamage() {
    assertThatThrownBy(() -> decode(TEXT, "04000000" + "1000000000000000" + "07000000", 1))
        .isInstanceOf(AssetException.class);
    assertThatThrownBy(() -> decode(TEXT, "04000000" + "0004000000000000" + "01000000", 1))
        .isInstanceOf(AssetException.class);
  }

  @Test
  void flatListsNestByShape() {
    assertThat(ValueDecoder.nest(List.of(1, 2, 3, 4), new long[] {2, 2}))
        .containsExactly(List.of(1, 2), List.of(3, 4));
    assertThat(ValueDecoder.nest(List.of(1, 2), new long[] {2})).containsExactly(1, 2);
  }

  private static List<Object> decode(String message, String hex, int count) throws IOException {
    FileBytes file = HexFile.file(HEAP);
    return new ValueDecoder(file, new GlobalHeap(file))
        .list(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), count, HexFile.datatype(message));
  }
}
