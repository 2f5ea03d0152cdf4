package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.assets.hdf5.format.Datatype.Kind;
import io.github.blueskyspark.assets.hdf5.format.Datatype.Member;
import io.github.blueskyspark.assets.hdf5.format.Datatype.NumberLayout;
import java.util.ArrayList;
import java.util.List;

/** Parses datatype messages, versions 1 to 5. */
final class DatatypeParser {
  private static final int MAX_DEPTH = 32;
  private static final List<Kind> KINDS = List.of(Kind.values());

  private DatatypeParser() {}

  static Datatype parse(Cursor c) {
    return parse(c, 0);
  }

  private static Datatype parse(Cursor c, int depth) {
    if (depth > MAX_DEPTH) {
      throw c.damaged("datatype", "it nests deeper than " + MAX_DEPTH);
    }
    int head = c.u8();
    int version = head >> 4;
    int number = head & 0xF;
    if (version < 1 || version > 5 || number >= KINDS.size()) {
      throw c.damaged("datatype", "class " + number + " of version " + version);
    }
    int bits = (int) c.unsigned(3);
    int size = (int) Math.min(c.u32(), Integer.MAX_VALUE);
    Kind kind = KINDS.get(number);
    if (size == 0 && kind != Kind.STRING && kind != Kind.OPAQUE) {
      throw c.damaged("datatype", "a " + kind.label() + " of 0 bytes");
    }
    return switch (kind) {
      case INTEGER, BITFIELD -> integer(c, kind, size, bits);
      case FLOAT -> floating(c, size, bits);
      case TIME -> {
        c.skip(2);
        yield Datatype.plain(kind, size, bits, NumberLayout.NONE);
      }
      case STRING, REFERENCE -> Datatype.plain(kind, size, bits, NumberLayout.NONE);
      case OPAQUE -> {
        c.skip(bits & 0xFF);
        yield Datatype.plain(kind, size, bits, NumberLayout.NONE);
      }
      case COMPOUND -> compound(c, version, size, bits, depth);
      case ENUM -> enumeration(c, version, size, bits, depth);
      case SEQUENCE, COMPLEX -> Datatype.derived(kind, size, bits, parse(c, depth + 1), List.of());
      case ARRAY -> array(c, version, size, bits, depth);
    };
  }

  private static Datatype integer(Cursor c, Kind kind, int size, int bits) {
    int offset = c.u16();
    int precision = c.u16();
    if (precision == 0 || offset + precision > 8L * size) {
      throw c.damaged(
          "datatype", "bits " + offset + " to " + (offset + precision) + " of " + size + " bytes");
    }
    return Datatype.plain(
        kind, size, bits, new NumberLayout(offset, precision, new int[2], new int[2], 0));
  }

  private static Datatype floating(Cursor c, int size, int bits) {
    int offset = c.u16();
    int precision = c.u16();
    int[] exponent = {c.u8(), c.u8()};
    int[] mantissa = {c.u8(), c.u8()};
    long bias = c.u32();
    if (offset + precision > 8L * size
        || exponent[0] + exponent[1] > 8L * size
        || mantissa[0] + mantissa[1] > 8L * size) {
      throw c.damaged("datatype", "a float whose bits do not fit its " + size + " bytes");
    }
    return Datatype.plain(
        Kind.FLOAT, size, bits, new NumberLayout(offset, precision, exponent, mantissa, bias));
  }

  private static Datatype compound(Cursor c, int version, int size, int bits, int depth) {
    List<Member> members = new ArrayList<>();
    int count = bits & 0xFFFF;
    int width = 1;
    while (width < 4 && size >>> (8 * width) != 0) {
      width++;
    }
    for (int i = 0; i < count; i++) {
      String name = name(c, version);
      int offset = (int) Math.min(c.unsigned(version < 3 ? 4 : width), Integer.MAX_VALUE);
      List<Integer> dims = version == 1 ? oldDims(c) : List.of();
      Datatype type = parse(c, depth + 1);
      for (int axis = dims.size() - 1; axis >= 0; axis--) {
        int n = dims.get(axis);
        int bytes = Math.multiplyExact(type.size(), n);
        type = Datatype.derived(Kind.ARRAY, bytes, 0, type, List.of(n));
      }
      if (offset > size || type.size() > size - offset) {
        throw c.damaged("datatype", "field '" + name + "' lies beyond its " + size + " bytes");
      }
      members.add(new Member(name, offset, type, new byte[0]));
    }
    return new Datatype(
        Kind.COMPOUND, size, bits, NumberLayout.NONE, List.of(), members, List.of());
  }

  private static List<Integer> oldDims(Cursor c) {
    int rank = c.u8();
    c.skip(3 + 4 + 4);
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int n = c.i32();
      if (i < rank) {
        dims.add(positive(c, n));
      }
    }
    return dims;
  }

  private static int positive(Cursor c, int n) {
    if (n <= 0) {
      throw c.damaged("datatype", "an array axis of " + Integer.toUnsignedString(n));
    }
    return n;
  }

  private static String name(Cursor c, int version) {
    int from = c.position();
    String name = c.untilNul();
    if (version < 3) {
      c.align8(from);
    }
    return name;
  }

  private static Datatype enumeration(Cursor c, int version, int size, int bits, int depth) {
    Datatype base = parse(c, depth + 1);
    int count = bits & 0xFFFF;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name(c, version));
    }
    List<Member> members = new ArrayList<>();
    for (String name : names) {
      members.add(new Member(name, 0, base, c.bytes(base.size())));
    }
    return new Datatype(
        Kind.ENUM, size, bits, NumberLayout.NONE, List.of(base), members, List.of());
  }

  private static Datatype array(Cursor c, int version, int size, int bits, int depth) {
    int rank = c.u8();
    c.skip(version < 3 ? 3 : 0);
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      dims.add(positive(c, c.i32()));
    }
    c.skip(version < 3 ? 4L * rank : 0);
    Datatype base = parse(c, depth + 1);
    long bytes = base.size();
    for (int d : dims) {
      bytes = Math.multiplyExact(bytes, (long) d);
    }
    if (bytes != size) {
      throw c.damaged("datatype", "an array of " + bytes + " bytes in " + size);
    }
    return Datatype.derived(Kind.ARRAY, size, bits, base, dims);
  }
}
