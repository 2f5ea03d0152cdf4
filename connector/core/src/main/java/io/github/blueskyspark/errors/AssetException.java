package io.github.blueskyspark.errors;

/**
 * An external array that cannot be read as asked: missing, forbidden, truncated, unsupported or
 * damaged detector files.
 */
public final class AssetException extends BlueskyException {
  private static final long serialVersionUID = 1L;

  private AssetStatus status = AssetStatus.UNREADABLE;

  /** See {@link BlueskyException#BlueskyException}. */
  public AssetException(Location where, String cannot, String found, String remedy) {
    super(where, cannot, found, remedy);
  }

  /** The same, keeping the exception that showed it. */
  public AssetException because(Throwable cause) {
    return caused(this, cause);
  }

  /**
   * The same, saying which status the array has; without it {@link AssetStatus#UNREADABLE}. For use
   * in the throwing statement.
   */
  public AssetException as(AssetStatus found) {
    this.status = found;
    return this;
  }

  /** The status of the array this is about. */
  public AssetStatus status() {
    return status;
  }
}
