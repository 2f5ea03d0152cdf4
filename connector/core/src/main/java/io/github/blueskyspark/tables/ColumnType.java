package io.github.blueskyspark.tables;

import java.io.Serializable;
import java.util.List;

/**
 * Type of a column, without naming an engine. {@link #toString()} is Spark's simpleString.
 *
 * @param kind what it is
 * @param children element of ARRAY; key and value of MAP; field types of STRUCT; else empty
 * @param names field names of STRUCT, else empty
 */
public record ColumnType(Kind kind, List<ColumnType> children, List<String> names)
    implements Serializable {
  /** The kinds, with Spark's simpleString where it is fixed. */
  public enum Kind {
    BOOLEAN("boolean"),
    BYTE("tinyint"),
    SHORT("smallint"),
    INT("int"),
    LONG("bigint"),
    /** Unsigned 64-bit integers. */
    DECIMAL20("decimal(20,0)"),
    FLOAT("float"),
    DOUBLE("double"),
    STRING("string"),
    BINARY("binary"),
    /** Microseconds since the epoch, UTC. */
    TIMESTAMP("timestamp"),
    VARIANT("variant"),
    /** {@code STRUCT<dtype: STRING, shape: ARRAY<INT>, data: BINARY>}. */
    NDARRAY("struct<dtype:string,shape:array<int>,data:binary>"),
    ARRAY(""),
    MAP(""),
    STRUCT("");

    private final String simple;

    Kind(String simple) {
      this.simple = simple;
    }
  }

  public static final ColumnType BOOLEAN = of(Kind.BOOLEAN);
  public static final ColumnType BYTE = of(Kind.BYTE);
  public static final ColumnType SHORT = of(Kind.SHORT);
  public static final ColumnType INT = of(Kind.INT);
  public static final ColumnType LONG = of(Kind.LONG);
  public static final ColumnType DECIMAL20 = of(Kind.DECIMAL20);
  public static final ColumnType FLOAT = of(Kind.FLOAT);
  public static final ColumnType DOUBLE = of(Kind.DOUBLE);
  public static final ColumnType STRING = of(Kind.STRING);
  public static final ColumnType BINARY = of(Kind.BINARY);
  public static final ColumnType TIMESTAMP = of(Kind.TIMESTAMP);
  public static final ColumnType VARIANT = of(Kind.VARIANT);
  public static final ColumnType NDARRAY = of(Kind.NDARRAY);

  /** Copies the lists. */
  public ColumnType {
    children = List.copyOf(children);
    names = List.copyOf(names);
  }

  private static ColumnType of(Kind kind) {
    return new ColumnType(kind, List.of(), List.of());
  }

  /** {@code ARRAY<element>}; elements may be null. */
  public static ColumnType array(ColumnType element) {
    return new ColumnType(Kind.ARRAY, List.of(element), List.of());
  }

  /** {@code MAP<STRING, value>}. */
  public static ColumnType map(ColumnType value) {
    return new ColumnType(Kind.MAP, List.of(STRING, value), List.of());
  }

  /** {@code STRUCT<names: types>}. */
  public static ColumnType struct(List<String> names, List<ColumnType> types) {
    return new ColumnType(Kind.STRUCT, types, names);
  }

  /** Element of an ARRAY, value of a MAP. */
  public ColumnType element() {
    return children.get(children.size() - 1);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ARRAY -> "array<" + element() + ">";
      case MAP -> "map<string," + element() + ">";
      case STRUCT -> structText();
      case BOOLEAN, BYTE, SHORT, INT, LONG, DECIMAL20, FLOAT, DOUBLE -> kind.simple;
      case STRING, BINARY, TIMESTAMP, VARIANT, NDARRAY -> kind.simple;
    };
  }

  private String structText() {
    StringBuilder text = new StringBuilder("struct<");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append(names.get(i)).append(':').append(children.get(i));
    }
    return text.append('>').toString();
  }
}
