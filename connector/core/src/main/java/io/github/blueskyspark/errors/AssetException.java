package io.github.blueskyspark.errors;

/**
 * An external array that cannot be read as asked: missing, forbidden, truncated, unsupported or
 * damaged detector files.
 */
public final class AssetException extends BlueskyException {
  private static final long serialVersionUID = 1L;

  /** See {@link BlueskyException#BlueskyException}. */
  public AssetException(Location where, String cannot, String found, String remedy) {
    super(where, cannot, found, remedy);
  }

  /** The same, keeping the exception that showed it. */
  public AssetException because(Throwable cause) {
    return caused(this, cause);
  }
}
