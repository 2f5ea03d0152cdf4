package io.github.blueskyspark.archives.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesStoreTest {
  private final FilesStore store = new FilesStore();

  private static ArchivePlace place(String... names) {
    List<FileRef> files =
        Arrays.stream(names).map(n -> new FileRef("file:/nowhere/" + n, 10, 5000)).toList();
    return new ArchivePlace("file:/nowhere", files);
  }

  private static StoreRequest request(ArchivePlace place, Map<String, String> options) {
    return new StoreRequest(
        place, OptionValues.parse(options), new LocalStorage(), List.of(), Set.of());
  }

  @Test
  void onlyPlacesWithoutDocumentsAreRecognised() {
    LocalStorage storage = new LocalStorage();
    assertThat(store.recognises(place("a_1.tif", "README.txt", "Thumbs.db"), storage)).isTrue();
    assertThat(store.recognises(place("a.h5", "run.jsonl"), storage)).isFalse();
    assertThat(store.recognises(place("a.h5", "catalog.db"), storage)).isFalse();
    assertThat(store.recognises(place("README.txt"), storage)).isFalse();
  }

  @Test
  void aTemplateThatNoNameFitsIsSaid() {
    StoreRequest request = request(place("a_1.tif"), Map.of("template", "b_{index}.tif"));
    assertThatThrownBy(() -> store.parts(request))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("none of 1 names is like 'b_{index}.tif'");
  }

  @Test
  void aFileThatNoReaderKnowsLeavesARunWithoutStreams() throws IOException {
    List<FileRef> parts = store.parts(request(place("a_1.tif", "a_2.tif"), Map.of())).parts();
    assertThat(parts).hasSize(1);
    OptionValues options = OptionValues.parse(Map.of());
    StoreReading reading =
        new StoreReading(
            new LocalStorage(), ReadLimits.DEFAULT, options, Scope.EVERYTHING, Set.of());
    List<String> names = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    try (DocumentReader reader = store.open(parts.get(0), reading)) {
      for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
        if (step == Step.DOCUMENT) {
          names.add(reader.document().name());
          assertThat(new String(reader.document().text(), StandardCharsets.UTF_8))
              .contains("\"uid\"");
        } else {
          rules.add(reader.rejection().rule());
        }
      }
    }
    assertThat(names).containsExactly("start", "stop");
    assertThat(rules).hasSize(1);
  }
}
