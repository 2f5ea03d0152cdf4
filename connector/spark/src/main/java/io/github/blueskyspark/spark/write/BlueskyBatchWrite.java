package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * One write: tasks stage files, the commit moves them into the directory. A file is there as a
 * whole or not at all; when a move fails, those done before are taken back.
 */
final class BlueskyBatchWrite implements BatchWrite {
  private final WriteTarget target;
  private final BlueskyWriterFactory factory;

  BlueskyBatchWrite(WriteTarget target, BlueskyWriterFactory factory) {
    this.target = target;
    this.factory = factory;
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    try {
      target.check();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return factory;
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    try {
      FileSystem files = target.files();
      Moves moves = new Moves(files);
      boolean done = false;
      try {
        files.mkdirs(target.directory());
        publish(messages, moves);
        done = true;
      } finally {
        if (!done) {
          moves.takeBack();
        }
      }
      files.delete(target.staging(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(WriterCommitMessage[] messages, Moves moves) throws IOException {
    Map<String, Path> staged = new TreeMap<>();
    for (WriterCommitMessage message : messages) {
      RunFiles written = (RunFiles) message;
      for (String name : written.names()) {
        Path path = new Path(written.folder(), name);
        if (staged.put(name.toLowerCase(Locale.ROOT), path) != null) {
          throw new ArchiveException(
              Location.file(target.directory().toString()),
              "write " + name,
              "two runs have that file name",
              "Please report");
        }
      }
    }
    for (WriterCommitMessage message : messages) {
      for (String name : ((RunFiles) message).replaced()) {
        moves.move(new Path(target.directory(), name), new Path(target.replaced(), name));
      }
    }
    if (!factory.appends()) {
      for (FileStatus old : target.archiveFiles()) {
        moves.move(old.getPath(), new Path(target.replaced(), old.getPath().getName()));
      }
    }
    for (Path path : staged.values()) {
      moves.move(path, new Path(target.directory(), path.getName()));
    }
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    try {
      target.files().delete(target.staging(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files moved so far, to be moved back. */
  private static final class Moves {
    private record Move(Path from, Path to) {}

    private final FileSystem files;
    private final Deque<Move> done = new ArrayDeque<>();

    Moves(FileSystem files) {
      this.files = files;
    }

    void move(Path from, Path to) throws IOException {
      files.mkdirs(to.getParent());
      if (files.exists(to) || !files.rename(from, to)) {
        throw new ArchiveException(
            Location.file(to.toString()),
            "move the new file into place",
            files.exists(to) ? "another one came there meanwhile" : "the file system refuses",
            "Write again");
      }
      done.push(new Move(from, to));
    }

    void takeBack() throws IOException {
      while (!done.isEmpty()) {
        Move move = done.pop();
        files.rename(move.to(), move.from());
      }
    }
  }
}
