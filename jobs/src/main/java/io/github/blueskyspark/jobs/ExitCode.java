package io.github.blueskyspark.jobs;

/** Exit codes of the program. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;

  /** Done, but part of the input was rejected and is listed in table {@code quarantine}. */
  public static final int QUARANTINED = 3;

  private ExitCode() {}
}
