package io.github.blueskyspark.archives.mongo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a stored document that say what it is and whose it is; read in one pass over its
 * top level, the rest is stepped over. Used again for each document.
 */
final class Envelope {
  /** Where a field is in the document at hand. */
  private static final class Place {
    private final byte[] spelled;
    private int type;
    private int value;

    Place(Mark key) {
      spelled = (key.field() + "\0").getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final EnumMap<Mark, Place> places = new EnumMap<>(Mark.class);
  private final List<Place> all;
  private byte[] bytes = {};

  Envelope() {
    for (Mark key : Mark.values()) {
      places.put(key, new Place(key));
    }
    all = List.copyOf(places.values());
  }

  /** Looks at a document that {@link BsonWalk} found whole. */
  void read(byte[] buffer, int from) {
    bytes = buffer;
    all.forEach(place -> place.type = BsonType.END);
    int at = from + 4;
    while (bytes[at] != BsonType.END) {
      int type = bytes[at] & 0xFF;
      int name = at + 1;
      int value = BsonFields.endOfText(bytes, name) + 1;
      for (Place place : all) {
        byte[] spelled = place.spelled;
        if (value - name == spelled.length
            && Arrays.equals(bytes, name, value, spelled, 0, spelled.length)) {
          place.type = type;
          place.value = value;
          break;
        }
      }
      at = BsonFields.behind(bytes, type, value);
    }
  }

  private int type(Mark key) {
    return places.get(key).type;
  }

  private int value(Mark key) {
    return places.get(key).value;
  }

  boolean has(Mark key) {
    return type(key) != BsonType.END;
  }

  boolean isArray(Mark key) {
    return type(key) == BsonType.ARRAY;
  }

  boolean isObjectId(Mark key) {
    return type(key) == BsonType.OBJECT_ID;
  }

  /** A string, or the digits of an ObjectId; empty for anything else. */
  Optional<String> text(Mark key) {
    int at = value(key);
    return switch (type(key)) {
      case BsonType.STRING ->
          Optional.of(ExtendedValue.text(bytes, at + 4, at + 3 + LittleEndian.int32(bytes, at)));
      case BsonType.OBJECT_ID ->
          Optional.of(HexFormat.of().formatHex(bytes, at, at + BsonType.OBJECT_ID_BYTES));
      default -> Optional.empty();
    };
  }

  /** The uid, or the {@code _id} of a document without one. */
  Optional<String> uid() {
    return has(Mark.UID) ? text(Mark.UID) : id();
  }

  /** The digits of an ObjectId in {@code _id}. */
  Optional<String> id() {
    return isObjectId(Mark.ID) ? text(Mark.ID) : Optional.empty();
  }

  /** Field {@code time}, of a page that of its first event; NaN when it is no number. */
  double time() {
    int type = type(Mark.TIME);
    int at = value(Mark.TIME);
    if (type == BsonType.ARRAY) {
      type = bytes[at + 4] & 0xFF;
      if (type == BsonType.END) {
        return Double.NaN;
      }
      at = BsonFields.endOfText(bytes, at + 5) + 1;
    }
    return switch (type) {
      case BsonType.DOUBLE -> LittleEndian.real(bytes, at);
      case BsonType.INT32 -> LittleEndian.int32(bytes, at);
      case BsonType.INT64 -> LittleEndian.int64(bytes, at);
      default -> Double.NaN;
    };
  }

  /** An integer; empty when it is none. */
  Optional<Long> whole(Mark key) {
    return switch (type(key)) {
      case BsonType.INT32 -> Optional.of((long) LittleEndian.int32(bytes, value(key)));
      case BsonType.INT64 -> Optional.of(LittleEndian.int64(bytes, value(key)));
      case BsonType.DOUBLE -> Optional.of((long) LittleEndian.real(bytes, value(key)));
      default -> Optional.empty();
    };
  }

  /** Where the documents of an array begin, or the one document. */
  List<Integer> documents(Mark key) {
    int at = value(key);
    int type = type(key);
    List<Integer> found = new ArrayList<>();
    if (type == BsonType.DOCUMENT) {
      found.add(at);
    } else if (type == BsonType.ARRAY) {
      at += 4;
      while (bytes[at] != BsonType.END) {
        int element = bytes[at] & 0xFF;
        int value = BsonFields.endOfText(bytes, at + 1) + 1;
        if (element == BsonType.DOCUMENT) {
          found.add(value);
        }
        at = BsonFields.behind(bytes, element, value);
      }
    }
    return found;
  }
}
