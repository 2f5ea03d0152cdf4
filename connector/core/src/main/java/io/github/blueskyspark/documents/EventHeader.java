package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

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
  private String rule = "";

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
    rule = "seq-num";
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new com.fasterxml.jackson.core.JsonParseException(parser, "the document is no object");
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      take(field, value, parser);
    }
    Json.end(parser);
  }

  private void take(String field, JsonToken value, JsonParser parser) throws IOException {
    switch (field) {
      case "uid" -> uid = value == JsonToken.VALUE_STRING ? parser.getText() : "";
      case "descriptor" -> descriptor = value == JsonToken.VALUE_STRING ? parser.getText() : "";
      case "time" -> time = value.isNumeric() ? parser.getDoubleValue() : Double.NaN;
      case "seq_num" -> takeSeqNum(value, parser);
      default -> parser.skipChildren();
    }
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
      fault =
          "'seq_num' is "
              + (value.isScalarValue() ? parser.getText() : "no number")
              + ", not a whole number";
      parser.skipChildren();
    }
  }

  /** Demands what every event needs. */
  void check() throws MalformedDocument {
    if (descriptor.isEmpty()) {
      throw new MalformedDocument("missing-field", "'descriptor' is missing");
    }
    if (!fault.isEmpty()) {
      throw new MalformedDocument(rule, fault);
    }
  }
}
