package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.errors.AssetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attribute as stored.
 *
 * @param data its elements, C order
 */
public record Attribute(String name, Datatype type, Dataspace space, byte[] data) {
  private static final int ATTRIBUTE_NAMES = 8;
  private static final int SHARED_IN_HEAP = 2;

  /** Attributes of an object in file order; those that cannot be parsed are left out. */
  public static List<Attribute> of(ObjectHeader header) throws IOException {
    List<Attribute> attributes = new ArrayList<>();
    for (Cursor message : header.all(MessageType.ATTRIBUTE)) {
      add(attributes, message, header.shared());
    }
    Optional<Cursor> info = header.message(MessageType.ATTRIBUTE_INFO);
    if (info.isPresent()) {
      dense(info.get(), header.shared(), attributes);
    }
    return attributes;
  }

  private static void add(List<Attribute> attributes, Cursor message, SharedMessages shared)
      throws IOException {
    try {
      attributes.add(parse(message, shared));
    } catch (AssetException | ArithmeticException e) {
      // One attribute of a kind that is not known must not hide the dataset.
      return;
    }
  }

  private static void dense(Cursor info, SharedMessages shared, List<Attribute> attributes)
      throws IOException {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 2 : 0);
    long heapAddress = info.offset();
    long treeAddress = info.offset();
    if (heapAddress == FileBytes.UNDEFINED || treeAddress == FileBytes.UNDEFINED) {
      return;
    }
    FractalHeap heap = FractalHeap.open(info.file(), heapAddress);
    BTree2 tree = BTree2.open(info.file(), treeAddress);
    if (tree.type() != ATTRIBUTE_NAMES) {
      return;
    }
    tree.forEach(
        record -> {
          byte[] id = record.bytes(heap.idLength());
          if ((record.u8() & SHARED_IN_HEAP) == 0) {
            add(attributes, heap.object(id), shared);
          }
          return true;
        });
  }

  private static Attribute parse(Cursor c, SharedMessages shared) throws IOException {
    int version = c.u8();
    if (version < 1 || version > 3) {
      throw c.damaged("attribute", "version " + version);
    }
    int flags = c.u8();
    int nameSize = c.u16();
    int typeSize = c.u16();
    int spaceSize = c.u16();
    c.skip(version == 3 ? 1 : 0);
    boolean padded = version == 1;
    String name = c.slice(padded(nameSize, padded)).text(nameSize);
    Cursor typeBytes = c.slice(padded(typeSize, padded));
    Cursor spaceBytes = c.slice(padded(spaceSize, padded));
    boolean sharedType = version > 1 && (flags & 1) != 0;
    boolean sharedSpace = version > 1 && (flags & 2) != 0;
    Datatype type =
        DatatypeParser.parse(
            sharedType ? shared.follow(typeBytes, MessageType.DATATYPE) : typeBytes);
    Dataspace space =
        Dataspace.parse(
            sharedSpace ? shared.follow(spaceBytes, MessageType.DATASPACE) : spaceBytes);
    long size = Math.multiplyExact(space.size(), (long) type.size());
    return new Attribute(name, type, space, c.bytes(size));
  }

  private static int padded(int size, boolean toEight) {
    return toEight ? (size + 7) / 8 * 8 : size;
  }
}
