package io.github.blueskyspark.tables;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.options.ReadMode;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.RunShare;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;

/**
 * How groups of files are read in one task.
 *
 * @param formats the known document formats
 * @param stores the known archive stores
 * @param storage where the files are
 * @param options the reader's options
 * @param metrics where the cost is counted
 * @param wanted which runs are selected
 * @param extent how much of a group is read
 * @param share of the runs in divisible parts of stores
 */
public record GroupReading(
    DocumentFormats formats,
    ArchiveStores stores,
    Storage storage,
    OptionValues options,
    ReadMetrics metrics,
    RunChoice wanted,
    GroupExtent extent,
    RunShare share) {
  /** Of every run. */
  public GroupReading(
      DocumentFormats formats,
      ArchiveStores stores,
      Storage storage,
      OptionValues options,
      ReadMetrics metrics,
      RunChoice wanted,
      GroupExtent extent) {
    this(formats, stores, storage, options, metrics, wanted, extent, RunShare.WHOLE);
  }

  /** With the formats and stores on the class path. */
  public static GroupReading of(
      Storage storage, OptionValues options, ReadMetrics metrics, RunChoice wanted) {
    return of(storage, options, metrics, wanted, RunShare.WHOLE);
  }

  /** The same for a share of the runs. */
  public static GroupReading of(
      Storage storage,
      OptionValues options,
      ReadMetrics metrics,
      RunChoice wanted,
      RunShare share) {
    return new GroupReading(
        DocumentFormats.load(),
        ArchiveStores.load(),
        storage,
        options,
        metrics,
        wanted,
        GroupExtent.WHOLE,
        share);
  }

  /** The same, more or less of a group being read. */
  public GroupReading within(GroupExtent other) {
    return new GroupReading(formats, stores, storage, options, metrics, wanted, other, share);
  }

  /**
   * Opens a file or a store's part, or the part of it that is read, from its beginning.
   *
   * @param scope what a store may leave out; files are read whole
   */
  public DocumentReader open(FileRef ref, Scope scope) throws IOException {
    return extent.open(ref, () -> opened(ref, scope));
  }

  private DocumentReader opened(FileRef ref, Scope scope) throws IOException {
    if (ref.store().isEmpty()) {
      return formats.of(ref, options.get(Options.ARCHIVE), storage).open(ref, storage, limits());
    }
    ArchiveStore store =
        stores
            .named(ref.store())
            .orElseThrow(
                () ->
                    new ArchiveException(
                        Location.file(ref.uri()),
                        "read archive",
                        "no reader for '" + ref.store() + "' is on the class path",
                        "Give every executor the same jars"));
    return store.open(
        ref, new StoreReading(storage, limits(), options, scope, wanted.uids(), share));
  }

  /** Bounds on one document. */
  ReadLimits limits() {
    ReadLimits usual = ReadLimits.DEFAULT;
    return new ReadLimits(
        options.get(Options.MAX_DOCUMENT_BYTES), usual.maxDepth(), usual.maxRatio());
  }

  /** Whether rows with a value that does not fit its type are left out. */
  boolean drops() {
    return options.get(Options.MODE) == ReadMode.DROPMALFORMED;
  }

  /** Whether the first bad piece is an error. */
  boolean strict() {
    return options.get(Options.MODE) == ReadMode.FAILFAST;
  }
}
