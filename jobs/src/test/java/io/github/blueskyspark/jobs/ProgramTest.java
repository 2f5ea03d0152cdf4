package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.jobs.commands.Commands;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProgramTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(List<Command> commands, String... line) throws InterruptedException {
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Program(commands, outStream, errStream, false).run(List.of(line));
  }

  private static Command failing(Exception thrown) {
    return new Command() {
      @Override
      public CommandSpec spec() {
        return new CommandSpec("fail", "fails", List.of(), List.of(), false, "Fails.");
      }

      @Override
      public int run(Invocation call) throws Exception {
        throw thrown;
      }
    };
  }

  @Test
  void nothingToDoIsWrongUsage() throws InterruptedException {
    assertThat(run(Commands.all())).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: bluesky-spark COMMAND");
  }

  @TestFactory
  Stream<DynamicTest> everyCommandHasAPage() {
    return Commands.all().stream()
        .map(c -> c.spec().name())
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      out.reset();
                      assertThat(run(Commands.all(), name, "--help")).isEqualTo(ExitCode.DONE);
                      assertThat(out.toString(StandardCharsets.UTF_8))
                          .startsWith("Usage: bluesky-spark " + name)
                          .hasSizeGreaterThan(200);
                    }));
  }

  @Test
  void malformedQueryIsToldBeforeSparkStarts() throws InterruptedException {
    assertThat(run(Commands.all(), "search", "dir", "-q", "{plan_name"))
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("option 'query': Cannot ");
  }

  @Test
  void valueThatAnOptionDoesNotTakeIsWrongUsage() throws InterruptedException {
    assertThat(run(Commands.all(), "search", "dir", "--mode", "SOMETIMES"))
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("PERMISSIVE").contains("FAILFAST");
  }

  @Test
  void causeThatTellsMostIsShownInOneLine() throws InterruptedException {
    Exception task =
        new IllegalStateException(
            "Job aborted",
            new ArchiveException(
                Location.file("file:/a.jsonl").at(17),
                "read event",
                "'seq_num' is missing",
                "Mend it"));
    assertThat(run(List.of(failing(task)), "fail")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("file:/a.jsonl:byte 17: Cannot read event: 'seq_num' is missing. Mend it.");
  }

  @Test
  void messageOfATaskIsFoundInSparksText() throws InterruptedException {
    Exception lost =
        new IllegalStateException(
            "Job aborted: Lost task 0.0: io.github.blueskyspark.errors.AssetException: x.h5: Cannot"
                + " read frame: cut. Wait.\n"
                + "\tat org.apache");
    assertThat(run(List.of(failing(lost)), "fail")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("x.h5: Cannot read frame: cut. Wait.");
  }

  @Test
  void unknownRunIsAFailureAndNotWrongUsage() throws InterruptedException {
    Exception unknown =
        new OptionException(Location.option("run"), "find run 'zzzzz'", "there is none", "Look");
    assertThat(run(List.of(failing(unknown)), "fail")).isEqualTo(ExitCode.FAILED);
    Exception roi =
        new OptionException(Location.option("roi"), "use value 'x'", "no slice", "Look");
    assertThat(run(List.of(failing(roi)), "fail")).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void verboseAddsTheTrace() throws InterruptedException {
    run(List.of(failing(new IllegalStateException("odd"))), "fail", "--verbose");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Cannot finish: IllegalStateException: odd.")
        .contains("\tat ");
  }
}
