package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  private static Descriptor descriptor(String json) throws JsonProcessingException {
    ObjectNode doc = (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    return Descriptor.of("d", "r", "primary", doc);
  }

  @Test
  void keysStandInTheOrderOfTheDocument() throws JsonProcessingException {
    Descriptor d = descriptor("{'data_keys': {'z': {}, 'a': {'dtype': 'number'}, 'm': {}}}");
    assertThat(d.keys()).extracting(DataKey::name).containsExactly("z", "a", "m");
    assertThat(d.key("a").orElseThrow().dtype()).isEqualTo("number");
    assertThat(d.key("A")).isEmpty();
  }

  @Test
  void whatIsNoObjectIsNoKey() throws JsonProcessingException {
    assertThat(descriptor("{'data_keys': {'a': 5, 'b': {}, 'c': null}}").keys())
        .extracting(DataKey::name)
        .containsExactly("b");
    assertThat(descriptor("{'data_keys': [1]}").keys()).isEmpty();
    assertThat(descriptor("{}").keys()).isEmpty();
  }

  @Test
  void onlyValuesBeforeStreamResourcesAreDatumIds() throws JsonProcessingException {
    assertThat(descriptor("{'data_keys': {'i': {'external': 'FILESTORE:'}}}").refersToDatums())
        .isTrue();
    assertThat(descriptor("{'data_keys': {'i': {'external': 'STREAM:'}}}").refersToDatums())
        .isFalse();
    assertThat(descriptor("{'data_keys': {'i': {}}}").refersToDatums()).isFalse();
    assertThat(
            descriptor("{'data_keys': {'a': {'external': 'STREAM:'}, 'b': {'external': 'OLD:'}}}")
                .refersToDatums())
        .isTrue();
  }

  @Test
  void theKeyItselfNamesItsObjectBeforeTheList() throws JsonProcessingException {
    Descriptor d =
        descriptor(
            "{'data_keys': {'a': {'object_name': 'said'}, 'b': {}, 'c': {}},"
                + " 'object_keys': {'det': ['x', 'a'], 'motor': ['b'], 'other': ['b']}}");
    assertThat(d.objectOf(d.key("a").orElseThrow())).isEqualTo("said");
    assertThat(d.objectOf(d.key("b").orElseThrow())).isEqualTo("motor");
    assertThat(d.objectOf(d.key("c").orElseThrow())).isEmpty();
  }

  @Test
  void objectIsEmptyWithoutAList() throws JsonProcessingException {
    Descriptor d = descriptor("{'data_keys': {'a': {}}, 'object_keys': ['a']}");
    assertThat(d.objectOf(d.keys().get(0))).isEmpty();
  }
}
