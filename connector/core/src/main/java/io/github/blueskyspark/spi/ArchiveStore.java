package io.github.blueskyspark.spi;

import io.github.blueskyspark.options.OptionValues;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of archive that is more than the documents in its files: a directory with a manifest, a
 * dump of a database, a catalog, a server. Stateless and thread safe; found by {@link
 * java.util.ServiceLoader}.
 */
public interface ArchiveStore {
  /** The value of option {@code archive}, for example {@code mongo}. */
  String name();

  /**
   * Whether a place that the user named is of this kind, by scheme, file names or content.
   *
   * @param place one path, with the files that were listed below it
   */
  boolean recognises(ArchivePlace place, Storage storage) throws IOException;

  /**
   * The reader's options, completed by what the place knows, such as {@code rootMap}. Called on the
   * driver, once.
   */
  default OptionValues completed(OptionValues options, ArchivePlace place, Storage storage)
      throws IOException {
    return options;
  }

  /**
   * What is to be read there. Called on the driver, for each query; what it costs does not grow
   * with the events.
   *
   * @throws io.github.blueskyspark.errors.ArchiveException when the place cannot be read as a whole
   */
  StoreParts parts(StoreRequest request) throws IOException;

  /**
   * Opens a part in a task. Opened again with the same scope it gives the same documents in the
   * same order, in bounded memory, also when the store has grown since.
   *
   * @param part one that {@link #parts} gave with this store's name
   */
  DocumentReader open(FileRef part, StoreReading reading) throws IOException;

  /**
   * What it knows of where the chunks of external arrays stand; asked in tasks.
   *
   * @param group parts that the runs' documents come from
   */
  default KnownArrays arrays(List<FileRef> group, Storage storage) {
    return KnownArrays.NONE;
  }

  /** The conversion that a part tells of; only a warehouse has such parts. */
  default Optional<Conversion> conversion(FileRef part, Storage storage) throws IOException {
    return Optional.empty();
  }
}
