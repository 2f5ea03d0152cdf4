package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.OutgoingDocument;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/**
 * Messages of a name and a map as suitcase-msgpack packs them, arrays as msgpack-numpy maps. The
 * document is read twice, because a map says first how many pairs it has; no tree of it is built.
 */
public final class MsgpackEncoder implements DocumentEncoder {
  @Override
  public String name() {
    return "msgpack";
  }

  @Override
  public String suffix() {
    return ".msgpack";
  }

  @Override
  public void write(OutgoingDocument document, OutputStream out) throws IOException {
    int[] counts;
    try (JsonParser parser = document.parser()) {
      counts = counts(parser);
    }
    MessageOutput message = new MessageOutput(out);
    message.array(2);
    message.string(document.name());
    try (JsonParser parser = document.parser()) {
      write(parser, counts, message);
    }
  }

  private static String type(JsonParser parser) throws IOException {
    Object type = parser.getTypeId();
    return type == null ? "" : type.toString();
  }

  /** A type without what it says of the key. */
  private static String valueType(String type) {
    return type.startsWith("#") || type.startsWith("$") ? type.substring(1) : type;
  }

  /** Steps over the value at the current token. */
  private static void skip(JsonParser parser) throws IOException {
    int depth = parser.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  /** Elements or pairs of each list and object, in the order in which they begin. */
  private static int[] counts(JsonParser parser) throws IOException {
    int[] counts = new int[16];
    int[] open = new int[16];
    int found = 0;
    int depth = 0;
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnwritableDocument("it is no object");
    }
    for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
      if (token.isStructEnd()) {
        depth--;
      } else if (token != JsonToken.FIELD_NAME) {
        if (found > 0 && depth == 0) {
          throw new UnwritableDocument("something follows the object");
        }
        if (depth > 0) {
          counts[open[depth - 1]]++;
        }
        if (!valueType(type(parser)).isEmpty()) {
          skip(parser);
        } else if (token.isStructStart()) {
          counts = found == counts.length ? Arrays.copyOf(counts, found * 2) : counts;
          open = depth == open.length ? Arrays.copyOf(open, depth * 2) : open;
          open[depth++] = found++;
        }
      }
    }
    return Arrays.copyOf(counts, found);
  }

  private static void write(JsonParser parser, int[] counts, MessageOutput out) throws IOException {
    int next = 0;
    String key = "";
    boolean isKeyed = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        key = parser.currentName();
        isKeyed = true;
      } else if (!token.isStructEnd()) {
        String type = type(parser);
        if (isKeyed) {
          key(key, type, out);
          isKeyed = false;
        }
        String own = valueType(type);
        if (!own.isEmpty()) {
          typed(own, parser, out);
        } else if (token == JsonToken.START_OBJECT) {
          out.map(counts[next++]);
        } else if (token == JsonToken.START_ARRAY) {
          out.array(counts[next++]);
        } else {
          scalar(token, parser, out);
        }
      }
    }
  }

  private static void key(String name, String type, MessageOutput out) throws IOException {
    try {
      if (type.startsWith("#")) {
        out.integer(new BigInteger(name));
        return;
      }
    } catch (NumberFormatException e) {
      throw new UnwritableDocument("key '" + name + "' is no integer");
    }
    if (type.startsWith("$")) {
      out.binary(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } else {
      out.string(name);
    }
  }

  private static void scalar(JsonToken token, JsonParser parser, MessageOutput out)
      throws IOException {
    switch (token) {
      case VALUE_STRING -> out.string(parser.getText());
      case VALUE_NUMBER_INT -> out.integer(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> out.real(parser.getDoubleValue());
      case VALUE_TRUE -> out.truth(true);
      case VALUE_FALSE -> out.truth(false);
      case VALUE_NULL -> out.nil();
      case VALUE_EMBEDDED_OBJECT -> out.binary((byte[]) parser.getEmbeddedObject());
      case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
          throw new IllegalStateException(token + " is no scalar; please report");
    }
  }

  private static void typed(String type, JsonParser parser, MessageOutput out) throws IOException {
    if (type.startsWith(NumpyTypes.RAW)) {
      out.raw(decoded(type.substring(NumpyTypes.RAW.length())));
      skip(parser);
    } else if (type.equals("f4")) {
      out.single((float) parser.getDoubleValue());
    } else if (type.equals("bin")) {
      out.binary(bytes(parser));
    } else if (type.matches("ext -?\\d{1,3}")) {
      out.extension(Integer.parseInt(type.substring(4)), bytes(parser));
    } else {
      NumpyTypes.write(type, parser, out);
    }
  }

  private static byte[] bytes(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
        ? (byte[]) parser.getEmbeddedObject()
        : decoded(parser.getText());
  }

  private static byte[] decoded(String base64) throws UnwritableDocument {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnwritableDocument("a value that should be bytes is no base64");
    }
  }
}
