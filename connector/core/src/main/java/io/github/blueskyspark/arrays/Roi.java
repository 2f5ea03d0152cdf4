package io.github.blueskyspark.arrays;

import io.github.blueskyspark.arrays.NumpyIndex.Anchor;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.Optional;

/**
 * The region of interest of option {@code roi}: numpy slices on the trailing axes of each frame.
 * Immutable.
 */
public final class Roi implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String KEY = "roi";

  private final NumpyIndex index;

  private Roi(NumpyIndex index) {
    this.index = index;
  }

  /**
   * Reads the option's text.
   *
   * @return empty when it is blank
   * @throws OptionException when it is no list of slices
   */
  public static Optional<Roi> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Roi(NumpyIndex.parse(text)));
    } catch (IllegalArgumentException e) {
      throw wrong(text, e);
    }
  }

  /**
   * What is left of a frame.
   *
   * @throws OptionException when the frame has fewer axes
   */
  public Selection of(Selection frame) {
    try {
      return frame.index(index, Anchor.TRAILING);
    } catch (IllegalArgumentException e) {
      throw wrong(index.toString(), e);
    }
  }

  private static OptionException wrong(String text, IllegalArgumentException e) {
    return new OptionException(
            Location.option(KEY),
            "use roi '" + text + "'",
            e.getMessage(),
            "Give numpy slices for the last axes of a frame, for example roi=0:512,100:200")
        .because(e);
  }

  /** The option's text. */
  @Override
  public String toString() {
    return index.toString();
  }
}
