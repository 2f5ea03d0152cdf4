package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A B-tree of version 2: ordered records of fixed size. Nodes used last stay in memory. Not thread
 * safe.
 */
public final class BTree2 {
  /** Where a record is against what is looked for. */
  public interface Order {
    /** Negative when {@code record} comes before what is looked for, 0 when it is it. */
    int compare(Cursor record);
  }

  /** Takes records in order. */
  public interface Records {
    /** Takes one; false stops the walk. */
    boolean take(Cursor record) throws IOException;
  }

  private static final int PREFIX = 10;
  private static final int NODES = 64;
  private static final int MAX_DEPTH = 32;

  private record Node(int records, Cursor[] record, long[] child, int[] childRecords) {}

  private final FileBytes file;
  private final long address;
  private int type;
  private int nodeSize;
  private int recordSize;
  private int depth;
  private long root;
  private int rootRecords;
  private long total;
  private int countSize;
  private int[] totalSize;
  private final Map<Long, Node> nodes =
      new LinkedHashMap<>(NODES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
          return size() > NODES;
        }
      };

  private BTree2(FileBytes file, long address) {
    this.file = file;
    this.address = address;
  }

  /** Reads the header at an address. */
  public static BTree2 open(FileBytes file, long address) throws IOException {
    BTree2 tree = new BTree2(file, address);
    tree.header();
    return tree;
  }

  private void header() throws IOException {
    Cursor c = file.at(address, 22L + file.offsetSize() + file.lengthSize(), "B-tree");
    c.signature("BTHD", "B-tree");
    c.skip(1);
    type = c.u8();
    nodeSize = (int) Math.min(c.u32(), Integer.MAX_VALUE);
    recordSize = c.u16();
    depth = c.u16();
    c.skip(2);
    root = c.offset();
    rootRecords = c.u16();
    total = c.length();
    c.checksum("B-tree");
    if (recordSize == 0 || nodeSize < PREFIX + recordSize || depth > MAX_DEPTH) {
      throw file.damaged(
          address,
          "B-tree",
          "nodes of " + nodeSize + ", records of " + recordSize + " bytes, depth " + depth);
    }
    sizes();
  }

  // Field widths follow from how many records fit, see H5B2hdr.c.
  private void sizes() {
    int most = (nodeSize - PREFIX) / recordSize;
    countSize = bytesFor(most);
    totalSize = new int[depth + 1];
    long cumulative = most;
    for (int level = 1; level <= depth; level++) {
      int pointer = file.offsetSize() + countSize + totalSize[level - 1];
      most = (nodeSize - (PREFIX + pointer)) / (recordSize + pointer);
      cumulative = Math.addExact(Math.multiplyExact(most + 1L, cumulative), (long) most);
      totalSize[level] = bytesFor(cumulative);
    }
  }

  /** Bytes that hold numbers up to {@code most}. */
  static int bytesFor(long most) {
    return (63 - Long.numberOfLeadingZeros(Math.max(1, most))) / 8 + 1;
  }

  /** Number of the record type. */
  public int type() {
    return type;
  }

  /** Records in all, as the header says. */
  public long size() {
    return total;
  }

  /** Bytes a record. */
  public int recordSize() {
    return recordSize;
  }

  /** The record that {@code order} says is equal; null when there is none. */
  public Cursor find(Order order) throws IOException {
    if (root == FileBytes.UNDEFINED) {
      return null;
    }
    long at = root;
    int count = rootRecords;
    for (int level = depth; ; level--) {
      Node node = node(at, count, level);
      int low = 0;
      int high = node.records;
      while (low < high) {
        int mid = (low + high) >>> 1;
        int c = order.compare(node.record[mid].again());
        if (c == 0) {
          return node.record[mid].again();
        }
        if (c < 0) {
          low = mid + 1;
        } else {
          high = mid;
        }
      }
      if (level == 0) {
        return null;
      }
      at = node.child[low];
      count = node.childRecords[low];
    }
  }

  /** Walks over all records in order. */
  public void forEach(Records records) throws IOException {
    if (root != FileBytes.UNDEFINED) {
      walk(root, rootRecords, depth, records, new long[1]);
    }
  }

  private boolean walk(long at, int count, int level, Records records, long[] visited)
      throws IOException {
    // Node addresses may repeat in a damaged file; records cannot be more than the file has bytes
    // for.
    visited[0] += 1;
    if (visited[0] > file.size() / nodeSize + 1) {
      throw file.damaged(at, "B-tree", "more nodes than the file has room for");
    }
    Node node = node(at, count, level);
    for (int i = 0; i <= node.records; i++) {
      if (level > 0 && !walk(node.child[i], node.childRecords[i], level - 1, records, visited)) {
        return false;
      }
      if (i < node.records && !records.take(node.record[i].again())) {
        return false;
      }
    }
    return true;
  }

  private Node node(long at, int count, int level) throws IOException {
    Node known = nodes.get(at);
    if (known != null && known.records == count && (known.child.length > 0) == (level > 0)) {
      return known;
    }
    int pointer = level == 0 ? 0 : file.offsetSize() + countSize + totalSize[level - 1];
    long length = 6L + (long) count * recordSize + (level == 0 ? 0 : (count + 1L) * pointer) + 4;
    if (length > nodeSize) {
      throw file.damaged(at, "B-tree", count + " records in a node of " + nodeSize + " bytes");
    }
    Cursor c = file.at(at, length, "B-tree");
    c.signature(level == 0 ? "BTLF" : "BTIN", "B-tree");
    c.skip(2);
    Cursor[] record = new Cursor[count];
    for (int i = 0; i < count; i++) {
      record[i] = c.slice(recordSize);
    }
    int children = level == 0 ? 0 : count + 1;
    long[] child = new long[children];
    int[] childRecords = new int[children];
    for (int i = 0; i < children; i++) {
      child[i] = c.offset();
      childRecords[i] = (int) c.unsigned(countSize) & 0xFFFF;
      c.skip(totalSize[level - 1]);
    }
    c.checksum("B-tree");
    Node node = new Node(count, record, child, childRecords);
    nodes.put(at, node);
    return node;
  }
}
