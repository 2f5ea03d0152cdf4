package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TableNameTest {
  @Test
  void labelsAreThoseOfTheContractAndTheChunks() {
    assertThat(List.of(TableName.values()))
        .extracting(TableName::label)
        .containsExactly(
            "runs",
            "streams",
            "data_keys",
            "configuration",
            "events",
            "stream",
            "documents",
            "assets",
            "frames",
            "datasets",
            "chunks",
            "quarantine",
            "conversions");
  }

  @Test
  void caseAndBlanksDoNotMatter() {
    assertThat(TableName.of(" Data_Keys ")).contains(TableName.DATA_KEYS);
    assertThat(TableName.of("RUNS")).contains(TableName.RUNS);
  }

  @Test
  void otherNamesAreNone() {
    for (String name : List.of("", "run", "data-keys", "stream.primary")) {
      assertThat(TableName.of(name)).as(name).isEmpty();
    }
  }

  @Test
  void onlyStreamsAndFramesHaveANameOfTheirOwn() {
    assertThat(TableName.values())
        .filteredOn(TableName::hasMember)
        .containsExactly(TableName.STREAM, TableName.FRAMES);
  }

  @Test
  void labelsDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(TableName.CONFIGURATION.label()).isEqualTo("configuration");
      assertThat(TableName.of("QUARANTINE")).contains(TableName.QUARANTINE);
    } finally {
      Locale.setDefault(before);
    }
  }
}
