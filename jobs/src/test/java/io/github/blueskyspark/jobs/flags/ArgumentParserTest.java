package io.github.blueskyspark.jobs.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.options.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentParserTest {
  private static final Flag TO = Flag.value("--to", "DIR", "Where.");
  private static final CommandSpec CONVERT =
      new CommandSpec(
          "convert", "archives to a warehouse", List.of("SOURCE…"), List.of(TO), true, "About.");
  private static final CommandSpec SHOW =
      new CommandSpec("show", "one run", List.of("SOURCE", "KEY"), List.of(), true, "About.");
  private final ArgumentParser parser = new ArgumentParser(List.of(CONVERT, SHOW));

  private Arguments parse(String... line) {
    return parser.parse(List.of(line));
  }

  @Test
  void globalFlagsStandBeforeOrAfterTheCommand() {
    Arguments before = parse("--quiet", "--master", "local[2]", "convert", "a", "--to", "b");
    Arguments after = parse("convert", "a", "--to", "b", "--quiet", "--master=local[2]");
    assertThat(before).isEqualTo(after);
    assertThat(before.words()).containsExactly("a");
    assertThat(before.has(GlobalFlags.QUIET)).isTrue();
    assertThat(before.last(GlobalFlags.MASTER)).contains("local[2]");
  }

  @Test
  void negativeNumberIsAWord() {
    assertThat(parse("show", "dir", "-1").words()).containsExactly("dir", "-1");
  }

  @Test
  void doubleDashEndsTheFlags() {
    assertThat(parse("show", "--", "-x", "--y").words()).containsExactly("-x", "--y");
  }

  @Test
  void everyReaderOptionHasItsFlagInKebabCase() {
    Arguments parsed =
        parse(
            "convert",
            "a",
            "--root-map",
            "x=y",
            "--root-map",
            "u=v",
            "--ignore-missing-files",
            "-q",
            "{}");
    assertThat(ReaderFlags.given(parsed))
        .containsEntry(Options.ROOT_MAP.key(), "x=y,u=v")
        .containsEntry(Options.IGNORE_MISSING_FILES.key(), "true")
        .containsEntry(Options.QUERY.key(), "{}");
  }

  @Test
  void otherOptionsPassThroughOption() {
    assertThat(ReaderFlags.given(parse("convert", "a", "--option", "mongo.batchSize=5")))
        .containsEntry("mongo.batchSize", "5");
    assertThatThrownBy(() -> ReaderFlags.given(parse("convert", "a", "--option", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Write --option KEY=VALUE");
  }

  @Test
  void unknownCommandNamesTheNearest() {
    assertThatThrownBy(() -> parse("convrt", "a"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "bluesky-spark: Cannot run command 'convrt': there is none of that name. Did you mean"
                + " 'convert'? See bluesky-spark --help.");
  }

  @Test
  void unknownFlagNamesTheNearest() {
    assertThatThrownBy(() -> parse("convert", "a", "--allowed-rots", "/"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "Cannot use flag '--allowed-rots': there is none of that name. Did you mean"
                + " '--allowed-roots'?");
  }

  @Test
  void flagWithoutItsValueIsRefused() {
    assertThatThrownBy(() -> parse("convert", "a", "--to"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Write --to DIR");
  }

  @Test
  void wordsThatLackOrAreTooManyAreRefused() {
    assertThatThrownBy(() -> parse("show", "a"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("KEY is missing");
    assertThatThrownBy(() -> parse("show", "a", "b", "c"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'c' is one word too many");
    assertThat(parse("convert", "a", "b", "c").words()).hasSize(3);
  }

  @Test
  void helpNeedsNoWords() {
    assertThat(parse("show", "--help").has(GlobalFlags.HELP)).isTrue();
    assertThat(parse("--help").spec().name()).isEmpty();
  }
}
