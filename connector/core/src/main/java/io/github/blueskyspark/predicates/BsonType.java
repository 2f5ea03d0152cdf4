package io.github.blueskyspark.predicates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Type of a value as MongoDB's {@code $type} names it. A JSON integer is {@link #INT} when 32 bits
 * hold it, {@link #LONG} when 64 bits do and {@link #DECIMAL} beyond; any JSON number with a point
 * or an exponent is {@link #DOUBLE}.
 */
public enum BsonType {
  DOUBLE(1, "double", Bracket.NUMBER),
  STRING(2, "string", Bracket.TEXT),
  OBJECT(3, "object", Bracket.DOCUMENT),
  ARRAY(4, "array", Bracket.ARRAY),
  BINARY(5, "binData", Bracket.BINARY),
  OBJECT_ID(7, "objectId", Bracket.OBJECT_ID),
  BOOL(8, "bool", Bracket.BOOL),
  DATE(9, "date", Bracket.DATE),
  NULL(10, "null", Bracket.NULL),
  INT(16, "int", Bracket.NUMBER),
  LONG(18, "long", Bracket.NUMBER),
  DECIMAL(19, "decimal", Bracket.NUMBER);

  /** Types that compare with each other; the order of the constants is MongoDB's sort order. */
  enum Bracket {
    NULL,
    NUMBER,
    TEXT,
    DOCUMENT,
    ARRAY,
    BINARY,
    OBJECT_ID,
    BOOL,
    DATE
  }

  /** What {@code "number"} stands for. */
  static final List<BsonType> NUMBERS = List.of(DOUBLE, INT, LONG, DECIMAL);

  private final int number;
  private final String alias;
  private final Bracket bracket;

  BsonType(int number, String alias, Bracket bracket) {
    this.number = number;
    this.alias = alias;
    this.bracket = bracket;
  }

  /** The number {@code $type} takes for this type. */
  public int number() {
    return number;
  }

  /** The name {@code $type} takes for this type. */
  public String alias() {
    return alias;
  }

  Bracket bracket() {
    return bracket;
  }

  static Optional<BsonType> ofNumber(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  static Optional<BsonType> ofAlias(String alias) {
    return Arrays.stream(values())
        .filter(type -> type.alias.toLowerCase(Locale.ROOT).equals(alias.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
