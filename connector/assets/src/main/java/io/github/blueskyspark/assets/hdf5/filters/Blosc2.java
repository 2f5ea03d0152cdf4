package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.BloscChunk;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import java.nio.charset.StandardCharsets;

/**
 * Blosc2 (filter 32026): a contiguous frame with one chunk, whose elements may be laid out in
 * blocks of several axes ({@code b2nd}).
 */
final class Blosc2 implements Filter {
  private static final int HEADER_LENGTH = 11;
  private static final int PACKED_BYTES = 39;
  private static final int METALAYERS = 87;
  private static final byte[] MAGIC = "b2frame".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_AXES = 16;

  /** The layout of elements in blocks; no axis where there is none. */
  private record Layout(int[] chunk, int[] block) {
    static final Layout NONE = new Layout(new int[0], new int[0]);

    boolean isPlain() {
      for (int a = 1; a < chunk.length; a++) {
        if (block[a] != chunk[a]) {
          return false;
        }
      }
      return chunk.length == 0 || chunk[0] % block[0] == 0;
    }
  }

  private final int elementSize;
  private final BloscChunk chunk = new BloscChunk();
  private byte[] blocks = new byte[0];

  Blosc2(int elementSize) {
    this.elementSize = elementSize;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    byte[] frame = in.bytes();
    int end = in.length();
    for (int i = 0; i < MAGIC.length; i++) {
      if (end < METALAYERS || frame[2 + i] != MAGIC[i]) {
        throw new DamagedChunkException("the Blosc2 frame has no header");
      }
    }
    int head = Numbers.big32(frame, HEADER_LENGTH);
    long packed = Numbers.big64(frame, PACKED_BYTES);
    if (head < METALAYERS || head > end || packed < 0) {
      throw new DamagedChunkException("the Blosc2 frame's header has " + head + " bytes");
    }
    int start = packed == 0 ? -1 : head;
    Layout layout = layout(frame, head);
    chunk.setBlockShape(layout.block);
    long due = size >= 0 ? size : most;
    if (start < 0) {
      // No chunk is stored: it is all zeros.
      out.resize(due);
      java.util.Arrays.fill(out.bytes(), 0, out.length(), (byte) 0);
      return out;
    }
    int total = BloscChunk.bytes(frame, start, end);
    if (layout.isPlain()) {
      if (total > due) {
        throw new DamagedChunkException("a Blosc2 chunk of " + total + " bytes, " + due + " due");
      }
      out.resize(total);
      chunk.decode(frame, start, end, out.bytes(), total);
      return out;
    }
    rearrange(frame, end, start, layout, out, due);
    return out;
  }

  private void rearrange(byte[] frame, int end, int start, Layout layout, Block out, long due)
      throws DamagedChunkException {
    long padded = elementSize;
    long plain = elementSize;
    for (int a = 0; a < layout.chunk.length; a++) {
      int n = layout.chunk[a];
      int b = layout.block[a];
      padded = Math.multiplyExact(padded, (long) (n + b - 1) / b * b);
      plain = Math.multiplyExact(plain, (long) n);
    }
    int total = BloscChunk.bytes(frame, start, end);
    if (padded != total || plain > due || padded > 8 * due + (1 << 20)) {
      throw new DamagedChunkException(
          "a Blosc2 chunk of " + total + " bytes, its blocks take " + padded);
    }
    if (blocks.length < total) {
      blocks = new byte[total];
    }
    chunk.decode(frame, start, end, blocks, total);
    out.resize(plain);
    int axes = layout.chunk.length;
    int[] at = new int[axes];
    int from = 0;
    int blockBytes = elementSize;
    for (int b : layout.block) {
      blockBytes *= b;
    }
    while (from < total) {
      copyBlock(layout, at, 0, from, 0, out.bytes());
      from += blockBytes;
      int a = axes - 1;
      while (a >= 0 && (at[a] += layout.block[a]) >= layout.chunk[a]) {
        at[a--] = 0;
      }
    }
  }

  // Copies the rows of a block that lie inside the chunk; `to` counts elements of the outer axes.
  private void copyBlock(Layout layout, int[] at, int axis, int from, int to, byte[] target) {
    int n = Math.min(layout.block[axis], layout.chunk[axis] - at[axis]);
    int outer = to * layout.chunk[axis] + at[axis];
    if (axis == layout.chunk.length - 1) {
      System.arraycopy(blocks, from, target, outer * elementSize, n * elementSize);
      return;
    }
    int stride = elementSize;
    for (int a = axis + 1; a < layout.block.length; a++) {
      stride *= layout.block[a];
    }
    for (int i = 0; i < n; i++) {
      copyBlock(layout, at, axis + 1, from + i * stride, outer + i, target);
    }
  }

  // Metalayers are msgpack: [size, {name: offset}, ...]; of b2nd: [version, axes, shape, chunk,
  // block, ...].
  private static Layout layout(byte[] frame, int head) throws DamagedChunkException {
    int at = find(frame, head);
    if (at < 0) {
      return Layout.NONE;
    }
    int content = Numbers.big32(frame, at + 5);
    if (content < 0 || content + 10 > head || (frame[content] & 0xFF) != 0xC6) {
      throw new DamagedChunkException("the b2nd layer leads beyond the Blosc2 frame's header");
    }
    int axes = frame[content + 7];
    if (axes < 1 || axes > MAX_AXES || content + 8 + 1 + 9 * axes + 2 * (1 + 5 * axes) > head) {
      throw new DamagedChunkException("a b2nd layer of " + axes + " axes");
    }
    int chunkAt = content + 8 + 1 + 9 * axes;
    int blockAt = chunkAt + 1 + 5 * axes;
    int[] chunk = new int[axes];
    int[] block = new int[axes];
    for (int a = 0; a < axes; a++) {
      chunk[a] = Numbers.big32(frame, chunkAt + 2 + 5 * a);
      block[a] = Numbers.big32(frame, blockAt + 2 + 5 * a);
      if (chunk[a] < 1 || block[a] < 1) {
        throw new DamagedChunkException("a b2nd layer with an axis of " + chunk[a]);
      }
    }
    return new Layout(chunk, block);
  }

  // The name "b2nd" as a short msgpack string, followed by an int32 offset.
  private static int find(byte[] frame, int head) {
    for (int at = METALAYERS; at + 9 < head; at++) {
      if ((frame[at] & 0xFF) == 0xA4
          && frame[at + 1] == 'b'
          && frame[at + 2] == '2'
          && frame[at + 3] == 'n'
          && frame[at + 4] == 'd'
          && (frame[at + 5] & 0xFF) == 0xD2) {
        return at + 1;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    chunk.close();
  }
}
