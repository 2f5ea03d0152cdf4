package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.bson.types.Decimal128;

/**
 * Values of extended JSON v2, and of v1 where it is written differently, as BSON. What is none is
 * left to be an ordinary object.
 */
final class ExtendedJson {
  private static final int HEX_ID = 2 * BsonType.OBJECT_ID_BYTES;

  private final BsonBuffer out;

  ExtendedJson(BsonBuffer out) {
    this.out = out;
  }

  /**
   * Writes the value that an object stands for.
   *
   * @return its type; {@link BsonType#END} with nothing written when it stands for itself
   */
  int write(String name, ObjectNode node) throws UnfitJson {
    JsonNode inside = node.get(name);
    try {
      return switch (node.size()) {
        case 1 -> single(name, inside);
        case 2 -> pair(name, inside, node);
        default -> BsonType.END;
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      // Somebody's own field with a dollar: kept as it is.
      return BsonType.END;
    }
  }

  private int single(String name, JsonNode inside) throws UnfitJson {
    return switch (name) {
      case "$numberInt" -> int32(Integer.parseInt(inside.asText()));
      case "$numberLong" -> int64(BsonType.INT64, Long.parseLong(inside.asText()));
      case "$numberDouble" -> real(inside.asText());
      case "$numberDecimal" -> decimal(inside.asText());
      case "$oid" -> id(inside.asText());
      case "$date" -> date(inside);
      case "$binary" -> binary(inside);
      case "$uuid" -> uuid(UUID.fromString(inside.asText()));
      case "$symbol" -> string(BsonType.SYMBOL, inside);
      case "$code" -> string(BsonType.CODE, inside);
      case "$regularExpression" ->
          inside.path("pattern").isTextual()
              ? regex(inside.get("pattern").asText(), inside.path("options").asText(""))
              : BsonType.END;
      case "$timestamp" -> timestamp(inside);
      case "$minKey" -> BsonType.MIN_KEY;
      case "$maxKey" -> BsonType.MAX_KEY;
      case "$undefined" -> inside.asBoolean() ? BsonType.UNDEFINED : BsonType.END;
      default -> BsonType.END;
    };
  }

  private int pair(String name, JsonNode inside, ObjectNode node) throws UnfitJson {
    if (name.equals("$regex") && node.path("$options").isTextual() && inside.isTextual()) {
      return regex(inside.asText(), node.get("$options").asText());
    }
    if (name.equals("$binary") && node.path("$type").isTextual() && inside.isTextual()) {
      return bytes(
          Base64.getDecoder().decode(inside.asText()),
          Integer.parseInt(node.get("$type").asText(), 16));
    }
    return BsonType.END;
  }

  private int int32(int value) throws UnfitJson {
    out.putInt32(value);
    return BsonType.INT32;
  }

  private int int64(int type, long value) throws UnfitJson {
    out.putInt64(value);
    return type;
  }

  private int real(String text) throws UnfitJson {
    double value =
        switch (text) {
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(text);
        };
    return int64(BsonType.DOUBLE, Double.doubleToRawLongBits(value));
  }

  private int decimal(String text) throws UnfitJson {
    JsonToBson.decimal(out, Decimal128.parse(text));
    return BsonType.DECIMAL;
  }

  private int id(String hex) throws UnfitJson {
    if (hex.length() != HEX_ID) {
      return BsonType.END;
    }
    out.put(HexFormat.of().parseHex(hex));
    return BsonType.OBJECT_ID;
  }

  private int date(JsonNode inside) throws UnfitJson {
    if (inside.isTextual()) {
      String text = inside.asText().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
      return int64(BsonType.DATE, OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }
    if (inside.path("$numberLong").isTextual() && inside.size() == 1) {
      return int64(BsonType.DATE, Long.parseLong(inside.get("$numberLong").asText()));
    }
    return inside.canConvertToLong() && inside.isIntegralNumber()
        ? int64(BsonType.DATE, inside.longValue())
        : BsonType.END;
  }

  private int binary(JsonNode inside) throws UnfitJson {
    if (!inside.path("base64").isTextual() || !inside.path("subType").isTextual()) {
      return BsonType.END;
    }
    return bytes(
        Base64.getDecoder().decode(inside.get("base64").asText()),
        Integer.parseInt(inside.get("subType").asText(), 16));
  }

  private int uuid(UUID uuid) throws UnfitJson {
    return bytes(HexFormat.of().parseHex(uuid.toString().replace("-", "")), 4);
  }

  private int bytes(byte[] content, int subtype) throws UnfitJson {
    if (subtype < 0 || subtype > 0xFF) {
      return BsonType.END;
    }
    out.putInt32(content.length);
    out.put(subtype);
    out.put(content);
    return BsonType.BINARY;
  }

  private int string(int type, JsonNode inside) throws UnfitJson {
    if (!inside.isTextual()) {
      return BsonType.END;
    }
    out.string(inside.asText());
    return type;
  }

  private int regex(String pattern, String options) throws UnfitJson {
    out.name(pattern);
    out.name(options);
    return BsonType.REGEX;
  }

  private int timestamp(JsonNode inside) throws UnfitJson {
    if (!inside.path("t").isIntegralNumber() || !inside.path("i").isIntegralNumber()) {
      return BsonType.END;
    }
    out.putInt32((int) inside.get("i").longValue());
    out.putInt32((int) inside.get("t").longValue());
    return BsonType.TIMESTAMP;
  }
}
