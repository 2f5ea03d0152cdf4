package io.github.blueskyspark.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import java.util.List;

/**
 * An array found in an external file, from metadata alone.
 *
 * @param path its name inside the file (HDF5 path), empty for files that hold one array
 * @param dtype element type as stored, byte order included
 * @param shape of the whole array, frames first
 * @param chunkShape shape of a chunk, empty where the array is not chunked
 * @param filters names in the order in which the writer applied them, for example {@code shuffle},
 *     {@code deflate}
 * @param storedBytes bytes it takes in the file; -1 where an open array would have to read a whole
 *     chunk index to know
 * @param attributes attributes as JSON, in file order; arrays as JSON arrays
 */
public record ArrayInfo(
    String path,
    DType dtype,
    List<Long> shape,
    List<Long> chunkShape,
    List<String> filters,
    long storedBytes,
    ObjectNode attributes) {
  /** Copies the lists. */
  public ArrayInfo {
    shape = List.copyOf(shape);
    chunkShape = List.copyOf(chunkShape);
    filters = List.copyOf(filters);
  }
}
