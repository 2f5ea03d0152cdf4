package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.BuiltIndex;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What refreshing the run index of an archive did.
 *
 * @param place URI of the index file; empty when none was written
 * @param note why none was written; empty when one was
 * @param files document files in the index
 * @param read how many of them were read for it, because they are new or have changed
 * @param left document files that it leaves out
 */
public record IndexRefresh(String place, String note, long files, long read, long left) {
  /**
   * Brings the index of an archive up to date, and writes it where option {@code index} says.
   *
   * @param given reader options in any case
   * @throws ArchiveException when the option names a directory that cannot be written to
   */
  public static IndexRefresh of(Map<String, String> given) {
    OpenArchive opened = new Archives().open(given);
    OptionValues options = opened.options();
    HadoopStorage storage = opened.storage();
    try {
      Optional<IndexPlace> place = IndexPlace.of(options, storage.configuration());
      if (place.isEmpty()) {
        boolean off = options.get(Options.INDEX).equalsIgnoreCase("off");
        return nothing(
            off
                ? "the index is switched off"
                : "this archive has no directory for it; name one with option index");
      }
      return write(opened.buildIndex(place.get().purpose()), place.get());
    } catch (IOException e) {
      throw cannotWrite(options.get(Options.PATH).get(0), e);
    }
  }

  private static IndexRefresh write(BuiltIndex built, IndexPlace place) {
    try {
      String uri = place.write(built.pieces());
      return new IndexRefresh(uri, "", built.files(), built.read(), built.left());
    } catch (IOException e) {
      ArchiveException refusal = cannotWrite(FileUris.of(place.directory()), e);
      if (place.purpose().isBeside()) {
        return nothing(String.valueOf(refusal.getMessage()));
      }
      throw refusal;
    }
  }

  private static IndexRefresh nothing(String note) {
    return new IndexRefresh("", note, 0, 0, 0);
  }

  private static ArchiveException cannotWrite(String where, IOException e) {
    return new ArchiveException(
            Location.file(where),
            "write run index",
            e.getClass().getSimpleName() + ": " + e.getMessage(),
            "Name a directory that can be written to with option index")
        .because(e);
  }
}
