package io.github.blueskyspark.assets.hdf5.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a virtual dataset and where its elements come from.
 *
 * @param file name as written, {@code .} for this file; {@code %b} stands for the number of a block
 * @param dataset path in that file, may hold {@code %b} too
 * @param source elements taken there
 * @param target where they go
 */
public record VirtualMapping(String file, String dataset, Selection source, Selection target) {
  private static final int MAX_MAPPINGS = 1 << 20;

  /** Whether names hold the number of a block. */
  public boolean isPattern() {
    return hasNumber(file) || hasNumber(dataset);
  }

  private static boolean hasNumber(String name) {
    return name.replace("%%", "").contains("%b");
  }

  /** A name with the number of a block put in. */
  public static String numbered(String pattern, long number) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
      if (c == '%' && next == 'b') {
        name.append(number);
        i++;
      } else {
        name.append(c);
        i += c == '%' && next == '%' ? 1 : 0;
      }
    }
    return name.toString();
  }

  /** Reads the mappings of a layout. */
  public static List<VirtualMapping> read(GlobalHeap heap, Layout.Virtual layout)
      throws IOException {
    if (layout.heap() == FileBytes.UNDEFINED || layout.heap() == 0) {
      return List.of();
    }
    Cursor c = heap.object(layout.heap(), layout.index());
    int version = c.u8();
    if (version > 1) {
      throw c.damaged("virtual dataset", "mappings of version " + version + ", known are 0 and 1");
    }
    long n = c.length();
    if (n > MAX_MAPPINGS) {
      throw c.damaged("virtual dataset", n + " mappings");
    }
    List<VirtualMapping> mappings = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      int flags = version == 0 ? 0 : c.u8();
      String file = name(c, flags, mappings, VirtualMapping::file);
      String dataset = name(c, flags >> 1 & 1, mappings, VirtualMapping::dataset);
      Selection source = Selection.parse(c);
      mappings.add(new VirtualMapping(file, dataset, source, Selection.parse(c)));
    }
    c.checksum("virtual dataset");
    return mappings;
  }

  // A name of its own, that of an earlier mapping (flag 1), or this file (flag 4).
  private static String name(
      Cursor c, int flags, List<VirtualMapping> before, Function<VirtualMapping, String> part) {
    if ((flags & 4) != 0) {
      return ".";
    }
    if ((flags & 1) == 0) {
      return c.untilNul();
    }
    long origin = c.length();
    if (origin >= before.size()) {
      throw c.damaged("virtual dataset", "a name shared with mapping " + origin);
    }
    return part.apply(before.get((int) origin));
  }
}
