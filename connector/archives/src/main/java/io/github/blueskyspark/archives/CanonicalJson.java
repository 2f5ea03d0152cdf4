package io.github.blueskyspark.archives;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.arrays.PythonNumbers;
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

  /** See {@link PythonNumbers#real(double)}. */
  public static String shortest(double value) {
    return PythonNumbers.real(value);
  }
}
