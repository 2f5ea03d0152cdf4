package io.github.blueskyspark.spark.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Writes the runs of one partition, each into its own staged file. Rows come run by run. */
final class BlueskyDataWriter implements DataWriter<InternalRow> {
  private static final int BUFFER = 1 << 16;

  private final WriteTarget target;
  private final DocumentColumns columns;
  private final DocumentEncoder encoder;
  private final boolean appends;
  private final FileSystem files;
  private final Path folder;
  private final List<String> names = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private Optional<OutputStream> out = Optional.empty();
  private String run = "";
  private long position;

  BlueskyDataWriter(
      WriteTarget target,
      DocumentColumns columns,
      DocumentEncoder encoder,
      boolean appends,
      Path folder)
      throws IOException {
    this.target = target;
    this.columns = columns;
    this.encoder = encoder;
    this.appends = appends;
    this.files = target.files();
    this.folder = folder;
  }

  @Override
  public void write(InternalRow row) throws IOException {
    if (row.isNullAt(columns.run()) || row.isNullAt(columns.position())) {
      boolean noRun = row.isNullAt(columns.run());
      throw cannot("a document", (noRun ? "run_uid" : "position") + " is null", "Give it a value");
    }
    String uid = row.getUTF8String(columns.run()).toString();
    long at = row.getLong(columns.position());
    if (out.isEmpty() || !uid.equals(run)) {
      begin(uid);
    } else if (at == position) {
      throw cannot("document " + at, "it is there twice", "Write each document once");
    }
    position = at;
    if (row.isNullAt(columns.name())) {
      throw cannot("document " + at, "its name is null", "Give it a name of event-model");
    }
    RowDocument document = RowDocument.of(row, columns);
    if (DocumentKind.of(document.name()).isEmpty()) {
      throw cannot(
          "document " + at,
          "event-model has no kind '" + document.name() + "'",
          "Use start, descriptor, event, stop and so on");
    }
    if (!document.isThere()) {
      throw cannot("document " + at, "json and doc are null", "Leave the row out");
    }
    write(document, at);
  }

  private void write(RowDocument document, long at) throws IOException {
    try {
      encoder.write(document, out.orElseThrow());
    } catch (UnwritableDocument | JsonProcessingException e) {
      String found =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw cannot(
              document.name() + " document " + at,
              found,
              encoder.name().equals("jsonl") ? "Mend the document" : "Write archive=jsonl")
          .because(e);
    }
  }

  private ArchiveException cannot(String what, String found, String remedy) {
    Location where = run.isEmpty() ? DocumentColumns.WHERE : Location.run(run);
    return new ArchiveException(where, "write " + what + " as " + encoder.name(), found, remedy);
  }

  private void begin(String uid) throws IOException {
    end();
    run = uid;
    String name = RunFileName.of(uid) + encoder.suffix();
    names.add(name);
    out = Optional.of(new BufferedOutputStream(files.create(new Path(folder, name), true), BUFFER));
  }

  private void end() throws IOException {
    if (out.isPresent()) {
      out.get().close();
      out = Optional.empty();
      String name = names.get(names.size() - 1);
      if (appends && target.isGrown(name, new Path(folder, name), run)) {
        replaced.add(name);
      }
    }
  }

  @Override
  public WriterCommitMessage commit() throws IOException {
    end();
    return new RunFiles(folder.toString(), names, replaced);
  }

  @Override
  public void abort() throws IOException {
    close();
    files.delete(folder, true);
  }

  @Override
  public void close() throws IOException {
    if (out.isPresent()) {
      out.get().close();
      out = Optional.empty();
    }
  }
}
