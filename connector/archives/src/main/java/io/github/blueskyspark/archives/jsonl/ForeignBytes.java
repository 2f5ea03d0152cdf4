package io.github.blueskyspark.archives.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what bytes look like that are no JSON, for the person who finds them in the quarantine. */
final class ForeignBytes {
  private static final Map<String, String> FORMATS = formats();
  private static final int SHOWN = 16;

  private ForeignBytes() {}

  private static Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("89484446", "HDF5");
    formats.put("49492a00", "TIFF");
    formats.put("4d4d002a", "TIFF");
    formats.put("934e554d5059", "NPY");
    formats.put("92a5", "MessagePack documents");
    formats.put("504b0304", "ZIP");
    formats.put("50415231", "Parquet");
    formats.put("53514c697465", "SQLite");
    formats.put("fffe", "UTF-16 text");
    formats.put("feff", "UTF-16 text");
    formats.put("ffd8ff", "JPEG");
    formats.put("89504e47", "PNG");
    formats.put("25504446", "PDF");
    return formats;
  }

  /** One sentence about the first bytes. */
  static String describe(byte[] bytes, int from, int limit) {
    int to = Math.min(limit, from + SHOWN);
    String hex = HexFormat.of().formatHex(bytes, from, to);
    for (Map.Entry<String, String> format : FORMATS.entrySet()) {
      if (hex.startsWith(format.getKey())) {
        return "the first bytes are those of " + format.getValue() + ", not of JSON: " + hex;
      }
    }
    for (int i = from; i < to; i++) {
      boolean text = bytes[i] >= ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t';
      if (!text || bytes[i] == 0x7F) {
        return "the first bytes are no JSON: " + hex;
      }
    }
    return "the text is no JSON: '"
        + new String(bytes, from, to - from, StandardCharsets.US_ASCII).strip()
        + "'";
  }
}
