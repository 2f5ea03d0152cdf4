package io.github.blueskyspark.errors;

/**
 * The user asked for something that cannot be: an unknown option, a malformed query, a table or run
 * that is not there.
 */
public final class OptionException extends BlueskyException {
  private static final long serialVersionUID = 1L;

  /** See {@link BlueskyException#BlueskyException}. */
  public OptionException(Location where, String cannot, String found, String remedy) {
    super(where, cannot, found, remedy);
  }

  /** The same, keeping the exception that showed it. */
  public OptionException because(Throwable cause) {
    return caused(this, cause);
  }
}
