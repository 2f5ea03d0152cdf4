package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.assets.Block;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one object (group, dataset or named datatype), versions 1 and 2, continuations
 * followed.
 */
public final class ObjectHeader {
  private static final int SHARED = 0x02;
  private static final int MAX_MESSAGES = 1 << 20;

  /**
   * @param data at its start; copied by {@link Cursor#again()} before use
   */
  private record Message(int type, int flags, Cursor data) {}

  private record Block(long address, long length) {}

  private final FileBytes file;
  private final long address;
  private final SharedMessages shared;
  private final List<Message> messages = new ArrayList<>();

  private ObjectHeader(FileBytes file, long address, SharedMessages shared) {
    this.file = file;
    this.address = address;
    this.shared = shared;
  }

  /**
   * Reads the header at an address.
   *
   * @param shared where messages shared between objects are
   */
  public static ObjectHeader read(FileBytes file, long address, SharedMessages shared)
      throws IOException {
    ObjectHeader header = new ObjectHeader(file, address, shared);
    Cursor c = file.upTo(address, 512, "object header");
    if (c.remaining() >= 4 && c.again().u8() == 'O') {
      header.modern(c);
    } else {
      header.old(c);
    }
    return header;
  }

  /** Where the header starts. */
  public long address() {
    return address;
  }

  private void old(Cursor c) throws IOException {
    int version = c.u8();
    if (version != 1) {
      throw file.damaged(address, "object header", "version " + version + ", known are 1 and 2");
    }
    c.skip(1);
    int count = c.u16();
    c.skip(4);
    long size = c.u32();
    Deque<Block> blocks = new ArrayDeque<>();
    blocks.add(new Block(Math.addExact(address, 16), size));
    Set<Long> seen = new HashSet<>();
    while (!blocks.isEmpty() && messages.size() < count) {
      Block block = blocks.poll();
      if (!seen.add(block.address)) {
        throw file.damaged(block.address, "object header", "its continuations form a loop");
      }
      Cursor b = file.at(block.address, block.length, "object header");
      while (b.remaining() >= 8 && messages.size() < count) {
        int type = b.u16();
        int length = b.u16();
        int flags = b.u8();
        b.skip(3);
        add(type, flags, b.slice(length), blocks);
      }
    }
  }

  private void modern(Cursor c) throws IOException {
    c.signature("OHDR", "object header");
    int version = c.u8();
    if (version != 2) {
      throw file.damaged(address, "object header", "version " + version + ", known are 1 and 2");
    }
    int flags = c.u8();
    c.skip((flags & 0x20) != 0 ? 16 : 0).skip((flags & 0x10) != 0 ? 4 : 0);
    long size = c.unsigned(1 << (flags & 3));
    int prefix = c.position();
    Deque<Block> blocks = new ArrayDeque<>();
    Cursor first = file.at(address, Math.addExact(size, prefix + 4L), "object header").skip(prefix);
    chunk(first, size, flags, blocks);
    Set<Long> seen = new HashSet<>();
    while (!blocks.isEmpty()) {
      Block block = blocks.poll();
      if (!seen.add(block.address)) {
        throw file.damaged(block.address, "object header", "its continuations form a loop");
      }
      Cursor b = file.at(block.address, block.length, "object header continuation");
      b.signature("OCHK", "object header continuation");
      chunk(b, block.length - 8, flags, blocks);
    }
  }

  private void chunk(Cursor c, long size, int headerFlags, Deque<Block> blocks) {
    Cursor verify = c.again();
    verify.skip(c.position() + size).checksum("object header");
    Cursor body = c.slice(size);
    int prefix = 4 + ((headerFlags & 4) != 0 ? 2 : 0);
    while (body.remaining() >= prefix) {
      int type = body.u8();
      int length = body.u16();
      int flags = body.u8();
      body.skip(prefix - 4L);
      add(type, flags, body.slice(length), blocks);
    }
  }

  private void add(int type, int flags, Cursor data, Deque<Block> blocks) {
    if (messages.size() >= MAX_MESSAGES) {
      throw file.damaged(address, "object header", "more than " + MAX_MESSAGES + " messages");
    }
    messages.add(new Message(type, flags, data));
    if (type == MessageType.CONTINUATION) {
      Cursor c = data.again();
      blocks.add(new Block(c.offset(), c.length()));
    }
  }

  /** Whether a message of a type is there. */
  boolean has(int type) {
    return messages.stream().anyMatch(m -> m.type == type);
  }

  /** The first message of a type, its own bytes or the shared ones it points at. */
  Optional<Cursor> message(int type) throws IOException {
    for (Message m : messages) {
      if (m.type == type) {
        return Optional.of(content(m));
      }
    }
    return Optional.empty();
  }

  /** All messages of a type in file order. */
  List<Cursor> all(int type) throws IOException {
    List<Cursor> found = new ArrayList<>();
    for (Message m : messages) {
      if (m.type == type) {
        found.add(content(m));
      }
    }
    return found;
  }

  private Cursor content(Message m) throws IOException {
    Cursor c = m.data.again();
    return (m.flags & SHARED) == 0 ? c : shared.follow(c, m.type);
  }

  SharedMessages shared() {
    return shared;
  }

  /** Whether this is a dataset: it has a layout. */
  public boolean isDataset() {
    return has(MessageType.LAYOUT);
  }

  /** Whether this is a group, of the old or the new style. */
  public boolean isGroup() {
    return has(MessageType.SYMBOL_TABLE)
        || has(MessageType.LINK_INFO)
        || has(MessageType.LINK)
        || (messages.stream().noneMatch(m -> m.type == MessageType.DATATYPE) && !isDataset());
  }
}
