package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LineFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final Candidates candidates =
      new Candidates(
          DocumentFormats.of(new LineFormat()),
          OptionValues.parse(Map.of("path", "mem:/archive/named.dat")));

  private boolean isDocuments(String name) {
    return candidates.isDocuments(new FileRef("mem:/archive/" + name, 1, 1));
  }

  @Test
  void filesAFormatOwnsAreDocuments() {
    assertThat(isDocuments("a.lines")).isTrue();
    assertThat(isDocuments("A.LINES.GZ")).isTrue();
  }

  @Test
  void filesWithoutAnEndingAreDocuments() {
    assertThat(isDocuments("export")).isTrue();
  }

  @Test
  void detectorFilesAreNoDocuments() {
    assertThat(isDocuments("frames.h5")).isFalse();
    assertThat(isDocuments("a.lines.bak")).isFalse();
    assertThat(isDocuments(".hidden")).isFalse();
  }

  @Test
  void filesTheUserNamedAreDocuments() {
    assertThat(isDocuments("named.dat")).isTrue();
    assertThat(isDocuments("other.dat")).isFalse();
  }
}
