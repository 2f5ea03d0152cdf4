package io.github.blueskyspark.arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads the Python literals that numpy writes, in NPY headers and for structured dtypes: strings,
 * integers, True, False, None, tuples, lists and dicts with string keys. Nothing else is
 * understood, and nothing is evaluated.
 */
public final class PythonLiteral {
  private static final int DEEPEST = 32;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * The value, tuples and lists as JSON arrays.
   *
   * @throws IllegalArgumentException with the place when the text is no such literal
   */
  public static JsonNode parse(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    JsonNode value = literal.value(0);
    literal.blanks();
    if (literal.at < text.length()) {
      throw literal.wrong("the end");
    }
    return value;
  }

  private JsonNode value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("it nests deeper than " + DEEPEST);
    }
    blanks();
    char c = peek();
    if (c == '{') {
      return dict(depth);
    }
    if (c == '(' || c == '[') {
      return sequence(depth, c == '(' ? ')' : ']');
    }
    if (c == '\'' || c == '"') {
      return NODES.textNode(string());
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return integer();
    }
    return word();
  }

  private ObjectNode dict(int depth) {
    ObjectNode dict = NODES.objectNode();
    at++;
    blanks();
    while (peek() != '}') {
      String key = string();
      blanks();
      expect(':');
      dict.set(key, value(depth + 1));
      blanks();
      if (peek() != '}') {
        expect(',');
        blanks();
      }
    }
    at++;
    return dict;
  }

  private ArrayNode sequence(int depth, char close) {
    ArrayNode items = NODES.arrayNode();
    at++;
    blanks();
    while (peek() != close) {
      items.add(value(depth + 1));
      blanks();
      if (peek() != close) {
        expect(',');
        blanks();
      }
    }
    at++;
    return items;
  }

  private JsonNode integer() {
    int start = at;
    at += peek() == '-' ? 1 : 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      long value = Long.parseLong(text.substring(start, at));
      at += at < text.length() && text.charAt(at) == 'L' ? 1 : 0; // as Python 2 wrote it
      return NODES.numberNode(value);
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("an integer of 64 bits");
    }
  }

  private JsonNode word() {
    for (String word : new String[] {"True", "False", "None"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("None") ? NODES.nullNode() : NODES.booleanNode(word.equals("True"));
      }
    }
    throw wrong("a value");
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw wrong("a string");
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    at++;
    return value.toString();
  }

  private void escape(StringBuilder value) {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '\\', '\'', '"' -> value.append(c);
      case 'x' -> value.appendCodePoint(hex(2));
      case 'u' -> value.appendCodePoint(hex(4));
      case 'U' -> value.appendCodePoint(hex(8));
      default -> throw wrong("an escape");
    }
  }

  private int hex(int digits) {
    int end = at + digits;
    if (end > text.length()) {
      throw wrong("an escape");
    }
    try {
      int point = Integer.parseInt(text, at, end, 16);
      if (Character.isValidCodePoint(point)) {
        at = end;
        return point;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong("an escape").getMessage(), e);
    }
    throw wrong("a character");
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("it ends in the middle");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    String found = at < text.length() ? text.substring(at, Math.min(text.length(), at + 20)) : "";
    return new IllegalArgumentException(
        "at character " + at + " stands '" + found + "' and not " + wanted);
  }
}
