package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import java.io.Serializable;

/**
 * What options say of external frames that cannot be read.
 *
 * @param missing whether frames that are not there are null
 * @param ignoreMissingFiles whether files that are not there make null
 * @param ignoreCorruptFiles whether files that are damaged make null
 * @param maxFrameBytes bytes of the largest frame or row that is read into memory
 */
public record ExternalPolicy(
    Options.MissingFrames missing,
    boolean ignoreMissingFiles,
    boolean ignoreCorruptFiles,
    long maxFrameBytes)
    implements Serializable {
  /** As the options say. */
  public static ExternalPolicy of(OptionValues options) {
    return new ExternalPolicy(
        options.get(Options.MISSING_FRAMES),
        options.get(Options.IGNORE_MISSING_FILES),
        options.get(Options.IGNORE_CORRUPT_FILES),
        options.get(Options.MAX_FRAME_BYTES));
  }

  /** Whether what this exception is about becomes null. What is forbidden never does. */
  public boolean isNull(AssetException e) {
    boolean missingIsNull = missing == Options.MissingFrames.NULL;
    return switch (e.status()) {
      case MISSING -> missingIsNull || ignoreMissingFiles;
      case SHORT -> missingIsNull;
      case TRUNCATED, UNREADABLE -> ignoreCorruptFiles;
      case OK, FORBIDDEN -> false;
    };
  }
}
