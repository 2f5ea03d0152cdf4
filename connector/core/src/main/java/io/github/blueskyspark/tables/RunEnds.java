package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Normalizer;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.DocumentFormat;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run's start and stop from the head and the tail of its file. Only for a file that is named by
 * its run, as the suitcases name them: such a file holds that run alone.
 */
final class RunEnds {
  private static final int TAIL = 16 * 1024;

  private final GroupReading reading;

  RunEnds(GroupReading reading) {
    this.reading = reading;
  }

  /** The run; empty when the whole file must be read to know it. */
  Optional<RunIndex> read(List<FileRef> files) throws IOException {
    if (files.size() != 1 || !RunNames.namesRun(reading.formats().stem(files.get(0).name()))) {
      return Optional.empty();
    }
    FileRef file = files.get(0);
    DocumentFormat format =
        reading.formats().of(file, reading.options().get(Options.ARCHIVE), reading.storage());
    Normalizer normalizer = Normalizer.metadata(Set.of());
    normalizer.nextFile();
    long headEnd = head(file, format, normalizer);
    if (headEnd < 0) {
      return Optional.empty();
    }
    Optional<DocumentReader> tail = format.tail(file, reading.storage(), reading.limits(), TAIL);
    if (tail.isEmpty()) {
      return Optional.empty();
    }
    try (DocumentReader reader = tail.get()) {
      takeStop(reader, headEnd, normalizer);
    }
    GroupIndex index = normalizer.finish();
    Optional<RunIndex> run = index.run(reading.formats().stem(file.name()));
    // without its stop in the tail the whole file decides whether the run is complete
    return run.filter(r -> index.runs().size() == 1 && r.stopDocument().isPresent());
  }

  /** Takes the first document; returns where it ends, or -1 when it is no start document. */
  private long head(FileRef file, DocumentFormat format, Normalizer normalizer) throws IOException {
    try (DocumentReader reader = format.open(file, reading.storage(), reading.limits())) {
      if (reader.advance() != Step.DOCUMENT || !reader.document().name().equals("start")) {
        return -1;
      }
      normalizer.accept(reader.document());
      reading.metrics().add(Counter.DOCUMENTS_PARSED, 1);
      reading.metrics().add(Counter.BYTES_READ, reader.document().length());
      return reader.document().position() + reader.document().length();
    }
  }

  /** Takes the stop documents behind the head. */
  private void takeStop(DocumentReader reader, long headEnd, Normalizer normalizer)
      throws IOException {
    for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
      if (step == Step.DOCUMENT
          && reader.document().position() >= headEnd
          && reader.document().name().equals("stop")) {
        normalizer.accept(reader.document());
        reading.metrics().add(Counter.DOCUMENTS_PARSED, 1);
      }
    }
    reading.metrics().add(Counter.BYTES_READ, TAIL);
  }
}
