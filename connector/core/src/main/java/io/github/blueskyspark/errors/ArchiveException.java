package io.github.blueskyspark.errors;

/** A document archive that cannot be read as asked: damaged, missing or contradicting documents. */
public final class ArchiveException extends BlueskyException {
  private static final long serialVersionUID = 1L;

  /** See {@link BlueskyException#BlueskyException}. */
  public ArchiveException(Location where, String cannot, String found, String remedy) {
    super(where, cannot, found, remedy);
  }

  /** The same, keeping the exception that showed it. */
  public ArchiveException because(Throwable cause) {
    return caused(this, cause);
  }
}
