package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.blueskyspark.archives.FieldNames;
import io.github.blueskyspark.archives.TokenParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.bson.types.Decimal128;

/**
 * The tokens of one BSON document that {@link BsonWalk} found whole. Numbers are numbers (a
 * Decimal128 keeps its digits), plain bytes are embedded {@code byte[]}; what JSON has no word for
 * is relaxed extended JSON ({@code {"$date": …}}). No recursion; not thread safe.
 */
final class BsonParser extends TokenParser {
  /** Digits before the point up to which a decimal without fraction is an integer. */
  private static final int LONGEST_INTEGER = 40;

  private enum Frame {
    ARRAY,
    DOCUMENT,
    /** The scope of a code, inside an object that ends with it. */
    SCOPE
  }

  private record Made(JsonToken token, String text) {}

  private final byte[] bytes;
  private final FieldNames names;
  private final Edits edits;
  private final Deque<Made> made = new ArrayDeque<>();
  private Frame[] frames = new Frame[16];
  private int depth;
  private int at;
  private int awaited;
  private Optional<String> replacement = Optional.empty();
  private boolean started;
  private boolean added;

  BsonParser(
      byte[] bytes, int from, FieldNames names, Edits edits, StreamReadConstraints constraints) {
    super(constraints);
    this.bytes = bytes;
    this.at = from;
    this.names = names;
    this.edits = edits;
  }

  @Override
  protected JsonToken step() throws IOException {
    if (!made.isEmpty()) {
      return give(made.poll());
    }
    if (depth == 0) {
      if (started) {
        return JsonToken.NOT_AVAILABLE;
      }
      started = true;
      return open(Frame.DOCUMENT);
    }
    if (awaited != BsonType.END) {
      int type = awaited;
      awaited = BsonType.END;
      return value(type);
    }
    return element();
  }

  private JsonToken element() throws IOException {
    while (true) {
      int type = bytes[at] & 0xFF;
      if (type == BsonType.END) {
        return closing();
      }
      int from = at + 1;
      int to = BsonFields.endOfText(bytes, from);
      at = to + 1;
      if (frames[depth - 1] == Frame.ARRAY) {
        return value(type);
      }
      checkUtf8(bytes, from, to);
      String name = names.of(bytes, from, to);
      if (depth == 1 && edits.drops(name)) {
        at = BsonFields.behind(bytes, type, at);
        continue;
      }
      if (depth == 1) {
        replacement = edits.replacement(name);
      }
      awaited = type;
      return field(name);
    }
  }

  private JsonToken closing() throws IOException {
    if (depth == 1 && !added && edits.added().isPresent()) {
      added = true;
      made.add(new Made(JsonToken.VALUE_STRING, edits.added().get()));
      return field(Edits.ADDED);
    }
    at++;
    Frame frame = frames[--depth];
    if (frame == Frame.SCOPE) {
      made.add(new Made(JsonToken.END_OBJECT, ""));
    }
    return end(frame == Frame.ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT);
  }

  private JsonToken open(Frame frame) throws IOException {
    at += 4;
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    frames[depth++] = frame;
    return start(frame == Frame.ARRAY ? JsonToken.START_ARRAY : JsonToken.START_OBJECT);
  }

  private JsonToken value(int type) throws IOException {
    if (replacement.isPresent()) {
      String replaced = replacement.get();
      replacement = Optional.empty();
      at = BsonFields.behind(bytes, type, at);
      return string(replaced);
    }
    int from = at;
    if (type == BsonType.DOCUMENT || type == BsonType.ARRAY) {
      return open(type == BsonType.ARRAY ? Frame.ARRAY : Frame.DOCUMENT);
    }
    if (type == BsonType.CODE_WITH_SCOPE) {
      return code();
    }
    at = BsonFields.behind(bytes, type, at);
    return switch (type) {
      case BsonType.DOUBLE -> real(LittleEndian.real(bytes, from));
      case BsonType.INT32 -> whole(LittleEndian.int32(bytes, from));
      case BsonType.INT64 -> whole(LittleEndian.int64(bytes, from));
      case BsonType.DECIMAL -> decimal(from);
      case BsonType.STRING -> string(bytes, from + 4, at - 1);
      case BsonType.BOOLEAN -> bytes[from] == 0 ? JsonToken.VALUE_FALSE : JsonToken.VALUE_TRUE;
      case BsonType.NULL -> JsonToken.VALUE_NULL;
      case BsonType.BINARY -> binary(from);
      default -> extended(type, from);
    };
  }

  private JsonToken decimal(int from) {
    Decimal128 value =
        Decimal128.fromIEEE754BIDEncoding(
            LittleEndian.int64(bytes, from + 8), LittleEndian.int64(bytes, from));
    if (value.isNaN() || value.isInfinite()) {
      double infinite = value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return real(value.isNaN() ? Double.NaN : infinite);
    }
    String digits = value.toString();
    BigDecimal exact = new BigDecimal(digits);
    boolean isNegativeZero = exact.signum() == 0 && value.isNegative();
    if (exact.scale() <= 0 && exact.precision() - exact.scale() <= LONGEST_INTEGER) {
      return isNegativeZero ? real(-0.0) : integer(exact.toBigInteger());
    }
    return isNegativeZero ? real(-0.0) : real(exact);
  }

  private JsonToken integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? whole(value.longValue()) : whole(value);
  }

  private JsonToken binary(int from) throws IOException {
    int subtype = bytes[from + 4] & 0xFF;
    if (subtype == 0) {
      return embedded(Arrays.copyOfRange(bytes, from + 5, at));
    }
    return extended(BsonType.BINARY, from);
  }

  private JsonToken extended(int type, int from) throws IOException {
    new ExtendedValue(bytes)
        .write(type, from, at, (token, word) -> made.add(new Made(token, word)));
    return give(made.poll());
  }

  /** {@code {"$code": …, "$scope": {…}}}. */
  private JsonToken code() throws IOException {
    int from = at + 4;
    at = BsonFields.behind(bytes, BsonType.STRING, from);
    String script = ExtendedValue.text(bytes, from + 4, at - 1);
    made.add(new Made(JsonToken.FIELD_NAME, "$code"));
    made.add(new Made(JsonToken.VALUE_STRING, script));
    made.add(new Made(JsonToken.FIELD_NAME, "$scope"));
    made.add(new Made(JsonToken.NOT_AVAILABLE, ""));
    return start(JsonToken.START_OBJECT);
  }

  private JsonToken give(Made token) throws IOException {
    return switch (token.token()) {
      case START_OBJECT, START_ARRAY -> start(token.token());
      case END_OBJECT, END_ARRAY -> end(token.token());
      case FIELD_NAME -> field(token.text());
      case VALUE_NUMBER_INT -> whole(Long.parseLong(token.text()));
      case VALUE_TRUE -> token.token();
      case NOT_AVAILABLE -> open(Frame.SCOPE);
      default -> string(token.text());
    };
  }

  @Override
  protected long at() {
    return at;
  }
}
