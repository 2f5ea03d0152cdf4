package io.github.blueskyspark.spark.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.DocumentEncoders;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/**
 * Rows of documents as files that the reader reads: one a partition, in the order of the rows. What
 * is no document is written so that the reader puts it into quarantine.
 */
public final class DocumentSpool implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String FORMAT = "jsonl";
  private static final int BUFFER = 1 << 16;

  private final WriteTarget target;
  private final DocumentColumns columns;

  private DocumentSpool(WriteTarget target, DocumentColumns columns) {
    this.target = target;
    this.columns = columns;
  }

  /**
   * Writes the documents, in parallel and through no single machine.
   *
   * @param documents columns {@code name} and {@code doc} (VARIANT or JSON text); {@code json},
   *     {@code run_uid} and {@code position} are used where they are there, others are not
   * @param directory an empty directory that all tasks reach
   * @throws OptionException when a column is missing or of another type
   */
  public static void write(Dataset<Row> documents, String directory) {
    StructType schema = documents.schema();
    List<String> names = Arrays.asList(schema.fieldNames());
    Dataset<Row> ordered = documents;
    if (names.contains("position") && names.contains("run_uid")) {
      ordered =
          documents
              .repartition(documents.col("run_uid"))
              .sortWithinPartitions("run_uid", "position");
    } else if (names.contains("position")) {
      ordered = documents.sort("position");
    }
    DocumentSpool spool =
        new DocumentSpool(
            new WriteTarget(
                directory, "spool", documents.sparkSession().sessionState().newHadoopConf()),
            columns(schema));
    ordered.queryExecution().toRdd().toJavaRDD().foreachPartition(rows -> spool.writePart(rows));
  }

  private static DocumentColumns columns(StructType schema) {
    int doc = index(schema, "doc", true);
    int json = index(schema, "json", false);
    if (doc >= 0 && schema.fields()[doc].dataType() instanceof StringType) {
      json = json < 0 ? doc : json;
      doc = -1;
    }
    return new DocumentColumns(-1, -1, index(schema, "name", true), json, doc);
  }

  private static int index(StructType schema, String column, boolean isNeeded) {
    int index = Arrays.asList(schema.fieldNames()).indexOf(column);
    if (index < 0 && isNeeded) {
      throw wrong(column, "it is missing");
    }
    if (index >= 0) {
      DataType type = schema.fields()[index].dataType();
      if (!(type instanceof StringType) && !(column.equals("doc") && type instanceof VariantType)) {
        throw wrong(column, "its type is " + type.simpleString());
      }
    }
    return index;
  }

  private static OptionException wrong(String column, String found) {
    return new OptionException(
        DocumentColumns.WHERE,
        "take column '" + column + "' of the documents",
        found,
        "Give columns name STRING and doc, VARIANT or JSON text as STRING");
  }

  private void writePart(Iterator<InternalRow> rows) throws IOException {
    if (!rows.hasNext()) {
      return;
    }
    DocumentEncoder encoder = DocumentEncoders.load().of(FORMAT).orElseThrow();
    TaskContext task = TaskContext.get();
    FileSystem files = target.files();
    String name = String.format("part-%05d%s", task.partitionId(), encoder.suffix());
    Path draft = new Path(target.directory(), "_" + task.taskAttemptId() + "-" + name);
    try (OutputStream out = new BufferedOutputStream(files.create(draft, true), BUFFER)) {
      while (rows.hasNext()) {
        write(RowDocument.of(rows.next(), columns), encoder, out);
      }
    }
    // Another attempt of the task has written the same.
    Path path = new Path(target.directory(), name);
    files.delete(path, false);
    if (!files.rename(draft, path)) {
      throw new IOException("cannot move " + draft + " to " + path);
    }
  }

  static void write(RowDocument document, DocumentEncoder encoder, OutputStream out)
      throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      if (!document.isThere()) {
        throw new UnwritableDocument("doc is null");
      }
      encoder.write(document, line);
    } catch (UnwritableDocument | JsonProcessingException e) {
      line.reset();
      rejected(document, line);
    }
    line.writeTo(out);
  }

  /** A text in the document's place: no document, whatever the text holds. */
  private static void rejected(RowDocument document, OutputStream out) throws IOException {
    JsonStringEncoder quote = JsonStringEncoder.getInstance();
    String text =
        document.text().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    out.write("[\"".getBytes(StandardCharsets.US_ASCII));
    out.write(quote.quoteAsUTF8(document.name()));
    out.write("\", \"".getBytes(StandardCharsets.US_ASCII));
    out.write(quote.quoteAsUTF8(text));
    out.write("\"]\n".getBytes(StandardCharsets.US_ASCII));
  }
}
