package io.github.blueskyspark.jobs.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpPageTest {
  private static CommandSpec spec(boolean readsArchive, Flag... own) {
    return new CommandSpec(
        "copy",
        "copies things",
        List.of("SOURCE", "TARGET"),
        List.of(own),
        readsArchive,
        "Copies.");
  }

  @Test
  void theOverviewNamesEveryCommandAndExitCode() {
    String page = HelpPage.overview(List.of(spec(false)));
    assertThat(page)
        .contains("\n  copy                      copies things\n")
        .contains("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with quarantined input.");
  }

  @Test
  void aPageBeginsWithItsUsage() {
    assertThat(HelpPage.of(spec(false)))
        .startsWith("Usage: bluesky-spark copy SOURCE TARGET [FLAGS]\n\nCopies.\n");
  }

  @Test
  void sectionsWithoutFlagsAreLeftOut() {
    assertThat(HelpPage.of(spec(false)))
        .doesNotContain("\nFlags:\n")
        .doesNotContain("Which runs and how to read them:");
    assertThat(HelpPage.of(spec(true))).contains("Which runs and how to read them:");
  }

  @Test
  void longTextIsBrokenAtAHundredCharactersAndIndented() {
    Flag talkative = Flag.value("--note", "TEXT", "word ".repeat(60).strip());
    String page = HelpPage.of(spec(false, talkative));
    assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(page).contains("\n  --note TEXT               word word");
    assertThat(page).contains("\n" + " ".repeat(28) + "word word");
  }

  @Test
  void aLongNameHasALineOfItsOwn() {
    Flag wide = Flag.value("--a-flag-of-great-length", "VALUE", "Something.");
    assertThat(HelpPage.of(spec(false, wide)))
        .contains("\n  --a-flag-of-great-length VALUE\n" + " ".repeat(28) + "Something.\n");
  }
}
