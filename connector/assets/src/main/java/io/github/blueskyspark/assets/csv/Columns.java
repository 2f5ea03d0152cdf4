package io.github.blueskyspark.assets.csv;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DType.Kind;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What the fields of a table turn out to be, by looking at all of them. */
final class Columns {
  /** From special to general: what a type before holds, one behind holds too. */
  private enum Seen {
    NOTHING,
    BOOL,
    LONG,
    DOUBLE,
    TEXT
  }

  private final FieldText text;
  private Seen seen = Seen.NOTHING;
  private int longest = 1;

  Columns(FieldText text) {
    this.text = text;
  }

  /** Looks at one row. */
  void look(List<String> fields, int columns) {
    for (int i = 0; i < columns; i++) {
      String field = i < fields.size() ? fields.get(i) : "";
      longest = Math.max(longest, field.codePointCount(0, field.length()));
      if (seen != Seen.TEXT) {
        add(of(field));
      }
    }
  }

  private void add(Seen one) {
    boolean isMixed =
        seen != one && (seen == Seen.BOOL || one == Seen.BOOL) && seen != Seen.NOTHING;
    seen = isMixed ? Seen.TEXT : one.compareTo(seen) > 0 ? one : seen;
  }

  private Seen of(String field) {
    if (text.isMissing(field)) {
      return Seen.DOUBLE;
    }
    if (text.bool(field).isPresent()) {
      return Seen.BOOL;
    }
    if (text.integer(field).isPresent()) {
      return Seen.LONG;
    }
    return text.real(field).isPresent() ? Seen.DOUBLE : Seen.TEXT;
  }

  /** The type that pandas would give all columns in common. */
  private DType common() {
    ByteOrder little = ByteOrder.LITTLE_ENDIAN;
    return switch (seen) {
      case BOOL -> DType.of(Kind.BOOL, 1, little);
      case LONG -> DType.of(Kind.SIGNED, 8, little);
      case NOTHING, DOUBLE -> DType.of(Kind.FLOAT, 8, little);
      case TEXT -> DType.of(Kind.UNICODE, 4 * longest, little);
    };
  }

  /**
   * The type to read the table in: the declared one where it can hold what is written, else what is
   * written.
   *
   * @param columns of the table
   */
  DType decide(Optional<DType> declared, int columns) {
    DType found = common();
    if (declared.isEmpty()) {
      return found;
    }
    DType wanted = declared.get().littleEndian();
    if (wanted.isStruct()) {
      boolean fits = wanted.fields().stream().mapToInt(Field::count).sum() == columns;
      return fits ? wanted : found;
    }
    boolean holds =
        switch (wanted.kind()) {
          case BOOL -> seen == Seen.BOOL;
          case SIGNED, UNSIGNED -> seen == Seen.LONG;
          case FLOAT -> seen == Seen.LONG || seen == Seen.DOUBLE || seen == Seen.NOTHING;
          case UNICODE -> wanted.itemSize() >= 4 * longest;
          case BYTES -> wanted.itemSize() >= longest;
          case COMPLEX, VOID, OBJECT -> false;
        };
    return holds ? wanted : found;
  }
}
