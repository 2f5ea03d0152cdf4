package io.github.blueskyspark.spark.write;

import java.util.List;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * The staged files of one task.
 *
 * @param folder directory that holds them
 * @param names file names, those they get in the end
 * @param replaced those of them that are in the target already, with the same beginning
 */
record RunFiles(String folder, List<String> names, List<String> replaced)
    implements WriterCommitMessage {
  private static final long serialVersionUID = 1L;

  RunFiles {
    names = List.copyOf(names);
    replaced = List.copyOf(replaced);
  }
}
