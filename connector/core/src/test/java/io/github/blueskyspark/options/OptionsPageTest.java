package io.github.blueskyspark.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/options.md says what the code says. Write it anew with {@code mvn -pl connector/core test
 * -Dtest=OptionsPageTest -Doptions.page=write}.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../../docs/options.md");

  @Test
  void committedPageIsWhatTheDeclarationsGive() throws IOException {
    String page = OptionsPage.markdown();
    if (System.getProperty("options.page", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/options.md; write it anew with -Doptions.page=write")
        .content()
        .isEqualTo(page);
  }

  @Test
  void pageNamesEveryOptionOnceWithItsFlag() {
    for (Option<?> option : Options.all()) {
      assertThat(OptionsPage.markdown())
          .containsOnlyOnce("| `" + option.key() + "` | `" + option.flag() + "` |");
    }
  }

  @Test
  void pageNamesTheGroupsThatPassOn() {
    assertThat(OptionsPage.markdown()).contains("`mongo.*`", "`tiled.*`", "`kafka.*`");
  }

  @Test
  void barsInsideTextDoNotEndACell() {
    assertThat(OptionsPage.markdown().lines().filter(l -> l.startsWith("| `")))
        .allSatisfy(l -> assertThat(l.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(5));
  }
}
