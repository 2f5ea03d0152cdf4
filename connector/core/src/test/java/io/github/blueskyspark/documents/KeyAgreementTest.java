package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyAgreementTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final KeyAgreement agreement = new KeyAgreement();

  private static Descriptor descriptor(String uid, String... keys) {
    ObjectNode doc = JSON.objectNode();
    ObjectNode declared = doc.putObject("data_keys");
    for (String key : keys) {
      ObjectNode about = declared.putObject(key);
      if (key.startsWith("img")) {
        about.put("external", "STREAM:");
      }
    }
    return Descriptor.of(uid, "run", "primary", doc);
  }

  @Test
  void orderOfTheKeysDoesNotMatter() {
    assertThat(agreement.disagreement(descriptor("d", "a", "b"), List.of("b", "a"))).isEmpty();
  }

  @Test
  void keysOfStreamResourcesMayBeMissingOrThere() {
    Descriptor d = descriptor("d", "a", "img");
    assertThat(agreement.disagreement(d, List.of("a"))).isEmpty();
    assertThat(agreement.disagreement(d, List.of("a", "img"))).isEmpty();
  }

  @Test
  void missingKeyIsShownWithWhatIsDeclared() {
    assertThat(agreement.disagreement(descriptor("d1", "b", "a"), List.of("a")))
        .contains("the event has data keys [a], its descriptor 'd1' declares [a, b]");
  }

  @Test
  void undeclaredKeyIsShownSorted() {
    assertThat(agreement.disagreement(descriptor("d1", "a"), List.of("z", "a", "c")))
        .contains("the event has data keys [a, c, z], its descriptor 'd1' declares [a]");
  }

  @Test
  void eachDescriptorIsComparedForItself() {
    List<String> keys = List.of("a");
    assertThat(agreement.disagreement(descriptor("d1", "a"), keys)).isEmpty();
    assertThat(agreement.disagreement(descriptor("d2", "b"), keys)).isPresent();
    assertThat(agreement.disagreement(descriptor("d1", "a"), keys)).isEmpty();
  }

  @Test
  void longListsAreCut() {
    List<String> keys = List.of("x".repeat(2000));
    assertThat(agreement.disagreement(descriptor("d", "a"), keys).orElseThrow())
        .hasSizeLessThan(700)
        .contains("xxx…, its descriptor 'd' declares [a]");
  }
}
