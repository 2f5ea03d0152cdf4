package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages that objects share: committed datatypes, and the table of shared messages in the
 * superblock's extension.
 */
public final class SharedMessages {
  private static final int MAX_DEPTH = 8;

  private record Index(int types, long heap) {}

  private final FileBytes file;
  private final List<Index> indexes;
  private int depth;

  private SharedMessages(FileBytes file, List<Index> indexes) {
    this.file = file;
    this.indexes = indexes;
  }

  /** Reads the table where the superblock's extension names one. */
  public static SharedMessages of(FileBytes file, Superblock superblock) throws IOException {
    SharedMessages none = new SharedMessages(file, List.of());
    if (superblock.extension() == FileBytes.UNDEFINED) {
      return none;
    }
    Optional<Cursor> message =
        ObjectHeader.read(file, superblock.extension(), none).message(MessageType.SHARED_TABLE);
    return message.isEmpty() ? none : table(file, message.get());
  }

  private static SharedMessages table(FileBytes file, Cursor message) throws IOException {
    message.skip(1);
    long address = message.offset();
    int count = message.u8();
    long entry = 14L + 2L * file.offsetSize();
    Cursor c = file.at(address, 8 + count * entry, "shared message table");
    c.signature("SMTB", "shared message table");
    List<Index> indexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      c.skip(2);
      int types = c.u16();
      c.skip(4 + 2 + 2 + 2);
      c.offset();
      indexes.add(new Index(types, c.offset()));
    }
    c.checksum("shared message table");
    return new SharedMessages(file, indexes);
  }

  FileBytes file() {
    return file;
  }

  /** The message that a shared one points at. */
  Cursor follow(Cursor c, int type) throws IOException {
    int version = c.u8();
    int kind = c.u8();
    if (version == 3 && kind == 1) {
      return fromHeap(c, type);
    }
    if (version == 1) {
      c.skip(6);
    }
    if (version < 1 || version > 3) {
      throw c.damaged("shared message", "version " + version);
    }
    long address = c.offset();
    if (depth >= MAX_DEPTH) {
      throw c.damaged("shared message", "it is shared over more than " + MAX_DEPTH + " objects");
    }
    depth++;
    try {
      Optional<Cursor> target = ObjectHeader.read(file, address, this).message(type);
      return target.orElseThrow(
          () -> c.damaged("shared message", "the object it names has no message of type " + type));
    } finally {
      depth--;
    }
  }

  private Cursor fromHeap(Cursor c, int type) throws IOException {
    for (Index index : indexes) {
      if ((index.types & (1 << type)) != 0) {
        return FractalHeap.open(file, index.heap).object(c.bytes(8));
      }
    }
    throw c.damaged("shared message", "no table of shared messages holds type " + type);
  }
}
