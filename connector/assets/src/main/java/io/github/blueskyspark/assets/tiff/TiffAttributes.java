package io.github.blueskyspark.assets.tiff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tags of a page that say something about the picture: descriptions, and what EPICS area
 * detector writes (time stamps, and attributes as {@code name:value} texts from tag 65010 on).
 */
final class TiffAttributes {
  private static final int FIRST_PRIVATE = 65_000;
  private static final int FIRST_NAMED = 65_010;
  private static final Map<Integer, String> NAMES =
      Map.of(
          270,
          "ImageDescription",
          271,
          "Make",
          272,
          "Model",
          305,
          "Software",
          306,
          "DateTime",
          FIRST_PRIVATE,
          "timeStamp",
          65_001,
          "uniqueId",
          65_002,
          "epicsTSSec",
          65_003,
          "epicsTSNsec");

  private TiffAttributes() {}

  /** The attributes by tag number; what cannot be read is left out. */
  static ObjectNode of(Directory directory) throws IOException {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    for (int tag : new TreeMap<>(directory.entries()).keySet()) {
      Optional<String> text = directory.text(tag);
      if (NAMES.containsKey(tag)) {
        text.ifPresent(t -> attributes.put(NAMES.get(tag), t));
        number(directory, tag, attributes);
      } else if (tag >= FIRST_NAMED && text.isPresent()) {
        int colon = text.get().indexOf(':');
        if (colon > 0) {
          attributes.put(text.get().substring(0, colon), text.get().substring(colon + 1));
        }
      }
    }
    return attributes;
  }

  private static void number(Directory directory, int tag, ObjectNode attributes)
      throws IOException {
    Directory.Entry entry = directory.entries().get(tag);
    boolean isInside = entry.at() >= 0 && entry.at() <= directory.file().size() - 8;
    if (entry.count() != 1 || !isInside) {
      return;
    }
    ByteBuffer value = directory.file().bytes(entry.at(), 8);
    switch (entry.type()) {
      case 3 -> attributes.put(NAMES.get(tag), value.getShort(0) & 0xFFFF);
      case 4 -> attributes.put(NAMES.get(tag), value.getInt(0) & 0xFFFFFFFFL);
      case 12 -> attributes.put(NAMES.get(tag), value.getDouble(0));
      default -> {
        // texts are there already, other types are not used
      }
    }
  }
}
