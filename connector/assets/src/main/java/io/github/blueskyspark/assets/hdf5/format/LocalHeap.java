package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;

/** Names of an old-style group. */
final class LocalHeap {
  private final FileBytes file;
  private final long data;
  private final long size;

  private LocalHeap(FileBytes file, long data, long size) {
    this.file = file;
    this.data = data;
    this.size = size;
  }

  static LocalHeap open(FileBytes file, long address) throws IOException {
    Cursor c = file.at(address, 8L + 2L * file.lengthSize() + file.offsetSize(), "local heap");
    c.signature("HEAP", "local heap");
    c.skip(4);
    long size = c.length();
    c.skip(file.lengthSize());
    return new LocalHeap(file, c.offset(), size);
  }

  String name(long offset) throws IOException {
    if (offset < 0 || offset >= size || data < 0) {
      throw file.damaged(data, "local heap", "name at " + offset + " of " + size + " bytes");
    }
    long most = size - offset;
    // Names are short: one small read nearly always holds the end.
    Cursor c = file.upTo(Math.addExact(data, offset), Math.min(most, 256), "local heap");
    byte[] bytes = c.again().bytes(c.remaining());
    for (byte b : bytes) {
      if (b == 0) {
        return Cursor.text(bytes);
      }
    }
    return file.upTo(data + offset, Math.min(most, 1 << 20), "local heap").untilNul();
  }
}
