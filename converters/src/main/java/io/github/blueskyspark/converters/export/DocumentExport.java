package io.github.blueskyspark.converters.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;

/** Writes documents as the suitcase of a format does: a file a run, {@code <uid>.jsonl}. */
public final class DocumentExport {
  private static final String RUNS = "runs";

  private DocumentExport() {}

  /**
   * Writes one file a run through {@code df.write().format("bluesky")}: all of them or none. Files
   * of other runs in the directory stay; one of a run that has grown is replaced.
   *
   * @param documents table {@code documents}
   * @param format {@code jsonl} or {@code msgpack}
   * @return number of files
   */
  public static long write(Dataset<Row> documents, String format, String target)
      throws IOException {
    Observation seen = new Observation("bluesky export");
    List<String> columns = new ArrayList<>(List.of("run_uid", "position", "name", "json"));
    if (!format.equals("jsonl")) {
      columns.add("doc"); // has the dtypes; and no VARIANT is made where nobody needs it
    }
    documents
        .select(columns.stream().map(functions::col).toArray(Column[]::new))
        .observe(seen, count_if(col("position").equalTo(0)).alias(RUNS))
        .write()
        .format("bluesky")
        .option("archive", format)
        .mode(SaveMode.Append)
        .save(target);
    try {
      return (Long) seen.getAsJava().get(RUNS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted after the files were written");
    }
  }
}
