package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.GlobalHeap;
import io.github.blueskyspark.assets.hdf5.format.ObjectHeader;
import io.github.blueskyspark.assets.hdf5.format.SharedMessages;
import io.github.blueskyspark.assets.hdf5.format.Superblock;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.Closeable;
import java.io.IOException;

/** One open HDF5 file. Not thread safe; one owner closes it. */
final class Hdf5File implements Closeable {
  private final String uri;
  private final FileBytes bytes;
  private final Superblock superblock;
  private final SharedMessages shared;
  private final GlobalHeap heap;

  private Hdf5File(String uri, FileBytes bytes) throws IOException {
    this.uri = uri;
    this.bytes = bytes;
    this.superblock = Superblock.read(bytes);
    this.shared = SharedMessages.of(bytes, superblock);
    this.heap = new GlobalHeap(bytes);
  }

  /**
   * Opens a file through the checks of {@code files}.
   *
   * @param where the file, for messages
   */
  static Hdf5File open(AssetFiles files, String uri, Location where) throws IOException {
    RandomAccess file = files.open(uri);
    boolean opened = false;
    try {
      Hdf5File made = new Hdf5File(uri, new FileBytes(file, where, files.metrics()));
      opened = true;
      return made;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  String uri() {
    return uri;
  }

  FileBytes bytes() {
    return bytes;
  }

  GlobalHeap heap() {
    return heap;
  }

  ObjectHeader root() throws IOException {
    return header(superblock.root());
  }

  ObjectHeader header(long address) throws IOException {
    return ObjectHeader.read(bytes, address, shared);
  }

  /** The file, for messages. */
  Location where() {
    return bytes.where();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
