package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variable-length values of a file, by collection and index; the collections used last stay parsed.
 * Not thread safe.
 */
public final class GlobalHeap {
  private static final int COLLECTIONS = 16;

  private final FileBytes file;
  private final Map<Long, Map<Long, Cursor>> collections =
      new LinkedHashMap<>(COLLECTIONS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<Long, Cursor>> eldest) {
          return size() > COLLECTIONS;
        }
      };

  /** The heap of one file. */
  public GlobalHeap(FileBytes file) {
    this.file = file;
  }

  /**
   * The bytes of one object.
   *
   * @throws io.github.blueskyspark.errors.AssetException when there is none of that index
   */
  public Cursor object(long address, long index) throws IOException {
    Map<Long, Cursor> objects = collections.get(address);
    if (objects == null) {
      objects = parse(address);
      collections.put(address, objects);
    }
    Cursor found = objects.get(index);
    if (found == null) {
      throw file.damaged(address, "global heap", "object " + index + " is missing");
    }
    return found.again();
  }

  private Map<Long, Cursor> parse(long address) throws IOException {
    Cursor head = file.at(address, 8L + file.lengthSize(), "global heap");
    head.signature("GCOL", "global heap");
    head.skip(4);
    Cursor c = file.at(address, head.length(), "global heap").skip(head.position());
    Map<Long, Cursor> objects = new HashMap<>();
    while (c.remaining() >= 8 + file.lengthSize()) {
      long index = c.u16();
      c.skip(6);
      long size = c.length();
      if (index == 0) {
        break;
      }
      objects.put(index, c.slice(size));
      c.skip(Math.min(c.remaining(), (8 - (size & 7)) & 7));
    }
    return objects;
  }
}
