package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.GroupReading;
import java.util.List;
import java.util.Optional;

/**
 * Gives the groups of files of one task their access to external arrays. The formats are looked for
 * once, and only when an array is opened: most groups are a small file without any. Not thread
 * safe.
 */
final class ExternalOpener {
  private final OptionValues options;
  private final GroupReading reading;
  private Optional<AssetReaders> readers = Optional.empty();

  ExternalOpener(OptionValues options, GroupReading reading) {
    this.options = options;
    this.reading = reading;
  }

  /** Of the runs in these files. */
  ExternalAccess of(List<FileRef> group) {
    return new ExternalAccess(options, reading.extent().group(group), reading, this::readers);
  }

  private AssetReaders readers() {
    if (readers.isEmpty()) {
      readers = Optional.of(AssetReaders.load());
    }
    return readers.get();
  }
}
