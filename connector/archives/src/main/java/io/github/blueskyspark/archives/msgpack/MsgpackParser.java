package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.blueskyspark.archives.FieldNames;
import io.github.blueskyspark.archives.TokenParser;
import io.github.blueskyspark.archives.msgpack.Header.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tokens of one MessagePack value that is known to be whole. Numpy values come out as their
 * lists and numbers, bytes and extensions as embedded {@code byte[]}. No recursion; not thread
 * safe.
 */
final class MsgpackParser extends TokenParser {
  private final byte[] bytes;
  private final int limit;
  private final FieldNames names;
  private final Header header = new Header();
  private int at;
  private boolean started;

  /** Values left in each open container, times two, plus one for maps. */
  private long[] left = new long[16];

  private int depth;
  private Optional<NumpyTokens> numpy = Optional.empty();

  /** What the current value is beyond JSON; empty for nothing. */
  private String type = "";

  private String keyType = "";
  private Optional<NumpyValue> typed = Optional.empty();
  private int typedFrom;

  MsgpackParser(
      byte[] bytes, int from, int limit, FieldNames names, StreamReadConstraints constraints) {
    super(constraints);
    this.bytes = bytes;
    this.at = from;
    this.limit = limit;
    this.names = names;
  }

  @Override
  protected JsonToken step() throws IOException {
    type = "";
    typed = Optional.empty();
    if (numpy.isPresent()) {
      return fromNumpy(numpy.get());
    }
    if (depth > 0 && left[depth - 1] < 2) {
      boolean isMap = left[--depth] == 1;
      return end(isMap ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
    }
    if (depth == 0 && started) {
      return JsonToken.NOT_AVAILABLE;
    }
    started = true;
    boolean isKey = depth > 0 && (left[depth - 1] & 3) == 1;
    if (depth > 0) {
      left[depth - 1] -= 2;
    }
    if (!header.read(bytes, at, limit) || header.payload() > limit - at - header.length()) {
      throw fault("the document ends inside a value");
    }
    if (isKey) {
      return key();
    }
    JsonToken token = value();
    type = keyType + type;
    keyType = "";
    return token;
  }

  @Override
  public boolean canReadTypeId() {
    return true;
  }

  /** See {@link io.github.blueskyspark.documents.ValueTypes}. */
  @Override
  public Object getTypeId() {
    if (typed.isPresent()) {
      return type + NumpyTypes.of(typed.get(), bytes, typedFrom);
    }
    return type.isEmpty() ? null : type;
  }

  private JsonToken key() throws IOException {
    int from = at + header.length();
    int to = from + (int) header.payload();
    at = to;
    String name =
        switch (header.kind()) {
          case STRING, BINARY -> {
            checkUtf8(bytes, from, to);
            yield names.of(bytes, from, to);
          }
          case INTEGER -> Long.toString(header.number());
          case UNSIGNED -> Long.toUnsignedString(header.number());
          default -> throw fault("a map has " + header.kind() + " as a key");
        };
    keyType =
        switch (header.kind()) {
          case STRING -> "";
          case BINARY -> "$";
          default -> "#";
        };
    return field(name);
  }

  private JsonToken value() throws IOException {
    int from = at + header.length();
    if (header.kind() == Kind.MAP && NumpyValue.startsWithKeyAt(bytes, from, limit)) {
      return numpy();
    }
    int to = from + (int) header.payload();
    at = to;
    return switch (header.kind()) {
      case INTEGER -> whole(header.number());
      case UNSIGNED -> whole(new BigInteger(Long.toUnsignedString(header.number())));
      case FLOAT -> {
        type = header.length() == 5 ? "f4" : "";
        yield real(header.real());
      }
      case NIL -> JsonToken.VALUE_NULL;
      case FALSE -> JsonToken.VALUE_FALSE;
      case TRUE -> JsonToken.VALUE_TRUE;
      case STRING -> string(bytes, from, to);
      case BINARY, EXTENSION -> {
        type = header.kind() == Kind.BINARY ? "bin" : "ext " + bytes[from - 1];
        yield embedded(Arrays.copyOfRange(bytes, from, to));
      }
      case ARRAY -> {
        push(header.number() * 2);
        yield start(JsonToken.START_ARRAY);
      }
      case MAP -> {
        push(header.number() * 4 + 1);
        yield start(JsonToken.START_OBJECT);
      }
      case NEVER -> throw fault("no value begins with byte 0xc1");
    };
  }

  private JsonToken numpy() throws IOException {
    NumpyValue value;
    try {
      value = NumpyValue.at(bytes, at, limit);
    } catch (BadValueException e) {
      throw fault(e.getMessage());
    }
    typed = Optional.of(value);
    typedFrom = at;
    at = value.end();
    NumpyTokens tokens = new NumpyTokens(value, bytes);
    numpy = Optional.of(tokens);
    return fromNumpy(tokens);
  }

  private JsonToken fromNumpy(NumpyTokens tokens) throws IOException {
    NumpyTokens.Token next = tokens.next();
    if (tokens.hasEnded()) {
      numpy = Optional.empty();
    }
    return switch (next.token()) {
      case START_ARRAY, START_OBJECT -> start(next.token());
      case END_ARRAY, END_OBJECT -> end(next.token());
      case FIELD_NAME -> field((String) next.value());
      case VALUE_NUMBER_FLOAT -> real((Double) next.value());
      case VALUE_NUMBER_INT ->
          next.value() instanceof BigInteger exact ? whole(exact) : whole((Long) next.value());
      case VALUE_STRING -> string((String) next.value());
      case VALUE_EMBEDDED_OBJECT -> embedded((byte[]) next.value());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL, NOT_AVAILABLE -> next.token();
    };
  }

  private void push(long count) {
    if (depth == left.length) {
      left = Arrays.copyOf(left, depth * 2);
    }
    left[depth++] = count;
  }

  @Override
  protected long at() {
    return at;
  }
}
