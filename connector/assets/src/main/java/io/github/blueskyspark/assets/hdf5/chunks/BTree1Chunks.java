package io.github.blueskyspark.assets.hdf5.chunks;

import io.github.blueskyspark.assets.hdf5.format.Cursor;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Chunks in a B-tree of version 1: what most files have. Nodes used last stay in memory. */
final class BTree1Chunks implements ChunkIndex {
  private static final int NODES = 32;

  /**
   * @param keys element offsets of the children, {@code rank} numbers a child
   */
  private record Node(int level, int used, long[] keys, int[] sizes, int[] masks, long[] child) {}

  private final FileBytes file;
  private final long root;
  private final long[] chunk;
  private final Map<Long, Node> nodes =
      new LinkedHashMap<>(NODES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
          return size() > NODES;
        }
      };

  BTree1Chunks(FileBytes file, Chunked layout) {
    this.file = file;
    this.root = layout.address();
    this.chunk = layout.dims();
  }

  @Override
  public Chunk find(long[] scaled) throws IOException {
    long at = root;
    int above = Integer.MAX_VALUE;
    while (true) {
      Node node = node(at, above);
      int i = lastNotAfter(node, scaled);
      if (i < 0) {
        return Chunk.NONE;
      }
      if (node.level == 0) {
        return compare(node, i, scaled) == 0 ? chunk(node, i) : Chunk.NONE;
      }
      at = node.child[i];
      above = node.level;
    }
  }

  private static Chunk chunk(Node node, int i) {
    return new Chunk(node.child[i], node.sizes[i] & 0xFFFFFFFFL, node.masks[i]);
  }

  // Binary search over the keys.
  private int lastNotAfter(Node node, long[] scaled) {
    int low = 0;
    int high = node.used;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (compare(node, mid, scaled) <= 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low - 1;
  }

  private int compare(Node node, int i, long[] scaled) {
    for (int a = 0; a < chunk.length; a++) {
      long wanted = Math.multiplyExact(scaled[a], chunk[a]);
      int c = Long.compareUnsigned(node.keys[i * chunk.length + a], wanted);
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  private Node node(long at, int above) throws IOException {
    Node known = nodes.get(at);
    if (known == null) {
      known = parse(at);
      nodes.put(at, known);
    }
    if (known.level >= above) {
      throw file.damaged(at, "chunk B-tree", "its levels do not descend");
    }
    return known;
  }

  private Node parse(long at) throws IOException {
    int head = 8 + 2 * file.offsetSize();
    Cursor c = file.at(at, head, "chunk B-tree");
    c.signature("TREE", "chunk B-tree");
    int type = c.u8();
    int level = c.u8();
    int used = c.u16();
    if (type != 1) {
      throw file.damaged(at, "chunk B-tree", "a node of type " + type);
    }
    int rank = chunk.length;
    long entry = 16L + 8L * rank + file.offsetSize();
    Cursor body = file.at(at + head, used * entry, "chunk B-tree");
    Node node =
        new Node(level, used, new long[used * rank], new int[used], new int[used], new long[used]);
    for (int i = 0; i < used; i++) {
      node.sizes[i] = body.i32();
      node.masks[i] = body.i32();
      for (int a = 0; a < rank; a++) {
        node.keys[i * rank + a] = body.i64();
      }
      // The offset inside the element, always 0.
      body.skip(8);
      node.child[i] = body.offset();
    }
    return node;
  }

  @Override
  public long storedBytes() throws IOException {
    return sum(root, Integer.MAX_VALUE, new HashSet<>());
  }

  private long sum(long at, int above, Set<Long> seen) throws IOException {
    if (!seen.add(at)) {
      throw file.damaged(at, "chunk B-tree", "it forms a loop");
    }
    Node node = node(at, above);
    long bytes = 0;
    for (int i = 0; i < node.used; i++) {
      bytes += node.level == 0 ? node.sizes[i] & 0xFFFFFFFFL : sum(node.child[i], node.level, seen);
    }
    return bytes;
  }
}
