package io.github.blueskyspark.jobs.flags;

/** The command line asks for something that cannot be; exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where program and command
   * @param cannot verb and object
   * @param found what was found instead
   * @param remedy what to do, without its full stop
   */
  public UsageException(String where, String cannot, String found, String remedy) {
    super(where + ": Cannot " + cannot + ": " + found + ". " + remedy + ".");
  }
}
