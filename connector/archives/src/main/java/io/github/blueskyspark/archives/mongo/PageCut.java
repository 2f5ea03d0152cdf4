package io.github.blueskyspark.archives.mongo;

import java.util.Arrays;

/**
 * Pages of the embedded layout grow where they are stored while a run goes on: this gives one as it
 * was when it had fewer rows. Used again for each page; not thread safe.
 */
final class PageCut {
  private final BsonBuffer out = new BsonBuffer(Integer.MAX_VALUE - 8);

  /**
   * The first rows of a page: of its lists and of the lists one level below.
   *
   * @param from index of the page's first byte; it is known to be whole
   */
  byte[] first(byte[] bytes, int from, int rows) {
    out.clear();
    try {
      document(bytes, from, rows, 1);
    } catch (UnfitJson e) {
      throw new IllegalStateException("A page grew by being cut; please report", e);
    }
    return Arrays.copyOf(out.bytes(), out.size());
  }

  private void document(byte[] bytes, int from, int rows, int levels) throws UnfitJson {
    int begin = out.room(4);
    int at = from + 4;
    while (bytes[at] != BsonType.END) {
      int type = bytes[at] & 0xFF;
      int value = BsonFields.endOfText(bytes, at + 1) + 1;
      int end = BsonFields.behind(bytes, type, value);
      if (type == BsonType.ARRAY) {
        copy(bytes, at, value);
        array(bytes, value, rows);
      } else if (type == BsonType.DOCUMENT && levels > 0) {
        copy(bytes, at, value);
        document(bytes, value, rows, levels - 1);
      } else {
        copy(bytes, at, end);
      }
      at = end;
    }
    out.end(begin);
  }

  private void array(byte[] bytes, int from, int rows) throws UnfitJson {
    int begin = out.room(4);
    int at = from + 4;
    for (int i = 0; i < rows && bytes[at] != BsonType.END; i++) {
      int value = BsonFields.endOfText(bytes, at + 1) + 1;
      int end = BsonFields.behind(bytes, bytes[at] & 0xFF, value);
      copy(bytes, at, end);
      at = end;
    }
    out.end(begin);
  }

  private void copy(byte[] bytes, int from, int to) throws UnfitJson {
    int at = out.room(to - from);
    System.arraycopy(bytes, from, out.bytes(), at, to - from);
  }
}
