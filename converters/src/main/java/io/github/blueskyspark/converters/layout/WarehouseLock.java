package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/**
 * Keeps two conversions of one machine from writing into one warehouse at once: the second waits.
 * The operating system drops the lock when its holder dies. Elsewhere than on a local file system
 * there is none, and the commit log alone decides.
 */
public final class WarehouseLock implements Closeable {
  private final Optional<FileChannel> channel;

  private WarehouseLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /** Waits until no other process holds it. */
  public static WarehouseLock take(FileSystem files, org.apache.hadoop.fs.Path warehouse)
      throws IOException {
    if (!files.getScheme().equals("file")) {
      return new WarehouseLock(Optional.empty());
    }
    Path folder = Path.of(files.makeQualified(warehouse).toUri().getPath(), CommitLog.FOLDER);
    Files.createDirectories(folder);
    FileChannel opened =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    opened.lock();
    return new WarehouseLock(Optional.of(opened));
  }

  /** Whether nobody else can be writing, so that files that do not count may be removed. */
  public boolean isExclusive() {
    return channel.isPresent();
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
