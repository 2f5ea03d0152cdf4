package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.DocumentEncoders;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Documents of this process as one file that the reader reads. Not thread safe. */
public final class DocumentFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final DocumentEncoder encoder;
  private final OutputStream out;

  private DocumentFile(DocumentEncoder encoder, OutputStream out) {
    this.encoder = encoder;
    this.out = out;
  }

  /** A new file in a directory. */
  public static DocumentFile in(String directory, SparkSession spark) throws IOException {
    DocumentEncoder encoder = DocumentEncoders.load().of(DocumentSpool.FORMAT).orElseThrow();
    WriteTarget target = new WriteTarget(directory, "spool", spark.sessionState().newHadoopConf());
    Path file = new Path(target.directory(), "documents" + encoder.suffix());
    return new DocumentFile(
        encoder, new BufferedOutputStream(target.files().create(file, true), BUFFER));
  }

  /**
   * Appends one.
   *
   * @param name for example {@code event}
   * @param json its text; what is no document goes into the quarantine
   */
  public void add(String name, String json) throws IOException {
    DocumentSpool.write(RowDocument.of(name, json.getBytes(StandardCharsets.UTF_8)), encoder, out);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
