package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Detector files without documents. One run is one HDF5 file, or a group of images by their names
 * (option {@code template}); documents are made up: stream {@code primary}, data keys are the names
 * of the datasets, or {@code image}.
 */
public final class FilesStore implements ArchiveStore {
  static final String NAME = "files";

  /** What lies beside detector files and is no archive of documents. */
  private static final Set<String> BYSTANDERS =
      Set.of("txt", "csv", "log", "md", "xml", "png", "ini", "cfg", "dat", "pdf", "py");

  @Override
  public String name() {
    return NAME;
  }

  /** Only where nothing lies there that could hold documents. */
  @Override
  public boolean recognises(ArchivePlace place, Storage storage) {
    boolean hasArrays = false;
    for (FileRef file : place.files()) {
      String name = file.name().toLowerCase(Locale.ROOT);
      boolean isArray = FileKind.of(name).isPresent();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      if (!isArray && !BYSTANDERS.contains(ending) && !name.equals("thumbs.db")) {
        return false;
      }
      hasArrays |= isArray;
    }
    return hasArrays;
  }

  @Override
  public StoreParts parts(StoreRequest request) {
    String said = request.options().get(Options.TEMPLATE);
    Optional<NameTemplate> template =
        said.isEmpty() ? Optional.empty() : Optional.of(NameTemplate.parse(said));
    List<FileRun> runs = Grouping.of(request.place().files(), template);
    if (runs.isEmpty() && template.isPresent()) {
      throw new ArchiveException(
          Location.file(request.place().root()),
          "make documents for files",
          "none of " + request.place().files().size() + " names is like '" + said + "'",
          "Correct option template; it is compared with whole file names");
    }
    List<FileRef> parts =
        runs.stream()
            .filter(r -> request.runUids().isEmpty() || request.runUids().contains(r.uid()))
            .map(r -> r.part(NAME))
            .toList();
    return new StoreParts(parts, true);
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    FileRun run = FileRun.of(part);
    boolean isWanted = reading.runUids().isEmpty() || reading.runUids().contains(run.uid());
    return isWanted
        ? MadeReader.of(run, part, reading)
        : new MadeReader(part.uri(), List.of(), List.of());
  }
}
