package io.github.blueskyspark.archives.jsonl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.spi.DocumentEncoder;
import io.github.blueskyspark.spi.OutgoingDocument;
import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines {@code ["name", {…}]} as suitcase-jsonl writes them; the document's own text is kept. */
public final class JsonlEncoder implements DocumentEncoder {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String suffix() {
    return ".jsonl";
  }

  @Override
  public void write(OutgoingDocument document, OutputStream out) throws IOException {
    try (JsonParser parser = document.parser()) {
      check(parser);
    }
    byte[] text = text(document);
    out.write('[');
    out.write('"');
    out.write(JsonStringEncoder.getInstance().quoteAsUTF8(document.name()));
    out.write("\", ".getBytes(StandardCharsets.US_ASCII));
    out.write(text);
    out.write(']');
    out.write('\n');
  }

  /** Demands one whole object. */
  private static void check(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnwritableDocument("it is no JSON object");
    }
    int depth = 1;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (depth == 0) {
        throw new UnwritableDocument("something follows the JSON object");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  /** The text on one line: a line break can only stand between tokens, where a blank does too. */
  private static byte[] text(OutgoingDocument document) throws IOException {
    Optional<byte[]> given = document.text();
    if (given.isEmpty()) {
      try (JsonParser parser = document.parser()) {
        return CanonicalJson.text(parser);
      }
    }
    byte[] text = given.get();
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        byte[] line = text.clone();
        for (int j = i; j < line.length; j++) {
          line[j] = line[j] == '\n' || line[j] == '\r' ? (byte) ' ' : line[j];
        }
        return line;
      }
    }
    return text;
  }
}
