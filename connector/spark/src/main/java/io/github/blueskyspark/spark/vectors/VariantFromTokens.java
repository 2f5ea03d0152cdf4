package io.github.blueskyspark.spark.vectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.types.variant.VariantBuilder.FieldEntry;
import org.apache.spark.types.variant.VariantSizeLimitException;

/**
 * Builds VARIANT values from a parser's tokens, by way of no text.
 *
 * <p>What a value is beyond JSON, such as the dtype of an array, stands in the dictionary of names
 * under a name that no field uses ({@link ValueTypes}): to be written out again, and nothing to any
 * other reader.
 *
 * <p>Spark's own {@code parse_json} makes decimals of most doubles; here a double stays a double.
 */
final class VariantFromTokens {
  private static final BigInteger DECIMAL_38 = BigInteger.TEN.pow(38);

  private final VariantBuilder builder = new VariantBuilder(true);
  private final ValueTypes types = new ValueTypes();
  private final boolean isTyped;

  private VariantFromTokens(boolean isTyped) {
    this.isTyped = isTyped;
  }

  /**
   * The value at the parser's current token; the parser is left on its last token.
   *
   * @throws ArchiveException when the value is larger than a VARIANT can be
   */
  static Variant read(JsonParser parser) throws IOException {
    VariantFromTokens made = new VariantFromTokens(parser.canReadTypeId());
    try {
      made.append(made.builder, parser);
      made.types.text().ifPresent(made.builder::addKey);
      return made.builder.result();
    } catch (VariantSizeLimitException e) {
      throw new ArchiveException(
              Location.of("a document"),
              "make a VARIANT",
              "it is larger than Spark's VARIANT can be",
              "Select other columns, or column json of table documents")
          .because(e);
    }
  }

  private void append(VariantBuilder builder, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (isTyped) {
      types.next(parser.getTypeId());
    }
    switch (token) {
      case START_OBJECT -> appendObject(builder, parser);
      case START_ARRAY -> appendArray(builder, parser);
      case VALUE_STRING -> builder.appendString(parser.getText());
      case VALUE_NUMBER_INT -> appendInteger(builder, parser);
      case VALUE_NUMBER_FLOAT -> builder.appendDouble(parser.getDoubleValue());
      case VALUE_TRUE -> builder.appendBoolean(true);
      case VALUE_FALSE -> builder.appendBoolean(false);
      case VALUE_NULL -> builder.appendNull();
      case VALUE_EMBEDDED_OBJECT -> appendEmbedded(builder, parser.getEmbeddedObject());
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
          throw new IllegalStateException(
              "No value begins with token " + token + "; please report");
    }
  }

  private void appendObject(VariantBuilder builder, JsonParser parser) throws IOException {
    ArrayList<FieldEntry> fields = new ArrayList<>();
    int start = builder.getWritePos();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      fields.add(new FieldEntry(key, builder.addKey(key), builder.getWritePos() - start));
      append(builder, parser);
    }
    builder.finishWritingObject(start, fields);
  }

  private void appendArray(VariantBuilder builder, JsonParser parser) throws IOException {
    ArrayList<Integer> offsets = new ArrayList<>();
    int start = builder.getWritePos();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      offsets.add(builder.getWritePos() - start);
      append(builder, parser);
    }
    builder.finishWritingArray(start, offsets);
  }

  private static void appendInteger(VariantBuilder builder, JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      appendBig(builder, parser.getBigIntegerValue());
    } else {
      builder.appendLong(parser.getLongValue());
    }
  }

  private static void appendBig(VariantBuilder builder, BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      builder.appendLong(value.longValue());
    } else if (value.abs().compareTo(DECIMAL_38) < 0) {
      builder.appendDecimal(new BigDecimal(value));
    } else {
      builder.appendString(value.toString());
    }
  }

  private static void appendEmbedded(VariantBuilder builder, Object value) {
    if (value instanceof byte[] bytes) {
      builder.appendBinary(bytes);
    } else if (value == null) {
      builder.appendNull();
    } else {
      builder.appendString(value.toString());
    }
  }
}
