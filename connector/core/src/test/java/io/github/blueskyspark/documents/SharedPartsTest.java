package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedPartsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final SharedParts parts = new SharedParts();

  private ObjectNode take(String json) throws IOException {
    return parts.of((ObjectNode) JSON.readTree(json));
  }

  private void takeMany() {
    IntStream.range(0, 200).forEach(i -> parts.of(JSON.createObjectNode().put("uid", i)));
  }

  @Test
  void equalPartsOfManyDocumentsAreOne() throws IOException {
    takeMany();
    ObjectNode first = take("{\"uid\":\"a\",\"keys\":{\"x\":{\"shape\":[1]}},\"time\":1}");
    ObjectNode second = take("{\"uid\":\"b\",\"keys\":{\"x\":{\"shape\":[1]}},\"time\":2}");
    assertThat(second.get("keys")).isSameAs(first.get("keys"));
    assertThat(second.toString())
        .isEqualTo("{\"uid\":\"b\",\"keys\":{\"x\":{\"shape\":[1]}},\"time\":2}");
  }

  @Test
  void whatIsEqualBelowADifferenceIsSharedToo() throws IOException {
    takeMany();
    ObjectNode first = take("{\"c\":{\"det\":{\"data\":{\"a\":1},\"timestamps\":{\"a\":2}}}}");
    ObjectNode second = take("{\"c\":{\"det\":{\"data\":{\"a\":1},\"timestamps\":{\"a\":3}}}}");
    assertThat(second.at("/c/det/data")).isSameAs(first.at("/c/det/data"));
    assertThat(second.at("/c/det/timestamps/a").asInt()).isEqualTo(3);
  }

  @Test
  void anotherOrderOfKeysAndAnotherKindOfNumberAreOtherParts() throws IOException {
    takeMany();
    take("{\"k\":{\"a\":1,\"b\":2}}");
    assertThat(take("{\"k\":{\"b\":2,\"a\":1}}").toString()).isEqualTo("{\"k\":{\"b\":2,\"a\":1}}");
    ObjectNode whole = JSON.createObjectNode();
    whole.putObject("k").put("a", 1L).put("b", 2L);
    assertThat(parts.of(whole).at("/k/a").isLong()).isTrue();
  }

  @Test
  void documentsOfFewRunsAreLeftAlone() throws IOException {
    ObjectNode first = take("{\"keys\":{\"x\":1}}");
    assertThat(take("{\"keys\":{\"x\":1}}").get("keys")).isNotSameAs(first.get("keys"));
  }
}
