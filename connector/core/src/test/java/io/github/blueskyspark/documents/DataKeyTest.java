package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private static DataKey key(String json) throws JsonProcessingException {
    return new DataKey("k", (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  private static String numpy(String json) throws JsonProcessingException {
    return key(json).numpy().map(DType::toString).orElse("none");
  }

  @Test
  void fieldsThatAreMissingOrNoTextAreEmpty() throws JsonProcessingException {
    assertThat(key("{}").dtype()).isEmpty();
    assertThat(key("{'dtype': 5}").dtype()).isEmpty();
    assertThat(key("{'dtype': null}").dtype()).isEmpty();
    assertThat(key("{'dtype': 'array'}").dtype()).isEqualTo("array");
    assertThat(key("{'units': 'mm'}").text("units")).isEqualTo("mm");
  }

  @Test
  void valuesAreOutsideWhenExternalSaysWhere() throws JsonProcessingException {
    assertThat(key("{'external': 'STREAM:'}").isExternal()).isTrue();
    assertThat(key("{'external': 'FILESTORE:'}").isExternal()).isTrue();
    assertThat(key("{'external': ''}").isExternal()).isFalse();
    assertThat(key("{'external': null}").isExternal()).isFalse();
    assertThat(key("{}").isExternal()).isFalse();
  }

  @Test
  void axesThatAreNoLengthAreRagged() throws JsonProcessingException {
    assertThat(key("{'shape': [1, 512, 0]}").shape()).containsExactly(1L, 512L, 0L);
    assertThat(key("{'shape': [null, 3]}").shape()).containsExactly(-1L, 3L);
    assertThat(key("{'shape': [-7, 2.5, '3', true]}").shape()).containsExactly(-1L, -1L, -1L, -1L);
    assertThat(key("{'shape': [9223372036854775808]}").shape()).containsExactly(-1L);
    assertThat(key("{'shape': [9223372036854775807]}").shape())
        .containsExactly(9223372036854775807L);
  }

  @Test
  void scalarsAndMissingShapesHaveNoAxes() throws JsonProcessingException {
    assertThat(key("{'shape': []}").shape()).isEmpty();
    assertThat(key("{'shape': 5}").shape()).isEmpty();
    assertThat(key("{'shape': null}").shape()).isEmpty();
    assertThat(key("{}").shape()).isEmpty();
  }

  @Test
  void theFirstSpellingThatNamesATypeCounts() throws JsonProcessingException {
    assertThat(numpy("{'dtype_str': '<i4', 'dtype_numpy': '<u2'}")).isEqualTo("<u2");
    assertThat(numpy("{'dtype_numpy': '|O', 'dtype_str': '>f4'}")).isEqualTo(">f4");
    assertThat(numpy("{'dtype_numpy': '<u2', 'dtype_descr': [['x', '<f8'], ['y', '|u1']]}"))
        .isEqualTo("[('x', '<f8'), ('y', '|u1')]");
    assertThat(numpy("{'dtype_numpy': [['x', '<f8']]}")).isEqualTo("[('x', '<f8')]");
    assertThat(numpy("{'dtype_numpy': null, 'dtype_str': ''}")).isEqualTo("none");
    assertThat(numpy("{}")).isEqualTo("none");
  }
}
