package io.github.blueskyspark.archives.mongo;

/** Steps over the elements of documents that {@link BsonWalk} found whole. */
final class BsonFields {
  private BsonFields() {}

  /** Index of the zero byte that ends a name. */
  static int endOfText(byte[] bytes, int from) {
    int i = from;
    while (bytes[i] != 0) {
      i++;
    }
    return i;
  }

  /** Index behind a value. */
  static int behind(byte[] bytes, int type, int at) {
    return switch (type) {
      case BsonType.DOUBLE, BsonType.DATE, BsonType.TIMESTAMP, BsonType.INT64 -> at + 8;
      case BsonType.INT32 -> at + 4;
      case BsonType.DECIMAL -> at + BsonType.DECIMAL_BYTES;
      case BsonType.OBJECT_ID -> at + BsonType.OBJECT_ID_BYTES;
      case BsonType.BOOLEAN -> at + 1;
      case BsonType.NULL, BsonType.UNDEFINED, BsonType.MIN_KEY, BsonType.MAX_KEY -> at;
      case BsonType.STRING, BsonType.CODE, BsonType.SYMBOL ->
          at + 4 + LittleEndian.int32(bytes, at);
      case BsonType.DB_POINTER -> at + 4 + LittleEndian.int32(bytes, at) + BsonType.OBJECT_ID_BYTES;
      case BsonType.REGEX -> endOfText(bytes, endOfText(bytes, at) + 1) + 1;
      case BsonType.BINARY -> at + 5 + LittleEndian.int32(bytes, at);
      default -> at + LittleEndian.int32(bytes, at);
    };
  }
}
