package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command run to its end in the root of the clone. */
record Shell(int exitCode, String out, String err) {
  private static final int MINUTES = 10;

  /** The root of the clone. */
  static Path root() {
    return Path.of(System.getProperty("bluesky.root"));
  }

  /** Runs a command; fails when it does not end. */
  static Shell run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("shell", ".out");
    Path err = Files.createTempFile("shell", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended).as("%s ends within %d minutes", List.of(command), MINUTES).isTrue();
      return new Shell(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** Whether {@code python3} is there and has these modules, comma-separated. */
  static boolean hasPython(String modules) throws IOException, InterruptedException {
    return run("bash", "-c", "command -v python3 && python3 -c 'import " + modules + "'").exitCode()
        == 0;
  }
}
