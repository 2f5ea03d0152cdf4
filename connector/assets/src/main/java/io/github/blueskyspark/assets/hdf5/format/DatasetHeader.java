package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object header says of a dataset.
 *
 * @param fill bytes of one element for what was never written; empty for zeros
 * @param filters pipeline in the order of writing
 * @param external raw files that hold the data, in order; empty where this file does
 */
public record DatasetHeader(
    long address,
    Dataspace space,
    Datatype type,
    Layout layout,
    byte[] fill,
    List<FilterSpec> filters,
    List<ExternalSegment> external) {
  /**
   * A part of the data in a raw file.
   *
   * @param name of the file as written
   * @param offset of the first byte in it
   * @param size bytes; {@link Long#MAX_VALUE} for all that follow
   */
  public record ExternalSegment(String name, long offset, long size) {}

  /** Parses the messages of a dataset. */
  public static DatasetHeader of(FileBytes file, ObjectHeader header) throws IOException {
    Datatype type = DatatypeParser.parse(required(file, header, MessageType.DATATYPE, "datatype"));
    Dataspace space = Dataspace.parse(required(file, header, MessageType.DATASPACE, "dataspace"));
    Layout layout = LayoutParser.parse(required(file, header, MessageType.LAYOUT, "data layout"));
    Optional<Cursor> filters = header.message(MessageType.FILTERS);
    Optional<Cursor> external = header.message(MessageType.EXTERNAL_FILES);
    return new DatasetHeader(
        header.address(),
        space,
        type,
        layout,
        fill(header, type),
        filters.isPresent() ? FilterSpec.parse(filters.get()) : List.of(),
        external.isPresent() ? segments(file, external.get()) : List.of());
  }

  private static Cursor required(FileBytes file, ObjectHeader header, int type, String name)
      throws IOException {
    return header
        .message(type)
        .orElseThrow(
            () -> file.damaged(header.address(), "dataset", "its " + name + " is missing"));
  }

  private static byte[] fill(ObjectHeader header, Datatype type) throws IOException {
    Optional<Cursor> message = header.message(MessageType.FILL_VALUE);
    byte[] value = new byte[0];
    if (message.isPresent()) {
      value = fill(message.get());
    } else {
      Optional<Cursor> old = header.message(MessageType.OLD_FILL_VALUE);
      if (old.isPresent()) {
        value = old.get().bytes(old.get().u32());
      }
    }
    if (value.length != 0 && value.length != type.size()) {
      return new byte[0];
    }
    for (byte b : value) {
      if (b != 0) {
        return value;
      }
    }
    return new byte[0];
  }

  private static byte[] fill(Cursor c) {
    int version = c.u8();
    if (version < 1 || version > 3) {
      throw c.damaged("fill value", "version " + version);
    }
    if (version == 3) {
      int flags = c.u8();
      return (flags & 0x20) != 0 ? c.bytes(c.u32()) : new byte[0];
    }
    int defined = c.skip(2).u8();
    if (version == 2 && defined == 0) {
      return new byte[0];
    }
    int size = c.i32();
    return size > 0 ? c.bytes(size) : new byte[0];
  }

  private static List<ExternalSegment> segments(FileBytes file, Cursor c) throws IOException {
    c.skip(1 + 3 + 2);
    int used = c.u16();
    LocalHeap names = LocalHeap.open(file, c.offset());
    List<ExternalSegment> segments = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      String name = names.name(c.length());
      long offset = c.length();
      long size = c.lengthOrUnlimited();
      segments.add(new ExternalSegment(name, offset, size < 0 ? Long.MAX_VALUE : size));
    }
    return segments;
  }
}
