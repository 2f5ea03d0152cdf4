package io.github.blueskyspark.archives;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The text of a document whose source is no text: the source's key order, separators and shortest
 * doubles as Python's json module writes them, bare NaN and Infinity, UTF-8; bytes in base64.
 */
public final class CanonicalJson {
  private static final HexFormat HEX = HexFormat.of();
  private static final int LEAST_FIXED = -4;
  private static final int MOST_FIXED = 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CanonicalJson() {}

  /** The text of the value that a parser stands before. */
  public static byte[] text(JsonParser parser) throws IOException {
    CanonicalJson json = new CanonicalJson();
    JsonToken before = JsonToken.START_ARRAY;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      json.separate(before, token);
      json.write(token, parser);
      before = token;
    }
    return json.out.toByteArray();
  }

  private void separate(JsonToken before, JsonToken token) {
    if (before == JsonToken.FIELD_NAME) {
      ascii(": ");
    } else if (!before.isStructStart() && !token.isStructEnd()) {
      ascii(", ");
    }
  }

  private void write(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY -> ascii(token.asString());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> ascii(token.asString());
      case FIELD_NAME -> string(parser.currentName());
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT -> ascii(parser.getText());
      case VALUE_NUMBER_FLOAT ->
          ascii(
              parser.getNumberType() == JsonParser.NumberType.BIG_DECIMAL
                  ? parser.getText()
                  : shortest(parser.getDoubleValue()));
      case VALUE_EMBEDDED_OBJECT ->
          string(Base64.getEncoder().encodeToString((byte[]) parser.getEmbeddedObject()));
      case NOT_AVAILABLE -> throw new IllegalStateException("No token; please report");
    }
  }

  private void ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void string(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        default -> {
          if (c < ' ') {
            quoted.append("\\u").append(HEX.toHexDigits(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    out.writeBytes(quoted.append('"').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The shortest decimal that gives the double back, spelled as Python's {@code repr} does. */
  public static String shortest(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    String java = NumberOutput.toString(Math.abs(value), true);
    String sign = Math.copySign(1.0, value) < 0 ? "-" : "";
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int dot = mantissa.indexOf('.');
    String all = mantissa.replace(".", "");
    int first = 0;
    while (first < all.length() - 1 && all.charAt(first) == '0') {
      first++;
    }
    int exponent = dot - 1 - first + (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1)));
    String digits = all.substring(first).replaceFirst("0+$", "");
    if (digits.isEmpty()) {
      return sign + "0.0";
    }
    if (digits.length() == 2) {
      // Java gives two digits where one may do, as for the smallest doubles.
      int one = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
      if (Double.parseDouble(one + "e" + exponent) == Math.abs(value)) {
        digits = one == 10 ? "1" : String.valueOf(one);
        exponent += one == 10 ? 1 : 0;
      }
    }
    return sign
        + (exponent < LEAST_FIXED || exponent >= MOST_FIXED
            ? scientific(digits, exponent)
            : fixed(digits, exponent));
  }

  private static String scientific(String digits, int exponent) {
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + "e" + power + Math.abs(exponent);
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length()) + ".0"
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
