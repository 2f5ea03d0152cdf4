package io.github.blueskyspark.jobs.flags;

import java.util.List;

/** Flags that every command takes, before or after its name. */
public final class GlobalFlags {
  public static final Flag MASTER =
      Flag.value(
          "--master",
          "URL",
          "Spark master, for example local[4] or spark://host:7077; default local[*].");
  public static final Flag CONF =
      Flag.value("--conf", "KEY=VALUE", "Spark setting; may be given several times.");
  public static final Flag JSON = Flag.toggle("--json", "Results as JSON on stdout.");
  public static final Flag QUIET =
      Flag.toggle("--quiet", "No progress and no notes on stderr; errors only.");
  public static final Flag VERBOSE =
      Flag.toggle("--verbose", "Errors with their stack trace.").or("-v");
  public static final Flag VERSION =
      Flag.toggle("--version", "Versions of this program, Spark and Java.");
  public static final Flag HELP = Flag.toggle("--help", "This page.").or("-h");

  private static final List<Flag> ALL = List.of(MASTER, CONF, JSON, QUIET, VERBOSE, VERSION, HELP);

  private GlobalFlags() {}

  /** All of them, in the order of the help page. */
  public static List<Flag> all() {
    return ALL;
  }
}
