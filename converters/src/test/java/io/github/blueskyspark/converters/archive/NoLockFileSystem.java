package io.github.blueskyspark.converters.archive;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under another scheme, for which there is no lock: as on a remote file system. */
public final class NoLockFileSystem extends RawLocalFileSystem {
  static final String SCHEME = "nolock";

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  /** Without permissions, which the class above looks up by file URIs only. */
  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus found = super.getFileStatus(path);
    return new FileStatus(
        found.getLen(),
        found.isDirectory(),
        1,
        found.getBlockSize(),
        found.getModificationTime(),
        found.getPath());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }
}
