package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.StringWriter;

/**
 * The text of the column that option {@code columnNameOfCorruptRecord} names: a JSON object with
 * the values of one event that do not fit their types, by data key. Not thread safe.
 */
final class UnfitJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private StringWriter text = new StringWriter();
  private JsonGenerator json;

  /** Forgets the values of the event before. */
  void clear() {
    text = new StringWriter();
    json = null;
  }

  /** Writes a value into its cell, and remembers it when it does not fit. */
  boolean write(String key, TypedValue type, JsonParser parser, CellWriter cell)
      throws IOException {
    try (TokenBuffer copy = new TokenBuffer(parser)) {
      copy.copyCurrentStructure(parser);
      try (JsonParser again = copy.asParser()) {
        again.nextToken();
        if (type.write(again, cell)) {
          return true;
        }
      }
      copy.serialize(field(key));
      return false;
    }
  }

  /** Remembers a value that is not at hand, such as one in an external file. */
  void unknown(String key) throws IOException {
    field(key).writeNull();
  }

  private JsonGenerator field(String key) throws IOException {
    if (json == null) {
      json = JSON.createGenerator(text);
      json.writeStartObject();
    }
    json.writeFieldName(key);
    return json;
  }

  /** Writes the text; null when every value fits. */
  void put(CellWriter cell) throws IOException {
    if (json == null) {
      cell.putNull();
      return;
    }
    json.writeEndObject();
    json.close();
    cell.putString(text.toString());
  }
}
