package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(boolean quiet) {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        quiet,
        false);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void resultsAndNotesGoTwoWays() {
    console(false).print("row");
    console(false).note("beside");
    assertThat(text(out).strip()).isEqualTo("row");
    assertThat(text(err).strip()).isEqualTo("beside");
  }

  @Test
  void quietLeavesResultsAndErrors() {
    console(true).print("row");
    console(true).note("beside");
    console(true).error("wrong");
    assertThat(text(out).strip()).isEqualTo("row");
    assertThat(text(err).strip()).isEqualTo("wrong");
  }

  @Test
  void namesFromFilesCannotSteerTheTerminal() {
    console(false).error("file '\u001b[2Ja\nb\u202e'");
    assertThat(text(err).strip()).isEqualTo("file '[2Ja b'");
  }
}
