package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Utf8;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;

/**
 * Cuts a file as mongoexport writes it into documents: one a line, one array of them, or spread
 * over indented lines. A brace at the beginning of a line always begins a document, so that a cut
 * one costs itself only.
 */
final class JsonPieces extends Pieces {
  private static final boolean[] BLANKS = Window.blanks(" \t\r\n,[]");

  private final Window window;
  private final RejectedPieces rejected;
  private final int longest;
  private final JsonFactory json;
  private final BsonBuffer bson;
  private final JsonToBson converter;

  /** Index up to which the piece was looked at, counted from its first byte. */
  private int seen;

  private int open;
  private boolean inString;
  private boolean escaped;

  JsonPieces(Window window, MongoDocument document, String source, ReadLimits limits) {
    this(window, document, new RejectedPieces(source, window), limits);
  }

  private JsonPieces(
      Window window, MongoDocument document, RejectedPieces rejected, ReadLimits limits) {
    super(window, rejected, document);
    this.window = window;
    this.rejected = rejected;
    this.longest = limits.maxDocumentBytes();
    this.json = DocumentText.factory(limits);
    this.bson = new BsonBuffer(Math.min(longest, LONGEST));
    this.converter = new JsonToBson(bson);
  }

  @Override
  protected Step next() throws IOException {
    if (!window.skip(BLANKS)) {
      return ended();
    }
    if (window.bytes()[window.start()] != '{') {
      String reason =
          String.format("byte 0x%02x begins no document", window.bytes()[window.start()]);
      return rejected(rejected.through(window.start() + 1, this::starts, "not-json", reason));
    }
    seen = 0;
    open = 0;
    inString = false;
    escaped = false;
    while (true) {
      if (isAtEnd()) {
        return take(seen);
      }
      int there = window.limit() - window.start();
      if (seen < there) {
        return rejected(rejected.piece(seen, "cut", "the document is not whole at the next line"));
      }
      if (there > longest) {
        String reason = "the document is longer than the " + longest + " bytes that are allowed";
        return rejected(rejected.through(window.limit(), this::starts, "too-long", reason));
      }
      if (window.hasEnded()) {
        return rejected(
            rejected.piece(there, "cut", "the document ends after " + there + " bytes"));
      }
      window.more();
    }
  }

  /**
   * Looks on; true when the brace that opened the piece is closed before {@link #seen}. Stops with
   * bytes left where another document begins before.
   */
  private boolean isAtEnd() {
    byte[] bytes = window.bytes();
    int start = window.start();
    int limit = window.limit();
    for (int i = start + seen; i < limit; i++) {
      byte b = bytes[i];
      if (b == '{' && i > start && bytes[i - 1] == '\n') {
        seen = i - start;
        return false;
      }
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        open++;
      } else if ((b == '}' || b == ']') && --open == 0) {
        seen = i + 1 - start;
        return true;
      }
    }
    seen = limit - start;
    return false;
  }

  private Step take(int length) throws IOException {
    byte[] bytes = window.bytes();
    int start = window.start();
    if (length > longest) {
      String reason = "the document is longer than the " + longest + " bytes that are allowed";
      return rejected(rejected.piece(length, "too-long", reason));
    }
    int fault = Utf8.firstFault(bytes, start, start + length);
    if (fault >= 0) {
      String reason =
          String.format(
              "byte 0x%02x at %d begins no UTF-8 character", bytes[fault], window.position(fault));
      return rejected(rejected.piece(length, "not-utf8", reason));
    }
    bson.clear();
    try (JsonParser parser = json.createParser(bytes, start, length)) {
      converter.document(parser);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it is not well formed");
      return rejected(rejected.piece(length, "not-json", reason));
    } catch (UnfitJson e) {
      return rejected(rejected.piece(length, e.rule(), e.getMessage()));
    }
    document().bson(bson.bytes(), 0);
    document().piece(bytes, start, start + length, window.position(start));
    return taken(length);
  }

  private int starts(byte[] bytes, int from, int sure, int limit) {
    for (int i = from; i < sure; i++) {
      if (bytes[i] == '{' && i > 0 && (bytes[i - 1] == '\n' || bytes[i - 1] == '[')) {
        return i;
      }
    }
    return sure;
  }
}
