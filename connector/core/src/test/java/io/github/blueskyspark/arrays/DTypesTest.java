package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DTypesTest {
  private static DType json(String text) throws JsonProcessingException {
    return DTypes.parse(new ObjectMapper().readTree(text.replace('\'', '"'))).orElseThrow();
  }

  private static boolean isNone(String text) throws JsonProcessingException {
    return DTypes.parse(new ObjectMapper().readTree(text.replace('\'', '"'))).isEmpty();
  }

  /** {@code np.dtype(text).str} and {@code .itemsize} of numpy on a little-endian machine. */
  @ParameterizedTest
  @CsvSource({
    "<u2, <u2, 2",
    ">u2, >u2, 2",
    "=i8, <i8, 8",
    "f4, <f4, 4",
    "<u1, |u1, 1",
    ">i1, |i1, 1",
    "|b1, |b1, 1",
    "?, |b1, 1",
    ">c16, >c16, 16",
    "<c8, <c8, 8",
    "f2, <f2, 2",
    "<U5, <U5, 20",
    ">U1, >U1, 4",
    "|S7, |S7, 7",
    "S0, |S0, 0",
    "|V12, |V12, 12",
  })
  void spellingsAreReadAsNumpyReadsThem(String text, String str, int itemSize) {
    DType type = DTypes.parse(text).orElseThrow();
    assertThat(type).hasToString(str);
    assertThat(type.itemSize()).isEqualTo(itemSize);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "|O", "O", "<M8[ns]", "<m8[s]", "<i3", "<u16", "<f16", "<f1", "<c4", "b2", "uint8",
        "<<u2", "u2 u2", "<u-2",
      })
  void typesWithoutFixedBytesAreNone(String text) {
    assertThat(DTypes.parse(text)).isEmpty();
  }

  /** {@code str(np.dtype([...]).descr)}. */
  @Test
  void fieldsLieBehindEachOther() throws JsonProcessingException {
    DType type = json("[['x', '<f8'], ['y', '>u2', [2, 3]], ['z', '|u1', 4]]");
    assertThat(type).hasToString("[('x', '<f8'), ('y', '>u2', (2, 3)), ('z', '|u1', (4,))]");
    assertThat(type.itemSize()).isEqualTo(24);
    assertThat(type.fields()).extracting(DType.Field::offset).containsExactly(0, 8, 20);
  }

  @Test
  void fieldsNest() throws JsonProcessingException {
    DType type = json("[['p', [['x', '<i2'], ['y', '<i2']]], ['t', '<f8']]");
    assertThat(type).hasToString("[('p', [('x', '<i2'), ('y', '<i2')]), ('t', '<f8')]");
    assertThat(type.itemSize()).isEqualTo(12);
  }

  @Test
  void gapsAreShownAsVoids() {
    DType byteType = DTypes.parse("|u1").orElseThrow();
    DType type = DType.struct(List.of(new DType.Field("a", byteType, List.of(), 2)), 8);
    assertThat(type).hasToString("[('', '|V2'), ('a', '|u1'), ('', '|V5')]");
  }

  @Test
  void otherJsonIsNone() throws JsonProcessingException {
    assertThat(isNone("5")).isTrue();
    assertThat(isNone("null")).isTrue();
    assertThat(isNone("[]")).isTrue();
    assertThat(isNone("['x', '<f8']")).isTrue();
    assertThat(isNone("[['x']]")).isTrue();
    assertThat(isNone("[['x', '|O']]")).isTrue();
    assertThat(isNone("{'x': '<f8'}")).isTrue();
  }
}
