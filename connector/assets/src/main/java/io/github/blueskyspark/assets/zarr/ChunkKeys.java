package io.github.blueskyspark.assets.zarr;

/**
 * File names of chunks.
 *
 * @param prefix {@code c} in version 3's default form, else empty
 * @param separator between coordinates, {@code .} or {@code /}
 */
record ChunkKeys(String prefix, String separator) {
  /** The name of a chunk, below the array's directory. */
  String of(long[] scaled) {
    StringBuilder key = new StringBuilder(prefix);
    for (long n : scaled) {
      if (key.length() > 0) {
        key.append(separator);
      }
      key.append(n);
    }
    return key.length() == 0 ? "0" : key.toString();
  }
}
