package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Checks a group of files by the rules that event-model's schemas cannot express: references
 * between documents, seq_nums, counts, times, keys, types and shapes. Changes nothing and opens no
 * external file.
 */
public final class Validation {
  private Validation() {}

  /** What there is to say of the wanted runs, and of rejected input. */
  public static List<Finding> of(List<FileRef> files, GroupReading reading) throws IOException {
    GroupIndex index = new GroupIndexer(reading).whole(files);
    Findings findings = new Findings();
    Uids uids = new Uids();
    try (GroupCursor cursor = new GroupCursor(files, reading)) {
      cursor.nextFile();
      new DocumentRules(cursor, index, findings, uids, reading.wanted()).check();
    }
    for (RunIndex run : index.runs()) {
      if (reading.wanted().test(run)) {
        new RunRules(run, findings).check();
        new DescriptorRules(run, findings).check();
      }
    }
    try (EventWalk walk = new EventWalk(files, reading, index, Optional.empty())) {
      new EventRules(walk, findings, uids).check();
    }
    return findings.list();
  }
}
