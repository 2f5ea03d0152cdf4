package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts arrays into the text of an event or event page; every other byte of it stays. {@code
 * filled[key]} becomes the datum_id that stood in {@code data[key]}.
 */
final class FilledDocument {
  /**
   * One array and what stood in its place.
   *
   * @param datumId the reference
   */
  record Fill(String datumId, ArrayTexts.Text array) {
    byte[] reference() {
      return ('"' + new String(JsonStringEncoder.getInstance().quoteAsString(datumId)) + '"')
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private final byte[] text;
  private final JsonParser parser;
  private final JsonParser typed;
  private final Map<String, List<Optional<Fill>>> fills;
  private final boolean isPage;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ValueTypes types = new ValueTypes();
  private int copied;

  private FilledDocument(
      byte[] text,
      JsonParser parser,
      JsonParser typed,
      Map<String, List<Optional<Fill>>> fills,
      boolean isPage) {
    this.text = text;
    this.parser = parser;
    this.typed = typed;
    this.fills = fills;
    this.isPage = isPage;
  }

  /**
   * The document with its arrays.
   *
   * @param fills by data key: of an event one, of a page one an event
   */
  static RawDocument of(
      RawDocument document,
      Map<String, List<Optional<Fill>>> fills,
      boolean isPage,
      ReadLimits limits)
      throws IOException {
    byte[] text = document.text();
    JsonFactory json = DocumentText.factory(limits);
    try (JsonParser parser = json.createParser(text);
        JsonParser typed = document.parser()) {
      FilledDocument filled = new FilledDocument(text, parser, typed, fills, isPage);
      filled.document();
      return new StoredDocuments.Copy(
          document.name(),
          document.source(),
          document.position(),
          document.length(),
          filled.out.toByteArray(),
          filled.types.text().orElse(""),
          json);
    }
  }

  private JsonToken advance() throws IOException {
    typed.nextToken();
    return parser.nextToken();
  }

  private void document() throws IOException {
    advance();
    plain();
    boolean hasFilled = false;
    while (advance() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      boolean isObject = advance() == JsonToken.START_OBJECT;
      if (isObject && (field.equals("data") || field.equals("filled"))) {
        hasFilled |= field.equals("filled");
        object(field.equals("filled"));
      } else {
        value();
      }
    }
    if (!hasFilled) {
      copyTo(start());
      ascii(", \"filled\": {");
      types.next(null);
      missing(fills.keySet(), true);
      ascii("}");
    }
    copyTo(text.length);
  }

  /** The object {@code data} or {@code filled}. */
  private void object(boolean isFilled) throws IOException {
    plain();
    Set<String> left = new LinkedHashSet<>(fills.keySet());
    boolean isEmpty = true;
    while (advance() == JsonToken.FIELD_NAME) {
      isEmpty = false;
      List<Optional<Fill>> of = fills.get(parser.currentName());
      left.remove(parser.currentName());
      JsonToken first = advance();
      if (of == null || (isPage && first != JsonToken.START_ARRAY)) {
        value();
      } else if (isPage) {
        list(of, isFilled);
      } else {
        put(of.get(0), isFilled);
      }
    }
    if (isFilled && !left.isEmpty()) {
      copyTo(start());
      missing(left, isEmpty);
    }
  }

  private void list(List<Optional<Fill>> of, boolean isFilled) throws IOException {
    plain();
    int i = 0;
    while (advance() != JsonToken.END_ARRAY) {
      put(i < of.size() ? of.get(i) : Optional.empty(), isFilled);
      i++;
    }
  }

  /** Replaces the value at the parser's current token. */
  private void put(Optional<Fill> fill, boolean isFilled) throws IOException {
    if (fill.isEmpty() || !parser.currentToken().isScalarValue()) {
      value();
      return;
    }
    copyTo(start());
    parser.finishToken();
    copied = (int) parser.currentLocation().getByteOffset();
    if (isFilled) {
      out.writeBytes(fill.get().reference());
      types.next(null);
    } else {
      ArrayTexts.Text array = fill.get().array();
      out.writeBytes(array.json());
      types.next(array.type());
      types.skip(array.values() - 1);
    }
  }

  /** Entries of {@code filled} that the document leaves out. */
  private void missing(Set<String> keys, boolean isFirst) {
    String comma = isFirst ? "" : ", ";
    for (String key : keys) {
      ascii(comma + '"');
      out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(key));
      ascii("\": ");
      if (isPage) {
        ascii("[");
        types.next(null);
      }
      String between = "";
      for (Optional<Fill> fill : fills.get(key)) {
        ascii(between);
        out.writeBytes(
            fill.map(Fill::reference).orElse("false".getBytes(StandardCharsets.US_ASCII)));
        types.next(null);
        between = ", ";
      }
      ascii(isPage ? "]" : "");
      comma = ", ";
    }
  }

  /** Leaves the value at the parser's current token as it is. */
  private void value() throws IOException {
    plain();
    int depth = parser.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = advance();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isScalarValue() || token.isStructStart()) {
        plain();
      }
    }
  }

  private void plain() throws IOException {
    types.next(typed.canReadTypeId() ? typed.getTypeId() : null);
  }

  private int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private void copyTo(int end) {
    out.write(text, copied, end - copied);
    copied = end;
  }

  private void ascii(String characters) {
    out.writeBytes(characters.getBytes(StandardCharsets.US_ASCII));
  }
}
