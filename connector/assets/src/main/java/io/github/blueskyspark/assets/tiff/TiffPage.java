package io.github.blueskyspark.assets.tiff;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layout of one page: its pixels as an array, cut into segments (strips or tiles).
 *
 * @param directory it was read from
 * @param shape {@code [y, x]}, with several samples {@code [y, x, s]}, or {@code [s, y, x]} where
 *     samples lie apart
 * @param segment shape of a segment, of as many axes
 * @param dtype of a pixel as it leaves: the file's byte order, unless bits had to be unpacked
 * @param isApart whether the samples of a pixel lie in planes of their own
 * @param coding of segments
 */
record TiffPage(
    Directory directory,
    List<Long> shape,
    List<Long> segment,
    DType dtype,
    boolean isApart,
    Coding coding) {
  /**
   * How the bytes of segments are made.
   *
   * @param bits of a sample as stored
   * @param compression of the bytes
   * @param predictor 1 none, 2 differences, 3 differences of the bytes of floats
   */
  record Coding(int bits, Compression compression, int predictor) {}

  private static final long LONGEST_AXIS = Integer.MAX_VALUE;
  private static final int MOST_SAMPLES = 1 << 16;

  /** Copies the lists. */
  TiffPage {
    shape = List.copyOf(shape);
    segment = List.copyOf(segment);
  }

  /**
   * Reads a page's layout.
   *
   * @throws AssetException when it is damaged or of an unsupported kind
   */
  static TiffPage of(Directory directory) throws IOException {
    long width = axis(directory, Tag.WIDTH);
    long height = axis(directory, Tag.HEIGHT);
    long samples = directory.number(Tag.SAMPLES, 1);
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw TiffFile.wrong(directory.where(), "it has " + samples + " samples a pixel");
    }
    int bits = directory.common(Tag.BITS, 1);
    Compression compression = compression(directory);
    int predictor = (int) Math.min(9, directory.number(Tag.PREDICTOR, 1));
    DType dtype = dtype(directory, bits);
    check(directory, bits, compression, predictor, dtype);
    boolean isTiled = directory.has(Tag.TILE_WIDTH) || directory.has(Tag.TILE_OFFSETS);
    long columns = isTiled ? axis(directory, Tag.TILE_WIDTH) : width;
    long rows =
        isTiled
            ? axis(directory, Tag.TILE_HEIGHT)
            : Math.max(1, Math.min(height, directory.number(Tag.ROWS_PER_STRIP, height)));
    boolean isApart = samples > 1 && directory.number(Tag.PLANAR, 1) == 2;
    return new TiffPage(
        directory,
        axes(height, width, samples, isApart),
        axes(rows, columns, isApart ? 1 : samples, isApart),
        dtype,
        isApart,
        new Coding(bits, compression, predictor));
  }

  private static List<Long> axes(long y, long x, long samples, boolean isApart) {
    List<Long> axes = new ArrayList<>(List.of(y, x));
    if (isApart) {
      axes.add(0, samples);
    } else if (samples > 1) {
      axes.add(samples);
    }
    return axes;
  }

  private static long axis(Directory directory, int tag) throws IOException {
    long length = directory.number(tag, 0);
    if (length < 1 || length > LONGEST_AXIS) {
      throw TiffFile.wrong(directory.where(), "tag " + tag + " says " + length + " pixels");
    }
    return length;
  }

  private static Compression compression(Directory directory) throws IOException {
    int number = (int) Math.min(1 << 20, directory.number(Tag.COMPRESSION, 1));
    Optional<Compression> known = Compression.of(number);
    if (known.isEmpty()) {
      throw new AssetException(
          directory.where(),
          "read TIFF page",
          "compression " + number + " (" + Compression.named(number) + ") is not supported",
          "Rewrite the file without compression, or with LZW, Deflate, PackBits, Zstandard or JPEG,"
              + " for example by tiffcp -c zip, or by tifffile in Python");
    }
    return known.get();
  }

  private static DType dtype(Directory directory, int bits) throws IOException {
    int format = directory.common(Tag.SAMPLE_FORMAT, 1);
    ByteOrder order = directory.file().order();
    boolean isWhole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
    if ((format == 1 || format == 4) && bits == 1) {
      return DType.of(Kind.BOOL, 1, order);
    }
    if ((format == 1 || format == 4) && isWhole) {
      return DType.of(Kind.UNSIGNED, bits / 8, order);
    }
    if ((format == 1 || format == 4) && bits > 1 && bits < 32) {
      int size = bits < 8 ? 1 : bits < 16 ? 2 : 4;
      return DType.of(Kind.UNSIGNED, size, ByteOrder.LITTLE_ENDIAN);
    }
    if (format == 2 && isWhole) {
      return DType.of(Kind.SIGNED, bits / 8, order);
    }
    if (format == 3 && isWhole && bits > 8) {
      return DType.of(Kind.FLOAT, bits / 8, order);
    }
    if (format == 6 && (bits == 64 || bits == 128)) {
      return DType.of(Kind.COMPLEX, bits / 8, order);
    }
    throw TiffFile.wrong(
        directory.where(), "samples of " + bits + " bits and format " + format + " are not read");
  }

  private static void check(
      Directory directory, int bits, Compression compression, int predictor, DType dtype)
      throws IOException {
    boolean isHorizontal =
        predictor == 2 && dtype.kind() != Kind.COMPLEX && dtype.itemSize() * 8 == bits;
    boolean isFloating = predictor == 3 && dtype.kind() == Kind.FLOAT;
    if (predictor != 1 && !isHorizontal && !isFloating) {
      throw TiffFile.wrong(
          directory.where(), "predictor " + predictor + " does not go with " + dtype);
    }
    if (compression == Compression.JPEG && (bits != 8 || predictor != 1)) {
      throw TiffFile.wrong(directory.where(), "JPEG segments of " + bits + " bits are not read");
    }
    boolean isColourDifference = directory.number(Tag.PHOTOMETRIC, 1) == 6;
    boolean isSubsampled =
        directory.count(Tag.SUBSAMPLING) < 2
            || directory.value(Tag.SUBSAMPLING, 0) != 1
            || directory.value(Tag.SUBSAMPLING, 1) != 1;
    if (isColourDifference && isSubsampled && compression != Compression.JPEG) {
      throw TiffFile.wrong(directory.where(), "subsampled YCbCr pixels are not read");
    }
  }

  /** Number of segments. */
  private long segments() {
    long segments = 1;
    for (int a = 0; a < shape.size(); a++) {
      segments = Math.multiplyExact(segments, (shape.get(a) - 1) / segment.get(a) + 1);
    }
    return segments;
  }

  /**
   * Looks where the first and the last segment end.
   *
   * @throws AssetException when that is behind the end of the file
   */
  void requireSegments() throws IOException {
    int counts = isTiled() ? Tag.TILE_COUNTS : Tag.STRIP_COUNTS;
    int offsets = isTiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    for (long which : new long[] {0, segments() - 1}) {
      long count = directory.has(counts) ? directory.value(counts, which) : 0;
      long offset = directory.value(offsets, which);
      long size = directory.file().size();
      if (count > size || offset > size - count) {
        throw TiffFile.wrong(
                directory.where(),
                "segment "
                    + which
                    + " has "
                    + count
                    + " bytes at byte "
                    + offset
                    + ", the file "
                    + size)
            .as(AssetStatus.TRUNCATED);
      }
    }
  }

  /** Whether the pixels of two pages are arrays of the same kind. */
  boolean isLike(TiffPage other) {
    return shape.equals(other.shape) && dtype.equals(other.dtype);
  }

  /** Whether it is a smaller copy of another page. */
  boolean isReduced() throws IOException {
    return (directory.number(Tag.NEW_SUBFILE_TYPE, 0) & 1) == 1;
  }

  /** Whether segments are tiles, which are whole also at the edges. */
  boolean isTiled() {
    return directory.has(Tag.TILE_WIDTH) || directory.has(Tag.TILE_OFFSETS);
  }
}
