package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.hadoop.fs.FileSystem;

/**
 * Keeps two conversions of one machine from writing into one warehouse at once: the second waits,
 * be it another process or another thread of this one. The operating system drops the lock when its
 * holder dies. Elsewhere than on a local file system there is none, and the commit log alone
 * decides.
 */
public final class WarehouseLock implements Closeable {
  /** A file lock belongs to the process; threads of one take turns here. */
  private static final Map<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

  private final Optional<FileChannel> channel;
  private final Optional<Semaphore> turn;
  private final boolean waited;

  private WarehouseLock(Optional<FileChannel> channel, Optional<Semaphore> turn, boolean waited) {
    this.channel = channel;
    this.turn = turn;
    this.waited = waited;
  }

  /** Waits until nobody else holds it. */
  public static WarehouseLock take(FileSystem files, org.apache.hadoop.fs.Path warehouse)
      throws IOException {
    if (!"file".equals(files.getUri().getScheme())) {
      return new WarehouseLock(Optional.empty(), Optional.empty(), false);
    }
    Path folder = Path.of(files.makeQualified(warehouse).toUri().getPath(), CommitLog.FOLDER);
    make(folder);
    Path file = folder.toRealPath().resolve("lock");
    Semaphore turn = TURNS.computeIfAbsent(file, f -> new Semaphore(1));
    boolean waited = !turn.tryAcquire();
    if (waited) {
      await(turn);
    }
    FileChannel opened = null;
    boolean held = false;
    try {
      opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (opened.tryLock() == null) {
        waited = true;
        opened.lock();
      }
      held = true;
      return new WarehouseLock(Optional.of(opened), Optional.of(turn), waited);
    } finally {
      if (!held) {
        turn.release();
        if (opened != null) {
          opened.close();
        }
      }
    }
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException e) {
      throw new ArchiveException(
              Location.file(String.valueOf(folder.getParent())),
              "make the warehouse",
              e instanceof AccessDeniedException
                  ? "this user may not write there"
                  : "it, or what it lies in, is no directory",
              "Name another directory")
          .because(e);
    }
  }

  private static void await(Semaphore turn) throws InterruptedIOException {
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for another conversion into the same directory");
    }
  }

  /** Whether nobody else can be writing, so that files that do not count may be removed. */
  public boolean isExclusive() {
    return channel.isPresent();
  }

  /** Whether somebody else held it before, so that what was seen until then may have changed. */
  public boolean waited() {
    return waited;
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent() && channel.get().isOpen()) {
      try {
        channel.get().close();
      } finally {
        turn.ifPresent(Semaphore::release);
      }
    }
  }
}
