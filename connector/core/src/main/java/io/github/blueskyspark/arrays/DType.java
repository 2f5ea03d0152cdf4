package io.github.blueskyspark.arrays;

import java.io.Serializable;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A numpy dtype: kind, bytes an element, byte order, and fields where it is structured.
 *
 * <p>Spelled as numpy spells it: {@code <u2}, {@code |u1}, {@code >f4}, {@code |S40}, {@code <U8},
 * or an NPY descr literal such as {@code [('x', '<f8'), ('n', '<i4', (2,))]}. Immutable. Object
 * dtypes have no bytes and are spelled {@code |O}.
 */
public final class DType implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What an element is; {@code code} is numpy's kind character. */
  public enum Kind {
    BOOL('b'),
    SIGNED('i'),
    UNSIGNED('u'),
    FLOAT('f'),
    COMPLEX('c'),
    BYTES('S'),
    UNICODE('U'),
    VOID('V'),
    /** Variable-length strings, lists and other values that have no fixed bytes. */
    OBJECT('O');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    /** numpy's kind character. */
    public char code() {
      return code;
    }
  }

  /**
   * One field of a structured dtype.
   *
   * @param shape sub-array shape, empty for a scalar field
   * @param offset bytes from the start of the element
   */
  public record Field(String name, DType type, List<Integer> shape, int offset)
      implements Serializable {
    /** Copies the shape. */
    public Field {
      shape = List.copyOf(shape);
    }

    /** Elements of this field in one record. */
    public int count() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  private final Kind kind;
  private final int itemSize;
  private final boolean bigEndian;
  private final List<Field> fields;

  /** {@code M8[ns]} of times, {@code m8[ns]} of time spans, else empty. */
  private final String time;

  private DType(Kind kind, int itemSize, boolean bigEndian, List<Field> fields) {
    this(kind, itemSize, bigEndian, fields, "");
  }

  private DType(Kind kind, int itemSize, boolean bigEndian, List<Field> fields, String time) {
    this.time = time;
    this.kind = kind;
    this.itemSize = itemSize;
    this.bigEndian = bigEndian;
    this.fields = List.copyOf(fields);
  }

  /**
   * A plain dtype.
   *
   * @param itemSize bytes an element; for {@code UNICODE} four times the characters
   */
  public static DType of(Kind kind, int itemSize, ByteOrder order) {
    return new DType(
        kind, itemSize, order == ByteOrder.BIG_ENDIAN && hasOrder(kind, itemSize), List.of());
  }

  /** A structured dtype of {@code itemSize} bytes; gaps between fields are padding. */
  public static DType struct(List<Field> fields, int itemSize) {
    return new DType(Kind.VOID, itemSize, false, fields);
  }

  /**
   * Times or time spans: 64-bit integers that count units.
   *
   * @param spelling without the byte order, for example {@code M8[ns]}
   */
  public static DType time(String spelling, ByteOrder order) {
    return new DType(Kind.SIGNED, 8, order == ByteOrder.BIG_ENDIAN, List.of(), spelling);
  }

  /** How numpy spells a time behind the byte order; empty when it is none. */
  String time() {
    return time;
  }

  /** Values without fixed bytes. */
  public static DType object() {
    return new DType(Kind.OBJECT, 0, false, List.of());
  }

  private static boolean hasOrder(Kind kind, int itemSize) {
    return switch (kind) {
      case BOOL, BYTES, VOID, OBJECT -> false;
      case SIGNED, UNSIGNED, FLOAT -> itemSize > 1;
      case COMPLEX, UNICODE -> true;
    };
  }

  /** What an element is. */
  public Kind kind() {
    return kind;
  }

  /** Bytes an element; 0 for objects. */
  public int itemSize() {
    return itemSize;
  }

  /** Byte order of multi-byte elements; little endian where it does not matter. */
  public ByteOrder order() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** Fields of a structured dtype, else empty. */
  public List<Field> fields() {
    return fields;
  }

  /** Whether this has named fields. */
  public boolean isStruct() {
    return !fields.isEmpty();
  }

  /** Whether elements are integers, floats or booleans, so that min, max and sum mean something. */
  public boolean isNumeric() {
    return switch (kind) {
      case SIGNED -> time.isEmpty();
      case BOOL, UNSIGNED, FLOAT -> true;
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT -> false;
    };
  }

  /** The same dtype with all numbers little endian. */
  public DType littleEndian() {
    List<Field> little =
        fields.stream()
            .map(f -> new Field(f.name(), f.type().littleEndian(), f.shape(), f.offset()))
            .collect(Collectors.toList());
    return new DType(kind, itemSize, false, little, time);
  }

  /**
   * Bytes of one number inside an element: half of a complex, 4 of a unicode character; the unit in
   * which byte order is swapped.
   */
  public int swapUnit() {
    return switch (kind) {
      case BOOL, BYTES, VOID, OBJECT -> 1;
      case SIGNED, UNSIGNED, FLOAT -> itemSize;
      case COMPLEX -> itemSize / 2;
      case UNICODE -> 4;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DType that
        && kind == that.kind
        && itemSize == that.itemSize
        && bigEndian == that.bigEndian
        && time.equals(that.time)
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, itemSize, bigEndian, fields, time);
  }

  /** numpy's own spelling: {@code dtype.str}, or the descr literal of a structured dtype. */
  @Override
  public String toString() {
    return DTypes.format(this);
  }
}
