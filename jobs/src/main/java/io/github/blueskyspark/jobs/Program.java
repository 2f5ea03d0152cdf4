package io.github.blueskyspark.jobs;

import io.github.blueskyspark.jobs.flags.ArgumentParser;
import io.github.blueskyspark.jobs.flags.Arguments;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.HelpPage;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a command line and turns whatever happens into output and an exit code. */
public final class Program {
  private final List<Command> commands;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  /**
   * @param commands in the order of the help page
   * @param interactive whether {@code err} is a terminal
   */
  public Program(List<Command> commands, PrintStream out, PrintStream err, boolean interactive) {
    this.commands = List.copyOf(commands);
    this.out = out;
    this.err = err;
    this.interactive = interactive;
  }

  /** Runs one command line; returns its {@link ExitCode}. */
  public int run(List<String> line) throws InterruptedException {
    // A task, because what Spark throws from Scala is checked and undeclared.
    FutureTask<Integer> task = new FutureTask<>(() -> dispatch(line));
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      return fail(e.getCause(), line);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int dispatch(List<String> line) throws Exception {
    if (line.isEmpty()) {
      err.print(HelpPage.overview(specs()));
      return ExitCode.WRONG_USAGE;
    }
    Arguments arguments = new ArgumentParser(specs()).parse(line);
    CommandSpec spec = arguments.spec();
    if (arguments.has(GlobalFlags.VERSION)) {
      out.println(Version.text());
      return ExitCode.DONE;
    }
    if (arguments.has(GlobalFlags.HELP)) {
      out.print(spec.name().isEmpty() ? HelpPage.overview(specs()) : HelpPage.of(spec));
      return ExitCode.DONE;
    }
    Console console = new Console(out, err, arguments.has(GlobalFlags.QUIET), interactive);
    arguments.sparkSettings();
    Command command =
        commands.stream()
            .filter(c -> c.spec().name().equals(spec.name()))
            .findFirst()
            .orElseThrow();
    return command.run(new Invocation(arguments, console));
  }

  private List<CommandSpec> specs() {
    return commands.stream().map(Command::spec).toList();
  }

  private int fail(Throwable thrown, List<String> line) {
    Failure failure = Failure.of(thrown, "bluesky-spark");
    new Console(out, err, false, interactive).error(failure.message());
    if (line.contains(GlobalFlags.VERBOSE.name()) || line.contains(GlobalFlags.VERBOSE.alias())) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      err.print(trace);
    }
    return failure.code();
  }
}
