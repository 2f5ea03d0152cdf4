package io.github.blueskyspark.assets.hdf5.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One filter of a dataset's pipeline.
 *
 * @param id registered number
 * @param values client data
 */
public record FilterSpec(int id, List<Integer> values) {
  private static final int MAX_FILTERS = 32;

  /** Copies the values. */
  public FilterSpec {
    values = List.copyOf(values);
  }

  static List<FilterSpec> parse(Cursor c) {
    int version = c.u8();
    int count = c.u8();
    if (version < 1 || version > 2 || count > MAX_FILTERS) {
      throw c.damaged("filter pipeline", "version " + version + " with " + count + " filters");
    }
    c.skip(version == 1 ? 6 : 0);
    List<FilterSpec> filters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = c.u16();
      int name = version == 1 || id >= 256 ? c.u16() : 0;
      c.skip(2);
      int n = c.u16();
      c.skip(version == 1 ? (name + 7L) / 8 * 8 : name);
      List<Integer> values = new ArrayList<>();
      for (int v = 0; v < n; v++) {
        values.add(c.i32());
      }
      c.skip(version == 1 && (n & 1) != 0 ? 4 : 0);
      filters.add(new FilterSpec(id, values));
    }
    return filters;
  }

  /** The name users see; {@code filter <id>} for an unknown one. */
  public String name() {
    return switch (id) {
      case 1 -> "deflate";
      case 2 -> "shuffle";
      case 3 -> "fletcher32";
      case 4 -> "szip";
      case 5 -> "nbit";
      case 6 -> "scaleoffset";
      case 305 -> "lzo";
      case 307 -> "bzip2";
      case 32000 -> "lzf";
      case 32001 -> "blosc";
      case 32004 -> "lz4";
      case 32008 -> "bitshuffle";
      case 32013 -> "zfp";
      case 32015 -> "zstd";
      case 32017 -> "sz";
      case 32018 -> "fcidecomp";
      case 32019 -> "jpeg";
      case 32024 -> "sz3";
      case 32026 -> "blosc2";
      default -> "filter " + id;
    };
  }
}
