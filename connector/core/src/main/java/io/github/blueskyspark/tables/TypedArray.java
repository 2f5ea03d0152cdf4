package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Arrays of rank 1. One element that does not fit makes the whole value not fit. Doubles, the usual
 * case, are gathered without boxing.
 */
final class TypedArray extends TypedValue {
  private final boolean real;
  private final double most;
  private final TypedValue element;
  private final Probe probe = new Probe();
  private double[] values = new double[16];

  TypedArray(ColumnType element) {
    this.real = element.kind() == ColumnType.Kind.DOUBLE || element.kind() == ColumnType.Kind.FLOAT;
    this.most = element.kind() == ColumnType.Kind.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    this.element = TypedValue.of(element, Optional.empty());
  }

  @Override
  boolean write(JsonParser parser, CellWriter cell) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      cell.putNull();
      return true;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return unfit(parser, cell);
    }
    return real ? writeDoubles(parser, cell) : writeOthers(parser, cell);
  }

  private boolean writeDoubles(JsonParser parser, CellWriter cell) throws IOException {
    int size = 0;
    BitSet nulls = new BitSet();
    boolean fits = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      if (t.isNumeric()) {
        values[size] = parser.getDoubleValue();
        fits &= fits(t, values[size], most);
      } else if (t == JsonToken.VALUE_NULL) {
        nulls.set(size);
      } else {
        fits = false;
        parser.skipChildren();
      }
      size++;
    }
    if (!fits) {
      cell.putNull();
      return false;
    }
    cell.beginArray();
    for (int i = 0; i < size; i++) {
      if (nulls.get(i)) {
        cell.element().putNull();
      } else {
        cell.element().putDouble(values[i]);
      }
    }
    cell.endArray();
    return true;
  }

  private boolean writeOthers(JsonParser parser, CellWriter cell) throws IOException {
    try (TokenBuffer copy = new TokenBuffer(parser)) {
      copy.copyCurrentStructure(parser);
      if (!allFit(copy)) {
        cell.putNull();
        return false;
      }
      try (JsonParser again = copy.asParser()) {
        again.nextToken();
        cell.beginArray();
        while (again.nextToken() != JsonToken.END_ARRAY) {
          element.write(again, cell.element());
        }
        cell.endArray();
      }
    }
    return true;
  }

  private boolean allFit(TokenBuffer copy) throws IOException {
    try (JsonParser check = copy.asParser()) {
      check.nextToken();
      while (check.nextToken() != JsonToken.END_ARRAY) {
        if (!element.write(check, probe)) {
          return false;
        }
      }
    }
    return true;
  }
}
