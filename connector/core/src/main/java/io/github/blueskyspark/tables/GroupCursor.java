package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** One walk over the documents of a group's files, in order. Not thread safe. */
final class GroupCursor implements Closeable {
  private final List<FileRef> files;
  private final GroupReading reading;
  private final Scope scope;
  private int file = -1;
  private long ordinal = -1;
  private Optional<DocumentReader> reader = Optional.empty();
  private Step step = Step.END;

  GroupCursor(List<FileRef> files, GroupReading reading) {
    this(files, reading, Scope.EVERYTHING);
  }

  /**
   * @param scope what a store may leave out
   */
  GroupCursor(List<FileRef> files, GroupReading reading, Scope scope) {
    this.files = files;
    this.reading = reading;
    this.scope = scope;
  }

  /** Goes on to the next file; what is left of the current one is passed over. */
  boolean nextFile() throws IOException {
    close();
    file++;
    ordinal = -1;
    if (file >= files.size()) {
      return false;
    }
    FileRef ref = files.get(file);
    try {
      reader = Optional.of(open(ref));
      reading.metrics().add(Counter.BYTES_READ, reading.extent().bytes(ref));
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (!reading.options().get(Options.IGNORE_MISSING_FILES)) {
        throw new ArchiveException(
                Location.file(ref.uri()),
                "read document archive",
                "the file is gone since it was listed",
                "Read again, or with ignoreMissingFiles=true")
            .because(e);
      }
    }
    return true;
  }

  /** Beside documents, a file of no known format is one bad piece; alone it is an error. */
  private DocumentReader open(FileRef ref) throws IOException {
    try {
      return reading.open(ref, scope);
    } catch (ArchiveException e) {
      boolean part = !ref.store().isEmpty();
      if (part || reading.strict() || reading.options().get(Options.PATH).contains(ref.uri())) {
        throw e;
      }
      return new ForeignFile(ref, reading.storage(), e);
    }
  }

  /** Goes on to the next document or rejected piece of any file; false when nothing is left. */
  boolean nextPiece() throws IOException {
    while (!advance()) {
      if (!nextFile()) {
        return false;
      }
    }
    return true;
  }

  /** Goes on to the next document of any file; false when nothing is left. */
  boolean nextDocument() throws IOException {
    while (nextPiece()) {
      if (isDocument()) {
        return true;
      }
    }
    return false;
  }

  /** The next document or rejected piece of the current file; false at its end. */
  boolean advance() throws IOException {
    if (reader.isEmpty()) {
      return false;
    }
    step = next();
    if (step == Step.DOCUMENT) {
      ordinal++;
      reading.metrics().add(Counter.DOCUMENTS_PARSED, 1);
    } else if (step == Step.REJECTED && reading.strict() && endsAtDamage()) {
      step = Step.END;
    } else if (step == Step.REJECTED && reading.strict()) {
      Rejection r = rejection();
      throw new ArchiveException(
          Location.file(r.source()).at(r.position()),
          "read document",
          r.reason(),
          "Mend the file, or read with mode=PERMISSIVE to keep the rest");
    }
    return step != Step.END;
  }

  /** The next step; a file system's error ends the file where option ignoreCorruptFiles says so. */
  private Step next() throws IOException {
    try {
      return reader.orElseThrow().advance();
    } catch (IOException e) {
      if (endsAtDamage()) {
        return Step.END;
      }
      throw e;
    }
  }

  private boolean endsAtDamage() {
    return reading.options().get(Options.IGNORE_CORRUPT_FILES);
  }

  boolean isDocument() {
    return step == Step.DOCUMENT;
  }

  RawDocument document() {
    return reader.orElseThrow().document();
  }

  /** The run of the current document; empty when it was rejected or its run is not in the index. */
  Optional<RunIndex> owner(GroupIndex index) {
    Optional<String> told = document().runUid();
    Optional<RunIndex> noted = index.owner(file, ordinal);
    boolean rejected = noted.isEmpty() && index.fault(file, ordinal).isPresent();
    return told.isEmpty() || rejected ? noted : index.run(told.get());
  }

  Rejection rejection() {
    return reader.orElseThrow().rejection();
  }

  int file() {
    return file;
  }

  FileRef fileRef() {
    return files.get(file);
  }

  /** Number of the document in its file, 0-based, rejected ones included. */
  long ordinal() {
    return ordinal;
  }

  @Override
  public void close() throws IOException {
    if (reader.isPresent()) {
      reader.get().close();
      reader = Optional.empty();
    }
  }
}
