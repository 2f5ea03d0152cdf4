package io.github.blueskyspark.archives.tiled;

import java.util.ArrayList;
import java.util.List;

/**
 * The type of an Arrow column.
 *
 * @param kind number of the type in Schema.fbs
 * @param bits of an integer or float
 * @param signed whether an integer has a sign
 * @param size of lists of fixed size
 */
record ArrowField(int kind, int bits, boolean signed, int size, List<ArrowField> children) {
  static final int NULL = 1;
  static final int INT = 2;
  static final int FLOAT = 3;
  static final int BINARY = 4;
  static final int UTF8 = 5;
  static final int BOOL = 6;
  static final int LIST = 12;
  static final int FIXED_LIST = 16;
  static final int LARGE_BINARY = 19;
  static final int LARGE_UTF8 = 20;
  static final int LARGE_LIST = 21;
  private static final int DEEPEST = 16;

  ArrowField {
    children = List.copyOf(children);
  }

  static ArrowField of(FlatTable field, int depth) {
    int kind = field.octet(2);
    FlatTable type = field.table(3);
    int bits = 0;
    boolean signed = false;
    int size = 0;
    if (kind == INT) {
      bits = type.number(0);
      signed = type.octet(1) != 0;
    } else if (kind == FLOAT) {
      bits = 16 << (type.field(0) == 0 ? 0 : type.bytes().getShort(type.field(0)));
    } else if (kind == FIXED_LIST) {
      size = type.number(0);
    }
    if (depth > DEEPEST || field.field(4) != 0) {
      throw new IllegalArgumentException("an Arrow type that no table of Tiled has");
    }
    List<ArrowField> children = new ArrayList<>();
    for (FlatTable child : field.tables(5)) {
      children.add(of(child, depth + 1));
    }
    return new ArrowField(kind, bits, signed, size, children);
  }

  /** Buffers of its own, validity included. */
  int buffers() {
    return switch (kind) {
      case NULL -> 0;
      case FIXED_LIST -> 1;
      case INT, FLOAT, BOOL, LIST, LARGE_LIST -> 2;
      case BINARY, UTF8, LARGE_BINARY, LARGE_UTF8 -> 3;
      default -> throw new IllegalArgumentException("an Arrow type that no table of Tiled has");
    };
  }
}
