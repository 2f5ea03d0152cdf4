package io.github.blueskyspark.converters.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that nothing is done to any more after some changes, as when the process had been
 * killed: what comes later, clean-up included, does not happen.
 */
public final class DyingFileSystem extends RawLocalFileSystem {
  private static final AtomicInteger LEFT = new AtomicInteger();
  private static final List<String> DONE = Collections.synchronizedList(new ArrayList<>());

  /** Lets so many changes happen. */
  static void allow(int changes) {
    LEFT.set(changes);
    DONE.clear();
  }

  /** The changes that happened. */
  static List<String> done() {
    return List.copyOf(DONE);
  }

  private static void change(String what, Path path) throws IOException {
    if (LEFT.getAndDecrement() <= 0) {
      throw new IOException("killed before " + what + " " + path);
    }
    DONE.add(what + " " + path.toUri().getPath());
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change("mkdirs", path);
    return super.mkdirs(path);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    change("create", path);
    return super.create(path, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path, boolean overwrite, int buffer, short replication, long block, Progressable p)
      throws IOException {
    change("create", path);
    return super.create(path, overwrite, buffer, replication, block, p);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change("rename", to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public void setTimes(Path path, long modified, long accessed) throws IOException {
    change("setTimes", path);
    super.setTimes(path, modified, accessed);
  }
}
