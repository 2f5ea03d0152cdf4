package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.Datatype.Member;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an HDF5 datatype is in numpy, as h5py maps it.
 *
 * @param dtype element type handed out
 * @param axes of an array type, which follow the axes of the dataset
 * @param stored type of one element in the file, without the array around it
 * @param conversion from stored numbers to {@code dtype}
 * @param padding of fixed-length strings
 */
record ElementType(
    DType dtype,
    List<Integer> axes,
    Datatype stored,
    NumberConversion conversion,
    TextPadding padding) {
  /** A datatype that has no numpy counterpart; the text names it. */
  static final class Unsupported extends Exception {
    private static final long serialVersionUID = 1L;

    Unsupported(String what) {
      super(what);
    }
  }

  static ElementType of(Datatype type) throws Unsupported {
    List<Integer> axes = new ArrayList<>();
    Datatype element = type;
    while (element.kind() == Datatype.Kind.ARRAY) {
      axes.addAll(element.dims());
      element = element.element();
    }
    NumberConversion conversion = NumberConversion.of(element);
    DType dtype = conversion.isNone() ? map(element) : conversion.result();
    return new ElementType(dtype, List.copyOf(axes), element, conversion, TextPadding.of(element));
  }

  private static ByteOrder order(Datatype type) {
    return type.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static DType map(Datatype type) throws Unsupported {
    return switch (type.kind()) {
      case INTEGER ->
          sized(type.isSigned() ? Kind.SIGNED : Kind.UNSIGNED, type, type.size(), 1, 2, 4, 8);
      case BITFIELD -> sized(Kind.UNSIGNED, type, type.size(), 1, 2, 4, 8);
      case FLOAT -> sized(Kind.FLOAT, type, type.size(), 2, 4, 8);
      case STRING -> fixed(Kind.BYTES, type);
      case OPAQUE -> fixed(Kind.VOID, type);
      case SEQUENCE -> DType.object();
      case ENUM -> isBool(type) ? DType.of(Kind.BOOL, 1, ByteOrder.LITTLE_ENDIAN) : enumBase(type);
      case COMPLEX -> complex(type.element(), type);
      case COMPOUND -> compound(type);
      case TIME, REFERENCE, ARRAY -> throw new Unsupported("type '" + type.kind().label() + "'");
    };
  }

  private static DType fixed(Kind kind, Datatype type) throws Unsupported {
    if (type.size() == 0) {
      throw new Unsupported("type '" + type.kind().label() + "' of 0 bytes");
    }
    return DType.of(kind, type.size(), ByteOrder.LITTLE_ENDIAN);
  }

  private static DType sized(Kind kind, Datatype type, int size, int... allowed)
      throws Unsupported {
    for (int a : allowed) {
      if (a == size) {
        return DType.of(kind, size, order(type));
      }
    }
    throw new Unsupported("type '" + type.kind().label() + "' of " + size + " bytes");
  }

  private static DType enumBase(Datatype type) throws Unsupported {
    return map(type.element());
  }

  // h5py writes bool as an enum of int8 with these two names.
  static boolean isBool(Datatype type) {
    if (type.kind() != Datatype.Kind.ENUM || type.size() != 1 || type.members().size() != 2) {
      return false;
    }
    boolean no = false;
    boolean yes = false;
    for (Member m : type.members()) {
      no |= m.name().equals("FALSE") && m.value()[0] == 0;
      yes |= m.name().equals("TRUE") && m.value()[0] == 1;
    }
    return no && yes;
  }

  private static DType complex(Datatype half, Datatype whole) throws Unsupported {
    boolean known = half.kind() == Datatype.Kind.FLOAT && NumberConversion.of(half).isNone();
    if (!known || (half.size() != 4 && half.size() != 8) || whole.size() != 2 * half.size()) {
      throw new Unsupported("a complex number of two " + half.size() + "-byte parts");
    }
    return DType.of(Kind.COMPLEX, whole.size(), order(half));
  }

  private static boolean isComplex(Datatype type) {
    List<Member> m = type.members();
    return m.size() == 2
        && m.get(0).name().equals("r")
        && m.get(1).name().equals("i")
        && m.get(0).offset() == 0
        && m.stream().allMatch(p -> p.type().kind() == Datatype.Kind.FLOAT)
        && m.get(0).type().size() == m.get(1).type().size()
        && m.get(0).type().isBigEndian() == m.get(1).type().isBigEndian()
        && m.get(1).offset() == m.get(0).type().size()
        && type.size() == 2 * m.get(0).type().size()
        && (type.size() == 8 || type.size() == 16);
  }

  private static DType compound(Datatype type) throws Unsupported {
    if (isComplex(type)) {
      return complex(type.members().get(0).type(), type);
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Member m : type.members()) {
      if (!names.add(m.name())) {
        throw new Unsupported("a compound with two fields '" + m.name() + "'");
      }
      ElementType field = of(m.type());
      if (field.dtype.kind() == Kind.OBJECT) {
        throw new Unsupported("a compound with the variable-length field '" + m.name() + "'");
      }
      if (!field.conversion.isNone()) {
        throw new Unsupported("a compound with odd numbers in field '" + m.name() + "'");
      }
      fields.add(new Field(m.name(), field.dtype, field.axes, m.offset()));
    }
    if (fields.isEmpty()) {
      throw new Unsupported("a compound without fields");
    }
    return DType.struct(fields, type.size());
  }
}
