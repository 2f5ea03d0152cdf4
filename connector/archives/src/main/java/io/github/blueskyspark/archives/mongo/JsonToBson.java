package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import org.bson.types.Decimal128;

/**
 * Turns extended JSON, canonical and relaxed, into the BSON it stands for. Objects that only look
 * like extended JSON stay objects. Recursion is bounded by the parser's limit on nesting. Not
 * thread safe.
 */
final class JsonToBson {
  private static final int LONGEST_WORD = 64;
  private static final int MOST_DIGITS = 34;
  private static final ObjectReader TREE = new ObjectMapper().reader();

  private final BsonBuffer out;

  JsonToBson(BsonBuffer out) {
    this.out = out;
  }

  /** Writes the one document that a parser stands before, and demands that nothing follows. */
  void document(JsonParser json) throws IOException, UnfitJson {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new UnfitJson("not-a-document", "the JSON value is no object");
    }
    int from = out.room(4);
    for (JsonToken t = json.nextToken(); t == JsonToken.FIELD_NAME; t = json.nextToken()) {
      field(json);
    }
    out.end(from);
    if (json.nextToken() != null) {
      throw new UnfitJson("not-a-document", "something follows the document on its line");
    }
  }

  /** The name that the parser stands at, and its value. */
  private void field(JsonParser json) throws IOException, UnfitJson {
    int type = out.room(1);
    out.name(json.currentName());
    json.nextToken();
    out.set(type, value(json));
  }

  /** The value that the parser stands at; returns its type. */
  private int value(JsonParser json) throws IOException, UnfitJson {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> {
        out.string(json.getText());
        yield BsonType.STRING;
      }
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> real(json);
      case VALUE_TRUE, VALUE_FALSE -> {
        out.put(json.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0);
        yield BsonType.BOOLEAN;
      }
      default -> BsonType.NULL;
    };
  }

  private int array(JsonParser json) throws IOException, UnfitJson {
    int from = out.room(4);
    int i = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int type = out.room(1);
      out.name(Integer.toString(i++));
      out.set(type, value(json));
    }
    out.end(from);
    return BsonType.ARRAY;
  }

  private int object(JsonParser json) throws IOException, UnfitJson {
    JsonToken first = json.nextToken();
    if (first == JsonToken.FIELD_NAME && json.currentName().startsWith("$")) {
      return dollar(json);
    }
    return plain(json, first);
  }

  private int plain(JsonParser json, JsonToken first) throws IOException, UnfitJson {
    int from = out.room(4);
    for (JsonToken t = first; t == JsonToken.FIELD_NAME; t = json.nextToken()) {
      field(json);
    }
    out.end(from);
    return BsonType.DOCUMENT;
  }

  /** An object whose first name begins with a dollar. */
  private int dollar(JsonParser json) throws IOException, UnfitJson {
    String name = json.currentName();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    do {
      String key = json.currentName();
      json.nextToken();
      node.set(key, TREE.<JsonNode>readTree(json));
    } while (json.nextToken() == JsonToken.FIELD_NAME);
    int before = out.size();
    int type = new ExtendedJson(out).write(name, node);
    if (type != BsonType.END) {
      return type;
    }
    if (out.size() != before) {
      throw new IllegalStateException("Half a value was written; please report");
    }
    try (JsonParser again = TREE.treeAsTokens(node)) {
      again.nextToken();
      return plain(again, again.nextToken());
    }
  }

  private int integer(JsonParser json) throws IOException, UnfitJson {
    BigInteger value = json.getBigIntegerValue();
    if (value.bitLength() < Integer.SIZE) {
      out.putInt32(value.intValue());
      return BsonType.INT32;
    }
    if (value.bitLength() < Long.SIZE) {
      out.putInt64(value.longValue());
      return BsonType.INT64;
    }
    if (value.abs().toString().length() > MOST_DIGITS) {
      throw new UnfitJson("number-range", "an integer has more than " + MOST_DIGITS + " digits");
    }
    decimal(out, Decimal128.parse(value.toString()));
    return BsonType.DECIMAL;
  }

  private int real(JsonParser json) throws IOException, UnfitJson {
    double value = json.getDoubleValue();
    if (Double.isInfinite(value) && json.getTextLength() > 0) {
      String text = json.getText();
      if (text.chars().anyMatch(c -> c >= '0' && c <= '9')) {
        String shown = text.length() > LONGEST_WORD ? text.substring(0, LONGEST_WORD) + "…" : text;
        throw new UnfitJson(
            "number-range", "the number " + shown + " is beyond the range of doubles");
      }
    }
    out.putInt64(Double.doubleToRawLongBits(value));
    return BsonType.DOUBLE;
  }

  static void decimal(BsonBuffer out, Decimal128 value) throws UnfitJson {
    out.putInt64(value.getLow());
    out.putInt64(value.getHigh());
  }
}
