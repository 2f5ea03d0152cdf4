package io.github.blueskyspark.jobs.flags;

import java.util.List;

/** Pages of {@code --help}, at most 100 characters wide. */
public final class HelpPage {
  private static final int WIDTH = 100;
  private static final int INDENT = 28;

  private HelpPage() {}

  /** The list of commands. */
  public static String overview(List<CommandSpec> commands) {
    StringBuilder page = new StringBuilder();
    page.append(
        "bluesky-spark: Bluesky runs, event streams and detector arrays as Spark tables.\n\n");
    page.append("Usage: bluesky-spark COMMAND …\n\nCommands:\n");
    commands.forEach(c -> entry(page, c.name(), c.summary()));
    page.append("\nFlags of every command:\n");
    GlobalFlags.all().forEach(f -> entry(page, f.shown(), f.help()));
    page.append("\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done with quarantined input.\n");
    page.append(
        "Results go to stdout, progress and log to stderr. bluesky-spark COMMAND --help explains a"
            + " command.\n");
    return page.toString();
  }

  /** The page of one command. */
  public static String of(CommandSpec command) {
    StringBuilder page = new StringBuilder();
    page.append("Usage: bluesky-spark ").append(command.name());
    command.words().forEach(w -> page.append(' ').append(w));
    page.append(" [FLAGS]\n\n").append(command.about().strip()).append("\n");
    section(page, "Flags", command.own());
    section(page, "Which runs and how to read them", command.readerFlags());
    section(page, "Flags of every command", GlobalFlags.all());
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<Flag> flags) {
    if (!flags.isEmpty()) {
      page.append('\n').append(title).append(":\n");
      flags.forEach(f -> entry(page, f.shown(), f.help()));
    }
  }

  private static void entry(StringBuilder page, String name, String text) {
    page.append("  ").append(name);
    int at = 2 + name.length();
    if (at > INDENT - 2) {
      page.append('\n');
      at = 0;
    }
    pad(page, INDENT - at);
    at = INDENT;
    for (String word : text.split(" ", -1)) {
      if (at > INDENT && at + 1 + word.length() > WIDTH) {
        page.append('\n');
        pad(page, INDENT);
        at = INDENT;
      } else if (at > INDENT) {
        page.append(' ');
        at++;
      }
      page.append(word);
      at += word.length();
    }
    page.append('\n');
  }

  private static void pad(StringBuilder page, int spaces) {
    page.append(" ".repeat(Math.max(0, spaces)));
  }
}
