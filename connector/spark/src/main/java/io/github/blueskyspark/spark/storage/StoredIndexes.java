package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.tables.index.RunIndexFile;
import io.github.blueskyspark.tables.index.RunIndexMap;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and reads run indexes; keeps the last one. An index that cannot be used is a line in the
 * log, never an error. Not thread safe.
 */
final class StoredIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(StoredIndexes.class);

  private String lastKey = "";
  private Optional<RunIndexMap> last = Optional.empty();

  /** URI of the newest index for these options, which says whether there is a new one. */
  static String newest(OptionValues options, Configuration configuration) {
    try {
      Optional<IndexPlace> place = IndexPlace.of(options, configuration);
      return place.isEmpty() ? "" : place.get().newest().orElse("");
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Cannot look for a run index: {}. It is not used.", e.getMessage());
      return "";
    }
  }

  /** The index of that URI. */
  Optional<RunIndexMap> read(String uri, OptionValues options, HadoopStorage storage) {
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    try {
      RunIndexFile.Purpose purpose =
          IndexPlace.of(options, storage.configuration()).orElseThrow().purpose();
      String key = uri + " " + purpose;
      if (!key.equals(lastKey)) {
        last = Optional.empty();
        lastKey = key;
        try (RandomAccess file = storage.open(uri)) {
          last = Optional.of(RunIndexFile.read(file, uri, purpose));
        }
      }
      return last;
    } catch (IOException e) {
      LOG.warn(
          "{}: Cannot use run index: {}. Files are read instead; refresh the index.",
          Location.file(uri),
          e.getMessage());
      return Optional.empty();
    }
  }
}
