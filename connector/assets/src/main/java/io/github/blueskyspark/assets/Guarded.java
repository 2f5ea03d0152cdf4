package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.io.EOFException;
import java.io.IOException;

/**
 * Runs a step over bytes that may be hostile. Sizes are added and multiplied exactly, arrays are
 * indexed with checks; when a damaged file makes one of these fail, that is said of the file.
 */
public final class Guarded {
  /** One step. */
  public interface Step<R> {
    R run() throws IOException;
  }

  private Guarded() {}

  public static <R> R run(Location where, String cannot, Step<R> step) throws IOException {
    try {
      return step.run();
    } catch (ArithmeticException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException
        | EOFException e) {
      throw damaged(where, cannot, "its sizes contradict each other (" + e.getMessage() + ")")
          .because(e);
    } catch (StackOverflowError e) {
      throw damaged(where, cannot, "its structures nest too deep").because(e);
    } catch (OutOfMemoryError e) {
      throw damaged(where, cannot, "it needs more memory than the heap has").because(e);
    } catch (InternalError e) {
      // What the JVM makes of a mapped file that was cut while it was read.
      throw damaged(where, cannot, "the file changed while it was read").because(e);
    }
  }

  private static AssetException damaged(Location where, String cannot, String found) {
    return new AssetException(
        where, cannot, found, "Copy the file again from where it was written, or leave it out");
  }
}
