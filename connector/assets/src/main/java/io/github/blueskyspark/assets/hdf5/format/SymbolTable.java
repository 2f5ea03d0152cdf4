package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Links of an old-style group: a B-tree (version 1) of symbol table nodes, names in a local heap.
 */
final class SymbolTable {
  /** What is done with each link; the result of the first that is not empty is the answer. */
  interface Visitor<R> {
    Optional<R> link(Link link) throws IOException;
  }

  private static final int SOFT = 2;

  private final FileBytes file;
  private final LocalHeap names;
  private final Set<Long> seen = new HashSet<>();

  private SymbolTable(FileBytes file, LocalHeap names) {
    this.file = file;
    this.names = names;
  }

  static <R> Optional<R> visit(Cursor message, Visitor<R> visitor) throws IOException {
    long tree = message.offset();
    LocalHeap heap = LocalHeap.open(message.file(), message.offset());
    return new SymbolTable(message.file(), heap).node(tree, Integer.MAX_VALUE, visitor);
  }

  private <R> Optional<R> node(long address, int levelAbove, Visitor<R> visitor)
      throws IOException {
    if (!seen.add(address)) {
      throw file.damaged(address, "group", "its B-tree forms a loop");
    }
    int head = 8 + 2 * file.offsetSize();
    Cursor c = file.at(address, head, "group");
    c.signature("TREE", "group");
    int type = c.u8();
    int level = c.u8();
    int used = c.u16();
    if (type != 0 || level >= levelAbove) {
      throw file.damaged(address, "group", "B-tree node of type " + type + ", level " + level);
    }
    long entry = (long) file.lengthSize() + file.offsetSize();
    Cursor body = file.at(address + head, used * entry, "group");
    for (int i = 0; i < used; i++) {
      body.skip(file.lengthSize());
      long child = body.offset();
      Optional<R> found = level > 0 ? node(child, level, visitor) : symbols(child, visitor);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private <R> Optional<R> symbols(long address, Visitor<R> visitor) throws IOException {
    Cursor head = file.at(address, 8, "group");
    head.signature("SNOD", "group");
    head.skip(2);
    int count = head.u16();
    long entry = 2L * file.offsetSize() + 24;
    Cursor c = file.at(address + 8, count * entry, "group");
    for (int i = 0; i < count; i++) {
      String name = names.name(c.offset());
      long header = c.offset();
      long cache = c.u32();
      c.skip(4);
      Cursor pad = c.slice(16);
      Link link =
          cache == SOFT ? new Link.Soft(name, names.name(pad.u32())) : new Link.Hard(name, header);
      Optional<R> found = visitor.link(link);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
