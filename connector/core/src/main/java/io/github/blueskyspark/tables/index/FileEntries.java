package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.spi.FileRef;

/**
 * Files in an index: their URIs below the archive's directory where they are, so that it may be
 * moved.
 */
final class FileEntries {
  private static final String BELOW = "./";

  private final String prefix;

  /**
   * @param root directory of the archive; empty when it has several
   */
  FileEntries(String root) {
    this.prefix = root.isEmpty() || root.endsWith("/") ? root : root + "/";
  }

  void write(FileRef file, IndexOutput out) {
    boolean below = !prefix.isEmpty() && file.uri().startsWith(prefix);
    out.putText(below ? BELOW + file.uri().substring(prefix.length()) : file.uri());
    out.putLong(file.size());
    out.putLong(file.modified());
  }

  FileRef read(IndexInput in) throws DamagedIndex {
    String name = in.readText();
    String uri = name.startsWith(BELOW) ? prefix + name.substring(BELOW.length()) : name;
    long size = in.readLong();
    return new FileRef(uri, size, in.readLong());
  }
}
