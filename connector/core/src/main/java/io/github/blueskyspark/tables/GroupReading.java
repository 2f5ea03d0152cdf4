package io.github.blueskyspark.tables;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.options.ReadMode;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;

/**
 * How groups of files are read in one task.
 *
 * @param formats the known document formats
 * @param storage where the files are
 * @param options the reader's options
 * @param metrics where the cost is counted
 * @param wanted which runs are selected
 */
public record GroupReading(
    DocumentFormats formats,
    Storage storage,
    OptionValues options,
    ReadMetrics metrics,
    RunChoice wanted) {
  /** Bounds on one document. */
  ReadLimits limits() {
    ReadLimits usual = ReadLimits.DEFAULT;
    return new ReadLimits(
        options.get(Options.MAX_DOCUMENT_BYTES), usual.maxDepth(), usual.maxRatio());
  }

  /** Whether the first bad piece is an error. */
  boolean strict() {
    return options.get(Options.MODE) == ReadMode.FAILFAST;
  }
}
