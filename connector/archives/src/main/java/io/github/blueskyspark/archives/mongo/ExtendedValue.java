package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** BSON values that JSON has no word for, as the tokens of relaxed extended JSON v2. */
final class ExtendedValue {
  /** Years that relaxed extended JSON writes as text. */
  private static final long LAST_TEXT = 253_402_300_799_999L;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final byte[] bytes;

  ExtendedValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Gives the tokens with their texts to {@code out}. */
  void write(int type, int from, int to, BiConsumer<JsonToken, String> out) {
    out.accept(JsonToken.START_OBJECT, "");
    switch (type) {
      case BsonType.OBJECT_ID -> text(out, "$oid", hex(from));
      case BsonType.DATE -> date(out, LittleEndian.int64(bytes, from));
      case BsonType.TIMESTAMP -> {
        begin(out, "$timestamp");
        number(out, "t", LittleEndian.int32(bytes, from + 4));
        number(out, "i", LittleEndian.int32(bytes, from));
        out.accept(JsonToken.END_OBJECT, "");
      }
      case BsonType.REGEX -> {
        int end = BsonFields.endOfText(bytes, from);
        begin(out, "$regularExpression");
        text(out, "pattern", text(bytes, from, end));
        text(out, "options", text(bytes, end + 1, to - 1));
        out.accept(JsonToken.END_OBJECT, "");
      }
      case BsonType.DB_POINTER -> {
        int name = to - BsonType.OBJECT_ID_BYTES;
        begin(out, "$dbPointer");
        text(out, "$ref", text(bytes, from + 4, name - 1));
        begin(out, "$id");
        text(out, "$oid", hex(name));
        out.accept(JsonToken.END_OBJECT, "");
        out.accept(JsonToken.END_OBJECT, "");
      }
      case BsonType.CODE -> text(out, "$code", text(bytes, from + 4, to - 1));
      case BsonType.SYMBOL -> text(out, "$symbol", text(bytes, from + 4, to - 1));
      case BsonType.BINARY -> binary(out, from, to);
      case BsonType.UNDEFINED -> {
        out.accept(JsonToken.FIELD_NAME, "$undefined");
        out.accept(JsonToken.VALUE_TRUE, "");
      }
      case BsonType.MIN_KEY -> number(out, "$minKey", 1);
      case BsonType.MAX_KEY -> number(out, "$maxKey", 1);
      default -> throw new IllegalStateException("Type " + type + " is plain; please report");
    }
    out.accept(JsonToken.END_OBJECT, "");
  }

  private static void date(BiConsumer<JsonToken, String> out, long millis) {
    if (millis >= 0 && millis <= LAST_TEXT) {
      DateTimeFormatter format = millis % 1000 == 0 ? SECONDS : MILLIS;
      text(out, "$date", format.format(Instant.ofEpochMilli(millis)));
    } else {
      begin(out, "$date");
      text(out, "$numberLong", Long.toString(millis));
      out.accept(JsonToken.END_OBJECT, "");
    }
  }

  private void binary(BiConsumer<JsonToken, String> out, int from, int to) {
    int length = to - from - 5;
    byte[] content = new byte[length];
    System.arraycopy(bytes, from + 5, content, 0, length);
    begin(out, "$binary");
    text(out, "base64", Base64.getEncoder().encodeToString(content));
    text(out, "subType", HexFormat.of().toHexDigits(bytes[from + 4]));
    out.accept(JsonToken.END_OBJECT, "");
  }

  private static void begin(BiConsumer<JsonToken, String> out, String name) {
    out.accept(JsonToken.FIELD_NAME, name);
    out.accept(JsonToken.START_OBJECT, "");
  }

  private static void text(BiConsumer<JsonToken, String> out, String name, String value) {
    out.accept(JsonToken.FIELD_NAME, name);
    out.accept(JsonToken.VALUE_STRING, value);
  }

  private static void number(BiConsumer<JsonToken, String> out, String name, int value) {
    out.accept(JsonToken.FIELD_NAME, name);
    out.accept(JsonToken.VALUE_NUMBER_INT, Long.toString(Integer.toUnsignedLong(value)));
  }

  private String hex(int from) {
    return HexFormat.of().formatHex(bytes, from, from + BsonType.OBJECT_ID_BYTES);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
