package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.commands.Commands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program {@code bluesky-spark}; the same class under spark-submit and from the launcher. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) throws InterruptedException {
    // Spark and its libraries may print to System.out; results have it to themselves.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(err);
    boolean terminal = "yes".equals(System.getenv("BLUESKY_SPARK_TERMINAL"));
    LogSettings.quiet();
    int code = new Program(Commands.all(), out, err, terminal).run(List.of(args));
    System.exit(code);
  }
}
