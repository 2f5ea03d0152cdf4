package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The links of a group, whichever of the three ways it keeps them: symbol table, messages, or a
 * heap with a B-tree.
 */
public final class Group {
  private static final int MAX_LINKS = 1 << 20;
  private static final int LINK_NAMES = 5;

  private final ObjectHeader header;

  /** The group of an object header. */
  public Group(ObjectHeader header) {
    this.header = header;
  }

  /** The link of a name. */
  public Optional<Link> find(String name) throws IOException {
    return visit(link -> link.name().equals(name) ? Optional.of(link) : Optional.empty());
  }

  /** All links, in the order of the file. */
  public List<Link> links() throws IOException {
    List<Link> links = new ArrayList<>();
    visit(
        link -> {
          if (links.size() >= MAX_LINKS) {
            throw header
                .shared()
                .file()
                .unsupported(header.address(), "group", "more than " + MAX_LINKS + " links");
          }
          links.add(link);
          return Optional.empty();
        });
    return links;
  }

  private <R> Optional<R> visit(SymbolTable.Visitor<R> visitor) throws IOException {
    Optional<Cursor> table = header.message(MessageType.SYMBOL_TABLE);
    if (table.isPresent()) {
      return SymbolTable.visit(table.get(), visitor);
    }
    for (Cursor message : header.all(MessageType.LINK)) {
      Optional<R> found = visitor.link(Link.parse(message));
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Cursor> info = header.message(MessageType.LINK_INFO);
    return info.isEmpty() ? Optional.empty() : dense(info.get(), visitor);
  }

  private static <R> Optional<R> dense(Cursor info, SymbolTable.Visitor<R> visitor)
      throws IOException {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 8 : 0);
    long heapAddress = info.offset();
    long treeAddress = info.offset();
    if (heapAddress == FileBytes.UNDEFINED || treeAddress == FileBytes.UNDEFINED) {
      return Optional.empty();
    }
    FractalHeap heap = FractalHeap.open(info.file(), heapAddress);
    BTree2 tree = BTree2.open(info.file(), treeAddress);
    if (tree.type() != LINK_NAMES) {
      throw info.damaged("group", "a B-tree of type " + tree.type() + " for its links");
    }
    List<R> found = new ArrayList<>(1);
    tree.forEach(
        record -> {
          byte[] id = record.skip(4).bytes(record.remaining());
          visitor.link(Link.parse(heap.object(id))).ifPresent(found::add);
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }
}
