package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.DataKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The shape of a value made of nested arrays. */
final class ValueShape {
  private final List<Long> shape = new ArrayList<>();
  private boolean ragged;

  private ValueShape() {}

  /** Takes the value at the parser's current token, and leaves the parser on its last token. */
  static ValueShape of(JsonParser parser) throws IOException {
    ValueShape found = new ValueShape();
    found.take(parser, 0);
    return found;
  }

  private void take(JsonParser parser, int depth) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      ragged |= depth < shape.size();
      return;
    }
    boolean first = shape.size() == depth;
    if (first) {
      shape.add(-1L);
    }
    long count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean opens = parser.currentToken() == JsonToken.START_ARRAY;
      ragged |= opens && shape.size() == depth + 1 && (count > 0 || !first);
      take(parser, depth + 1);
      count++;
    }
    if (first || shape.get(depth) < 0) {
      shape.set(depth, count);
    } else {
      ragged |= shape.get(depth) != count;
    }
  }

  /** Whether it is what was declared; null there stands for any length, also for several. */
  boolean fits(List<Long> declared) {
    boolean anyLength = declared.contains(DataKey.RAGGED);
    if (ragged) {
      return anyLength;
    }
    if (shape.size() != declared.size()) {
      return shape.contains(0L) && shape.size() < declared.size();
    }
    for (int i = 0; i < shape.size(); i++) {
      if (declared.get(i) != DataKey.RAGGED && !declared.get(i).equals(shape.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return ragged ? "ragged" : shape.toString();
  }
}
