package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.archives.msgpack.Header.Kind;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DTypes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The map that msgpack-numpy makes of an array, a numpy scalar or a complex number, checked: what
 * it declares lies within its own bytes.
 */
final class NumpyValue {
  /** What an element is beyond its {@link DType}. */
  enum Special {
    NONE,
    /** Ticks as 64-bit integers; the least one is not a time. */
    TIME,
    /** x86 extended precision in 16 bytes. */
    EXTENDED,
    /** No bytes: the value is {@link #real()} and {@link #imaginary()}. */
    PYTHON_COMPLEX
  }

  private static final String RULE = "bad-array";
  private static final int MOST_AXES = 64;
  private static final int DEEPEST_DTYPE = 16;
  private static final int MOST_EMPTY = 1 << 20;

  private DType dtype = DType.of(DType.Kind.VOID, 0, ByteOrder.LITTLE_ENDIAN);
  private Special special = Special.NONE;
  private boolean isArray;
  private boolean isObject;
  private boolean hasType;
  private boolean hasData;
  private int[] shape = {};
  private int dataFrom;
  private int dataTo;
  private double real;
  private double imaginary;
  private int end;

  private NumpyValue() {}

  /** Whether the first key of a map, at an index, is one that msgpack-numpy writes. */
  static boolean startsWithKeyAt(byte[] bytes, int key, int limit) {
    return limit - key >= 4
        && bytes[key] == (byte) 0xC4
        && ((bytes[key + 1] == 2 && bytes[key + 2] == 'n' && bytes[key + 3] == 'd')
            || (bytes[key + 1] == 7 && bytes[key + 2] == 'c' && bytes[key + 3] == 'o'));
  }

  /** Reads the map at an index. */
  static NumpyValue at(byte[] bytes, int from, int limit) throws BadValueException {
    NumpyValue value = new NumpyValue();
    Cursor cursor = new Cursor(bytes, from, limit);
    try {
      value.read(cursor);
      value.end = cursor.at();
      value.check();
    } catch (ArithmeticException e) {
      throw new BadValueException(RULE, "a numpy value declares more bytes than can be counted");
    }
    return value;
  }

  DType dtype() {
    return dtype;
  }

  Special special() {
    return special;
  }

  /** Lengths of the axes; empty for a scalar. */
  int[] shape() {
    return shape.clone();
  }

  /** Index of the first element's first byte. */
  int data() {
    return dataFrom;
  }

  /** Bytes of the elements. */
  int dataLength() {
    return dataTo - dataFrom;
  }

  /** Whether it is an array, not a scalar. */
  boolean isArray() {
    return isArray;
  }

  double real() {
    return real;
  }

  double imaginary() {
    return imaginary;
  }

  /** Index behind the map. */
  int end() {
    return end;
  }

  private void read(Cursor cursor) throws BadValueException {
    long pairs = cursor.expect(Kind.MAP);
    for (long i = 0; i < pairs; i++) {
      switch (cursor.text()) {
        case "nd" -> isArray = cursor.flag();
        case "complex" -> {
          cursor.flag();
          special = Special.PYTHON_COMPLEX;
        }
        case "kind" -> isObject |= cursor.text().equals("O");
        case "type" -> type(cursor);
        case "shape" -> shape(cursor);
        case "data" -> {
          long length = cursor.bytes();
          dataTo = cursor.at();
          dataFrom = dataTo - (int) length;
          hasData = true;
        }
        default -> cursor.skip();
      }
    }
    if (special == Special.PYTHON_COMPLEX) {
      complex(cursor.text(dataFrom, dataTo));
    }
  }

  private void type(Cursor cursor) throws BadValueException {
    hasType = true;
    if (cursor.peek() == Kind.ARRAY) {
      JsonNode descr = descr(cursor, 0);
      dtype = DTypes.parse(descr).orElseThrow(() -> unknown(descr.toString()));
      return;
    }
    String text = cursor.text();
    char code = text.isEmpty() ? ' ' : text.charAt(text.length() > 1 ? 1 : 0);
    ByteOrder order = text.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if ((code == 'M' || code == 'm') && text.startsWith("8", 2)) {
      special = Special.TIME;
      dtype = DType.of(DType.Kind.SIGNED, Long.BYTES, order);
    } else if (text.equals("<f16")) {
      special = Special.EXTENDED;
      dtype = DType.of(DType.Kind.VOID, 16, order);
    } else if (code == 'O') {
      isObject = true;
    } else {
      Optional<DType> parsed = DTypes.parse(text);
      dtype = parsed.orElseThrow(() -> unknown(text));
    }
  }

  private static JsonNode descr(Cursor cursor, int depth) throws BadValueException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (depth > DEEPEST_DTYPE) {
      throw new BadValueException(RULE, "a dtype is nested deeper than " + DEEPEST_DTYPE);
    }
    switch (cursor.peek()) {
      case STRING, BINARY -> {
        return json.textNode(cursor.text());
      }
      case INTEGER -> {
        return json.numberNode(cursor.expect(Kind.INTEGER));
      }
      default -> {
        long count = cursor.expect(Kind.ARRAY);
        ArrayNode list = json.arrayNode();
        for (long i = 0; i < count; i++) {
          list.add(descr(cursor, depth + 1));
        }
        return list;
      }
    }
  }

  private static BadValueException unknown(String dtype) {
    return new BadValueException(RULE, "dtype " + dtype + " cannot be read");
  }

  private void shape(Cursor cursor) throws BadValueException {
    long axes = cursor.expect(Kind.ARRAY);
    if (axes > MOST_AXES) {
      throw new BadValueException(RULE, "an array has " + axes + " axes, numpy has " + MOST_AXES);
    }
    shape = new int[(int) axes];
    for (int i = 0; i < shape.length; i++) {
      long length = cursor.expect(Kind.INTEGER);
      if (length < 0) {
        throw new BadValueException(RULE, "an axis of an array has the length " + length);
      }
      shape[i] = Math.toIntExact(length);
    }
  }

  private void check() throws BadValueException {
    if (isObject) {
      throw new BadValueException(
          "object-dtype", "an array of dtype object is a pickle, which is code and is not run");
    }
    if (!hasData || (!hasType && special != Special.PYTHON_COMPLEX)) {
      throw new BadValueException(RULE, "a numpy value has no " + (hasData ? "type" : "data"));
    }
    if (special == Special.PYTHON_COMPLEX) {
      return;
    }
    if (!isArray) {
      shape = new int[0];
    }
    long count = 1;
    long lists = 1;
    for (int length : shape) {
      lists = count == 0 ? lists : Math.multiplyExact(lists, Math.max(length, 1));
      count = Math.multiplyExact(count, length);
    }
    long needed = Math.multiplyExact(count, dtype.itemSize());
    if (needed > dataTo - dataFrom) {
      throw new BadValueException(
          RULE,
          "an array of shape "
              + Arrays.toString(shape)
              + " and dtype "
              + dtype
              + " needs "
              + needed
              + " bytes and has "
              + (dataTo - dataFrom));
    }
    if ((needed == 0 && lists > MOST_EMPTY) || hasManyEmptyFields(dtype)) {
      throw new BadValueException(RULE, "an array of no bytes has " + lists + " elements");
    }
  }

  private static boolean hasManyEmptyFields(DType type) {
    for (Field field : type.fields()) {
      if ((field.type().itemSize() == 0 && field.count() > 1)
          || field.count() < 0
          || hasManyEmptyFields(field.type())) {
        return true;
      }
    }
    return false;
  }

  /** Python's spelling, for example {@code (1-2j)}, {@code 2j}, {@code (nan+infj)}. */
  private void complex(String text) throws BadValueException {
    String inner = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    int split = 0;
    for (int i = 1; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if ((c == '+' || c == '-') && inner.charAt(i - 1) != 'e') {
        split = i;
      }
    }
    try {
      real = split == 0 ? 0 : number(inner.substring(0, split));
      imaginary = number(inner.substring(split, Math.max(split, inner.length() - 1)));
    } catch (NumberFormatException e) {
      throw new BadValueException(RULE, "'" + text + "' is no complex number");
    }
  }

  private static double number(String text) {
    String bare = text.replaceFirst("^[+-]", "");
    double size =
        switch (bare) {
          case "nan" -> Double.NaN;
          case "inf" -> Double.POSITIVE_INFINITY;
          default -> Double.parseDouble(bare);
        };
    return text.startsWith("-") ? -size : size;
  }

  /** Reads values one behind the other. */
  private static final class Cursor {
    private final Header header = new Header();
    private final byte[] bytes;
    private final int limit;
    private int at;

    Cursor(byte[] bytes, int at, int limit) {
      this.bytes = bytes;
      this.at = at;
      this.limit = limit;
    }

    int at() {
      return at;
    }

    Kind peek() throws BadValueException {
      if (!header.read(bytes, at, limit)) {
        throw new BadValueException(RULE, "a numpy value ends too early");
      }
      return header.kind();
    }

    long expect(Kind kind) throws BadValueException {
      if (peek() != kind) {
        throw new BadValueException(RULE, "a numpy value has " + header.kind() + ", not " + kind);
      }
      at += header.length();
      return header.number();
    }

    boolean flag() throws BadValueException {
      Kind kind = peek();
      at += header.length();
      if (kind != Kind.TRUE && kind != Kind.FALSE) {
        throw new BadValueException(RULE, "a numpy value has " + kind + ", not true or false");
      }
      return kind == Kind.TRUE;
    }

    /** Steps over bytes or text; returns how many there are. */
    long bytes() throws BadValueException {
      Kind kind = peek();
      long length = header.number();
      if ((kind != Kind.BINARY && kind != Kind.STRING) || length > limit - at - header.length()) {
        throw new BadValueException(RULE, "a numpy value has " + kind + ", not bytes");
      }
      at += header.length() + (int) length;
      return length;
    }

    String text() throws BadValueException {
      long length = bytes();
      return text(at - (int) length, at);
    }

    String text(int from, int to) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    void skip() throws BadValueException {
      MessageWalk walk = new MessageWalk();
      walk.begin();
      if (walk.scan(bytes, at, limit, true) != MessageWalk.State.COMPLETE) {
        throw new BadValueException(RULE, "a numpy value is not whole");
      }
      at += (int) walk.at();
    }
  }
}
