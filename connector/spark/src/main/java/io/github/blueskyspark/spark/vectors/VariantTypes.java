package io.github.blueskyspark.spark.vectors;

import io.github.blueskyspark.documents.ValueTypes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds {@link ValueTypes} where {@link VariantFromTokens} put them. */
public final class VariantTypes {
  private static final int WIDTH_SHIFT = 6;

  private VariantTypes() {}

  /**
   * The types of a document's values: the last name in the dictionary of its VARIANT.
   *
   * @param metadata of the VARIANT
   */
  public static Optional<String> of(byte[] metadata) {
    int width = metadata.length == 0 ? 1 : ((metadata[0] >> WIDTH_SHIFT) & 3) + 1;
    int names = number(metadata, 1, width);
    int offsets = 1 + width;
    if (names <= 0 || names > metadata.length / width) {
      return Optional.empty();
    }
    int strings = offsets + (names + 1) * width;
    int from = strings + number(metadata, offsets + (names - 1) * width, width);
    int to = strings + number(metadata, offsets + names * width, width);
    int mark = ValueTypes.MARK.length();
    if (from < strings
        || to > metadata.length
        || to - from < mark
        || !new String(metadata, from, mark, StandardCharsets.UTF_8).equals(ValueTypes.MARK)) {
      return Optional.empty();
    }
    return Optional.of(new String(metadata, from, to - from, StandardCharsets.UTF_8));
  }

  private static int number(byte[] bytes, int at, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | (at + i < bytes.length ? bytes[at + i] & 0xFF : 0);
    }
    return value;
  }
}
