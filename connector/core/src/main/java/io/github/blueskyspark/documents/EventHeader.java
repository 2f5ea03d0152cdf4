package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an event that place it: read from tokens, values skipped; no tree is built. Reused
 * from event to event.
 *
 * <p>{@code time} is in seconds since the epoch, UTC; NaN when it is missing.
 */
public final class EventHeader {
  private String uid = "";
  private String descriptor = "";
  private long seqNum;
  private double time = Double.NaN;
  private String fault = "";
  private final Optional<ValueCheck> check;
  private final List<String> names = new ArrayList<>();
  private List<String> dataKeys = List.of();

  private EventHeader(Optional<ValueCheck> check) {
    this.check = check;
  }

  /** Passes over values unread. */
  public EventHeader() {
    this(Optional.empty());
  }

  /** Looks into the values it passes over. */
  static EventHeader checking(ValueCheck check) {
    return new EventHeader(Optional.of(check));
  }

  /** Keys of {@code data} in order, where values are checked. */
  List<String> dataKeys() {
    return dataKeys;
  }

  /** uid of the event; empty when the archive keeps none. */
  public String uid() {
    return uid;
  }

  /** uid of its descriptor. */
  public String descriptor() {
    return descriptor;
  }

  /** 1-based number in its stream. */
  public long seqNum() {
    return seqNum;
  }

  /** Seconds since the epoch. */
  public double time() {
    return time;
  }

  /** Reads the whole document, checking that it is well formed. */
  public void read(RawDocument raw) throws IOException {
    try (JsonParser parser = raw.parser()) {
      read(parser);
    }
  }

  /** Reads the document that the parser stands before, to its end. */
  public void read(JsonParser parser) throws IOException {
    uid = "";
    descriptor = "";
    seqNum = 0;
    time = Double.NaN;
    fault = "'seq_num' is missing";
    dataKeys = List.of();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new com.fasterxml.jackson.core.JsonParseException(parser, "the document is no object");
    }
    check.ifPresent(ValueCheck::begin);
    names.clear();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      names.add(field);
      take(field, parser.nextToken(), parser);
    }
    check.ifPresent(c -> c.keys(names));
    Json.end(parser);
  }

  private void take(String field, JsonToken value, JsonParser parser) throws IOException {
    switch (field) {
      case "uid" -> uid = text(value, parser);
      case "descriptor" -> descriptor = text(value, parser);
      case "time" -> time = value.isNumeric() ? parser.getDoubleValue() : Double.NaN;
      case "seq_num" -> takeSeqNum(value, parser);
      default -> {}
    }
    if (check.isEmpty()) {
      parser.skipChildren();
    } else if (field.equals("data") && value == JsonToken.START_OBJECT) {
      dataKeys = check.get().object(parser);
    } else {
      check.get().pass(parser);
    }
  }

  private static String text(JsonToken value, JsonParser parser) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : "";
  }

  private void takeSeqNum(JsonToken value, JsonParser parser) throws IOException {
    fault = "";
    if (value == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      seqNum = parser.getLongValue();
      if (seqNum < 1) {
        fault = "'seq_num' is " + seqNum + ", it counts from 1";
      }
    } else {
      String found = value.isScalarValue() ? parser.getText() : "no number";
      fault = "'seq_num' is " + Json.shorten(found) + ", not a whole number";
    }
  }

  /** Demands what every event needs. */
  void check() throws MalformedDocument {
    if (descriptor.isEmpty()) {
      throw new MalformedDocument("missing-field", "'descriptor' is missing");
    }
    if (!fault.isEmpty()) {
      throw new MalformedDocument("seq-num", fault);
    }
  }
}
