package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What values of a document are beyond JSON, such as numpy arrays: so that a document that came as
 * tokens goes out as it was.
 *
 * <p>A type is a parser's {@link JsonParser#getTypeId()} of a value's first token; {@code null} for
 * what JSON itself can say. The types of one document fit into one text, which travels beside it:
 * lines of {@code gap*count type}, where the gap is counted in values, in the document's order,
 * lists and objects and all inside them included.
 *
 * <p>Types: {@code nd <f8 2,3} is an array of dtype and shape, {@code np <f8} a numpy scalar,
 * {@code f4} a number of 32 bits, {@code bin} and {@code ext N} bytes in base64, {@code raw …} the
 * source's own bytes in base64. {@code #} or {@code $} in front says that the value's key is an
 * integer or bytes.
 */
public final class ValueTypes {
  /** Begins the text. No data key of an instrument holds a line break. */
  public static final String MARK = "bluesky:types\n";

  /** The only line when there were too many to carry. */
  private static final String TOO_MANY = "too many";

  private static final int LONGEST = 8 << 20;

  private final StringBuilder lines = new StringBuilder();
  private long values;
  private long last;
  private long gap;
  private long count;
  private String type = "";
  private boolean isTooLong;

  /**
   * Takes the next value.
   *
   * @param typeId what the parser says of it, null for nothing
   */
  public void next(Object typeId) {
    if (typeId != null && !isTooLong) {
      add(typeId.toString(), values - last);
      last = values;
    }
    values++;
  }

  /** Passes over values of which nothing more is to say, such as those inside a typed one. */
  public void skip(long more) {
    values += more;
  }

  private void add(String found, long distance) {
    if (found.equals(type) && distance == gap) {
      count++;
      return;
    }
    flush();
    type = found;
    gap = distance;
    count = 1;
    isTooLong = lines.length() + found.length() > LONGEST;
  }

  private void flush() {
    if (count > 0) {
      lines.append(gap).append('*').append(count).append(' ').append(type).append('\n');
      count = 0;
    }
  }

  /** The types as a text that begins with {@link #MARK}; empty when there are none. */
  public Optional<String> text() {
    if (isTooLong) {
      return Optional.of(MARK + TOO_MANY);
    }
    flush();
    type = "";
    return lines.isEmpty() ? Optional.empty() : Optional.of(MARK + lines);
  }

  /**
   * The parser with the types of the text.
   *
   * @param text what {@link #text()} gave
   */
  public static JsonParser over(JsonParser parser, String text) {
    return new Typed(parser, text);
  }

  /** One line, taken apart. */
  private record Line(long gap, long count, String type) {
    static Line of(String text) throws IOException {
      int star = text.indexOf('*');
      int blank = text.indexOf(' ', star);
      if (star < 1 || blank < star) {
        throw new IOException("the types of values are not readable: " + Json.shorten(text));
      }
      try {
        return new Line(
            Long.parseLong(text.substring(0, star)),
            Long.parseLong(text.substring(star + 1, blank)),
            text.substring(blank + 1));
      } catch (NumberFormatException e) {
        throw new IOException("the types of values are not readable: " + Json.shorten(text), e);
      }
    }
  }

  private static final class Typed extends JsonParserDelegate {
    private final List<String> lines;
    private final boolean isTooLong;
    private int at;
    private long left;
    private long gap;
    private String type = "";
    private long values = -1;
    private long next = -1;
    private Optional<String> current = Optional.empty();

    Typed(JsonParser parser, String text) {
      super(parser);
      String all = text.substring(MARK.length());
      isTooLong = all.equals(TOO_MANY);
      lines = isTooLong ? List.of() : all.lines().toList();
    }

    private void advance(long from) throws IOException {
      if (left == 0) {
        if (at == lines.size()) {
          next = Long.MAX_VALUE;
          return;
        }
        Line line = Line.of(lines.get(at++));
        gap = line.gap();
        left = line.count();
        type = line.type();
      }
      left--;
      next = from + gap;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = delegate.nextToken();
      boolean isValue = token != null && (token.isScalarValue() || token.isStructStart());
      current = Optional.empty();
      if (isValue) {
        if (next < 0) {
          advance(0);
        }
        values++;
        if (values == next) {
          current = Optional.of(type);
          advance(values);
        }
      }
      return token;
    }

    @Override
    public JsonToken nextValue() throws IOException {
      JsonToken token = nextToken();
      return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
      JsonToken first = delegate.currentToken();
      int depth = first != null && first.isStructStart() ? 1 : 0;
      while (depth > 0) {
        JsonToken token = nextToken();
        if (token == null) {
          return this;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      return this;
    }

    @Override
    public boolean canReadTypeId() {
      return true;
    }

    @Override
    public Object getTypeId() throws IOException {
      if (isTooLong) {
        throw new IOException("it has too many values beyond JSON for a VARIANT to keep");
      }
      return current.orElse(null);
    }
  }
}
