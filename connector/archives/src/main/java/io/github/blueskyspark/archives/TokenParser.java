package io.github.blueskyspark.archives;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.json.JsonReadContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The token view of a document whose source is no text: a format gives the tokens with their
 * values, this class answers for the current one. Not thread safe.
 */
public abstract class TokenParser extends ParserMinimalBase {
  private boolean closed;
  private ObjectCodec codec;
  private JsonReadContext context = JsonReadContext.createRootContext(null);
  private byte[] embedded = {};
  private long whole;
  private double real;
  private BigDecimal decimal = BigDecimal.ZERO;
  private boolean isDecimal;
  private BigInteger big = BigInteger.ZERO;
  private boolean isBig;
  private byte[] textBytes = {};
  private int textFrom;
  private int textTo;
  private String text = "";

  protected TokenParser(StreamReadConstraints constraints) {
    super(0, constraints);
  }

  /**
   * Goes on to the next token, calling the method below that fits it; {@link
   * JsonToken#NOT_AVAILABLE} at the end.
   */
  protected abstract JsonToken step() throws IOException;

  /** Byte offset in the document, for messages. */
  protected abstract long at();

  @Override
  public final JsonToken nextToken() throws IOException {
    JsonToken token = closed ? JsonToken.NOT_AVAILABLE : step();
    _currToken = token == JsonToken.NOT_AVAILABLE ? null : token;
    return _currToken;
  }

  /** A text that stands in the source as UTF-8; becomes a String when it is asked for. */
  protected final JsonToken string(byte[] bytes, int from, int to) throws JsonParseException {
    checkUtf8(bytes, from, to);
    textBytes = bytes;
    textFrom = from;
    textTo = to;
    text = "";
    return JsonToken.VALUE_STRING;
  }

  /** A text that was made. */
  protected final JsonToken string(String value) {
    text = value;
    textFrom = 0;
    textTo = 0;
    return JsonToken.VALUE_STRING;
  }

  /** Demands that a range is UTF-8. */
  protected final void checkUtf8(byte[] bytes, int from, int to) throws JsonParseException {
    int fault = Utf8.firstFault(bytes, from, to);
    if (fault >= 0) {
      throw fault(String.format("byte 0x%02x in a string begins no UTF-8 character", bytes[fault]));
    }
  }

  private String text() {
    if (textTo > textFrom) {
      text = new String(textBytes, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
      textTo = textFrom;
    }
    return text;
  }

  /** Opens a list or object, no deeper than allowed. */
  protected final JsonToken start(JsonToken token) throws IOException {
    context =
        token == JsonToken.START_ARRAY
            ? context.createChildArrayContext(-1, -1)
            : context.createChildObjectContext(-1, -1);
    streamReadConstraints().validateNestingDepth(context.getNestingDepth());
    return token;
  }

  /** Closes it. */
  protected final JsonToken end(JsonToken token) {
    context = context.clearAndGetParent();
    return token;
  }

  /** Names the value that follows. */
  protected final JsonToken field(String name) throws IOException {
    context.setCurrentName(name);
    return JsonToken.FIELD_NAME;
  }

  /** An integer. */
  protected final JsonToken whole(long number) {
    whole = number;
    isBig = false;
    return JsonToken.VALUE_NUMBER_INT;
  }

  /** An integer of more than 64 bits. */
  protected final JsonToken whole(BigInteger number) {
    big = number;
    isBig = true;
    return JsonToken.VALUE_NUMBER_INT;
  }

  /** A double. */
  protected final JsonToken real(double number) {
    real = number;
    isDecimal = false;
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** A decimal that a double may not hold exactly. */
  protected final JsonToken real(BigDecimal number) {
    real = number.doubleValue();
    decimal = number;
    isDecimal = true;
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** Bytes; they are not copied. */
  protected final JsonToken embedded(byte[] bytes) {
    embedded = bytes;
    return JsonToken.VALUE_EMBEDDED_OBJECT;
  }

  /** What makes the document unreadable. */
  protected final JsonParseException fault(String message) {
    return new JsonParseException(this, message);
  }

  @Override
  protected void _handleEOF() {
    // The end of the value is the end of the input.
  }

  @Override
  @SuppressWarnings("deprecation") // the newer name calls this one
  public String getCurrentName() {
    boolean opens = _currToken == JsonToken.START_OBJECT || _currToken == JsonToken.START_ARRAY;
    return opens && context.getParent() != null
        ? context.getParent().getCurrentName()
        : context.getCurrentName();
  }

  @Override
  public void overrideCurrentName(String name) {
    try {
      context.setCurrentName(name);
    } catch (IOException e) {
      throw new IllegalStateException("Names are not compared; please report", e);
    }
  }

  @Override
  public String getText() throws IOException {
    if (_currToken == null) {
      return null;
    }
    return switch (_currToken) {
      case FIELD_NAME -> getCurrentName();
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT -> isBig ? big.toString() : Long.toString(whole);
      case VALUE_NUMBER_FLOAT -> isDecimal ? decimal.toString() : CanonicalJson.shortest(real);
      default -> _currToken.asString();
    };
  }

  @Override
  public char[] getTextCharacters() throws IOException {
    String string = getText();
    return string == null ? null : string.toCharArray();
  }

  @Override
  public boolean hasTextCharacters() {
    return false;
  }

  @Override
  public int getTextLength() throws IOException {
    String string = getText();
    return string == null ? 0 : string.length();
  }

  @Override
  public int getTextOffset() {
    return 0;
  }

  @Override
  public NumberType getNumberType() throws IOException {
    if (_currToken == JsonToken.VALUE_NUMBER_FLOAT) {
      return isDecimal ? NumberType.BIG_DECIMAL : NumberType.DOUBLE;
    }
    if (_currToken != JsonToken.VALUE_NUMBER_INT) {
      throw fault("the current token is no number");
    }
    if (isBig) {
      return NumberType.BIG_INTEGER;
    }
    return whole == (int) whole ? NumberType.INT : NumberType.LONG;
  }

  @Override
  public Number getNumberValue() throws IOException {
    return switch (getNumberType()) {
      case INT -> (int) whole;
      case LONG -> whole;
      case BIG_INTEGER -> big;
      case FLOAT, DOUBLE -> real;
      case BIG_DECIMAL -> decimal;
    };
  }

  @Override
  public int getIntValue() throws IOException {
    long value = getLongValue();
    if (value != (int) value) {
      throw fault(value + " is no int");
    }
    return (int) value;
  }

  @Override
  public long getLongValue() throws IOException {
    return switch (getNumberType()) {
      case INT, LONG -> whole;
      case BIG_INTEGER -> throw fault(big + " is no long");
      case FLOAT, DOUBLE, BIG_DECIMAL -> (long) real;
    };
  }

  @Override
  public BigInteger getBigIntegerValue() throws IOException {
    return switch (getNumberType()) {
      case INT, LONG -> BigInteger.valueOf(whole);
      case BIG_INTEGER -> big;
      case FLOAT, DOUBLE -> new BigDecimal(real).toBigInteger();
      case BIG_DECIMAL -> decimal.toBigInteger();
    };
  }

  @Override
  public float getFloatValue() throws IOException {
    return (float) getDoubleValue();
  }

  @Override
  public double getDoubleValue() throws IOException {
    return switch (getNumberType()) {
      case INT, LONG -> whole;
      case BIG_INTEGER -> big.doubleValue();
      case FLOAT, DOUBLE, BIG_DECIMAL -> real;
    };
  }

  @Override
  public BigDecimal getDecimalValue() throws IOException {
    return switch (getNumberType()) {
      case INT, LONG, BIG_INTEGER -> new BigDecimal(getBigIntegerValue());
      case FLOAT, DOUBLE -> new BigDecimal(getText());
      case BIG_DECIMAL -> decimal;
    };
  }

  @Override
  public Object getEmbeddedObject() {
    return _currToken == JsonToken.VALUE_EMBEDDED_OBJECT ? embedded : null;
  }

  @Override
  public byte[] getBinaryValue(Base64Variant variant) throws IOException {
    return _currToken == JsonToken.VALUE_EMBEDDED_OBJECT ? embedded : variant.decode(getText());
  }

  @Override
  public boolean isNaN() {
    return _currToken == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(real);
  }

  @Override
  public JsonReadContext getParsingContext() {
    return context;
  }

  @Override
  @SuppressWarnings("deprecation") // the newer name calls this one
  public JsonLocation getTokenLocation() {
    return getCurrentLocation();
  }

  @Override
  @SuppressWarnings("deprecation") // the newer name calls this one
  public JsonLocation getCurrentLocation() {
    return new JsonLocation(ContentReference.unknown(), at(), -1, -1, -1);
  }

  @Override
  public ObjectCodec getCodec() {
    return codec;
  }

  @Override
  public void setCodec(ObjectCodec c) {
    codec = c;
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
