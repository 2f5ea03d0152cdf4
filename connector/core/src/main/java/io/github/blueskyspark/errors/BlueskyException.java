package io.github.blueskyspark.errors;

import java.util.Objects;

/**
 * Something a user can meet and mend: {@code where: Cannot <verb> <what>: <found>. <what to do>}.
 *
 * <p>The constructor demands the place, so it cannot be forgotten. Bugs of our own are {@link
 * IllegalStateException}.
 */
public abstract class BlueskyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Location where;

  /**
   * @param where the place
   * @param cannot verb and object, for example {@code read event document}
   * @param found what was found instead, with its values
   * @param remedy one sentence without its full stop: what to do
   */
  protected BlueskyException(Location where, String cannot, String found, String remedy) {
    super(where + ": Cannot " + cannot + ": " + found + ". " + remedy + ".");
    this.where = Objects.requireNonNull(where, "where");
  }

  /** The place this is about. */
  public final Location where() {
    return where;
  }

  /** The same exception with its cause attached; for use in the throwing statement. */
  static <E extends BlueskyException> E caused(E exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
