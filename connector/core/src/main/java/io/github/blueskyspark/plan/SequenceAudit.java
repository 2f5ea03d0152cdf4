package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every announced file of a sequence, by metadata alone: which are missing, and which
 * cannot be read. Not thread safe.
 */
final class SequenceAudit {
  /** Files missing one after the other that end the look: documents may announce billions. */
  static final int MOST_MISSING = 10_000;

  private final SequenceArray sequence;
  private long announced;
  private long present;
  private long wholeRows;
  private long bytes;
  private long missing;
  private int streak;
  private Optional<String> firstMissing = Optional.empty();
  private Optional<AssetException> damaged = Optional.empty();

  private SequenceAudit(SequenceArray sequence) {
    this.sequence = sequence;
  }

  /**
   * Looks at the files of some rows.
   *
   * @param spans announced rows; files of other rows do not matter
   */
  static SequenceAudit of(SequenceArray sequence, List<FrameMap.Span> spans) throws IOException {
    SequenceAudit audit = new SequenceAudit(sequence);
    for (FrameMap.Span span : spans) {
      for (long row = 0; row < span.count() && audit.streak < MOST_MISSING; row++) {
        audit.row(span.fileIndexStart() + row);
      }
    }
    return audit;
  }

  private void row(long row) throws IOException {
    boolean isWhole = true;
    for (long f = row * sequence.filesPerRow(); f < (row + 1) * sequence.filesPerRow(); f++) {
      announced++;
      Optional<FileRef> file = sequence.stat(f);
      if (file.isEmpty()) {
        missing++;
        streak++;
        isWhole = false;
        String name = sequence.file(f);
        firstMissing = firstMissing.or(() -> Optional.of(name));
        continue;
      }
      streak = 0;
      bytes += file.get().size();
      try {
        sequence.at(f);
        present++;
      } catch (AssetException e) {
        isWhole = false;
        damaged = damaged.or(() -> Optional.of(e));
      }
    }
    wholeRows += isWhole ? 1 : 0;
  }

  /** Bytes of the files that are there. */
  long bytes() {
    return bytes;
  }

  /** Elements of the first axis in files that can be read. */
  long frames() {
    return present * sequence.framesPerFile();
  }

  /** Rows all of whose files can be read. */
  long wholeRows() {
    return wholeRows;
  }

  /** That of the first damaged file; else whether files are missing. */
  AssetStatus status() {
    return damaged
        .map(AssetException::status)
        .orElse(missing > 0 ? AssetStatus.SHORT : AssetStatus.OK);
  }

  /** What is wrong, empty when nothing is. */
  String error() {
    return damaged
        .map(AssetException::getMessage)
        .orElse(
            missing == 0
                ? ""
                : (streak < MOST_MISSING ? "" : "at least ")
                    + missing
                    + " of "
                    + announced
                    + " files are missing, the first is "
                    + firstMissing.orElse(""));
  }
}
