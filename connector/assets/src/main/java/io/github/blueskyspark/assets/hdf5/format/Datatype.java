package io.github.blueskyspark.assets.hdf5.format;

import java.util.List;

/**
 * A datatype as the file describes it.
 *
 * @param size bytes an element
 * @param bits the class bit field
 * @param number bit layout of integers, bit fields and floats
 * @param base element type of enums, sequences, arrays and complex numbers; itself for others
 * @param members fields of a compound, names of an enum
 * @param dims axes of an array type
 */
public record Datatype(
    Kind kind,
    int size,
    int bits,
    NumberLayout number,
    List<Datatype> base,
    List<Member> members,
    List<Integer> dims) {
  /** Datatype classes, in the order of their numbers in the file. */
  public enum Kind {
    INTEGER,
    FLOAT,
    TIME,
    STRING,
    BITFIELD,
    OPAQUE,
    COMPOUND,
    REFERENCE,
    ENUM,
    SEQUENCE,
    ARRAY,
    COMPLEX;

    /** How a message calls it. */
    public String label() {
      return switch (this) {
        case SEQUENCE -> "variable-length";
        default -> name().toLowerCase(java.util.Locale.ROOT);
      };
    }
  }

  /**
   * Where the bits of a number are.
   *
   * @param offset lowest bit used
   * @param precision bits used
   * @param exponent lowest bit and bits of the exponent, floats only
   * @param mantissa lowest bit and bits of the mantissa, floats only
   */
  public record NumberLayout(int offset, int precision, int[] exponent, int[] mantissa, long bias) {
    static final NumberLayout NONE = new NumberLayout(0, 0, new int[2], new int[2], 0);
  }

  /**
   * A field of a compound, or a name of an enum.
   *
   * @param offset bytes from the start of the compound
   * @param type of the field; of an enum its base
   * @param value of an enum name, as in the file
   */
  public record Member(String name, int offset, Datatype type, byte[] value) {}

  static Datatype plain(Kind kind, int size, int bits, NumberLayout number) {
    return new Datatype(kind, size, bits, number, List.of(), List.of(), List.of());
  }

  static Datatype derived(Kind kind, int size, int bits, Datatype base, List<Integer> dims) {
    return new Datatype(kind, size, bits, NumberLayout.NONE, List.of(base), List.of(), dims);
  }

  /** Element type of an enum, sequence, array or complex number. */
  public Datatype element() {
    return base.get(0);
  }

  /** Whether numbers are big endian. */
  public boolean isBigEndian() {
    return (bits & 1) != 0;
  }

  /** Whether an integer is signed. */
  public boolean isSigned() {
    return (bits & 8) != 0;
  }

  /** Whether this is a variable-length string. */
  public boolean isText() {
    return kind == Kind.SEQUENCE && (bits & 0xF) == 1;
  }

  /** Whether a fixed-length string is padded by NULs. */
  public boolean isNullPadded() {
    return kind == Kind.STRING && (bits & 0xF) == 1;
  }

  /** Whether a fixed-length string is padded by spaces. */
  public boolean isSpacePadded() {
    return kind == Kind.STRING && (bits & 0xF) == 2;
  }

  /** Whether values lie in a global heap instead of in the elements, at any depth. */
  public boolean isVariable() {
    return kind == Kind.SEQUENCE
        || base.stream().anyMatch(Datatype::isVariable)
        || members.stream().anyMatch(m -> m.type().isVariable());
  }
}
