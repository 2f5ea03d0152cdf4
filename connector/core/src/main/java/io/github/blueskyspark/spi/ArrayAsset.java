package io.github.blueskyspark.spi;

import io.github.blueskyspark.arrays.Region;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * One open external array. Holds at most one decoded chunk (or one frame) at a time. Not thread
 * safe; one owner closes it.
 *
 * <p>A chunk is decoded once when regions are read in ascending order of the first axis.
 */
public interface ArrayAsset extends Closeable {
  /** What the first of three axes is, where the format tells pictures from colours. */
  enum FirstAxis {
    /** The format does not tell. */
    UNKNOWN,
    /** It counts pictures. */
    PAGES,
    /** The whole is one picture: the other axes or this one are its colours. */
    PICTURE
  }

  /** What it is, from metadata alone; attributes may be left out, a listing has them. */
  ArrayInfo info();

  /**
   * Elements of a region, C order, in the byte order of {@code info().dtype()}; the buffer's {@link
   * ByteBuffer#order()} says the same.
   *
   * @return a view that holds until the next call; position 0, limit the bytes of the region. It
   *     may be a view of the mapped file, read only, and need not have an array
   * @throws io.github.blueskyspark.errors.AssetException when it leads outside the array, or the
   *     data is damaged or unsupported
   */
  ByteBuffer read(Region region) throws IOException;

  /**
   * Elements of a region that have no fixed bytes (dtype {@code |O}): {@link String}, {@link
   * java.util.List} for variable-length sequences (of {@link Long}, {@link Double}, {@link String}
   * …).
   */
  List<Object> values(Region region) throws IOException;

  /**
   * Looks, from metadata alone, whether all of its files are there and whole; what is there can be
   * read all the same.
   *
   * @throws io.github.blueskyspark.errors.AssetException with what is wrong, and its status
   */
  default void audit() throws IOException {}

  /** What the first axis is. */
  default FirstAxis firstAxis() {
    return FirstAxis.UNKNOWN;
  }

  /**
   * Where its chunks stand in the file; empty where its elements are not simply pieces of one file.
   */
  default Optional<StoredChunks> stored() throws IOException {
    return Optional.empty();
  }
}
