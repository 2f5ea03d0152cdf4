package io.github.blueskyspark.assets.tiff;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.JpegImage;
import io.github.blueskyspark.assets.Memory;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes one strip or tile of a page at a time; the last one is kept. Not thread safe. */
final class SegmentReader {
  private final TiffFile file;
  private final TiffPage of;
  private final ReadMetrics metrics;
  private long index = -1;
  private ByteBuffer decoded = ByteBuffer.allocate(0);

  SegmentReader(TiffFile file, TiffPage of, ReadMetrics metrics) {
    this.file = file;
    this.of = of;
    this.metrics = metrics;
  }

  /**
   * The pixels of a segment, in the page's dtype and its byte order.
   *
   * @param which number of the segment
   * @param rows in it
   */
  ByteBuffer read(long which, long rows) throws IOException {
    if (index != which) {
      long start = System.nanoTime();
      index = -1;
      decoded = decode(which, rows);
      index = which;
      metrics.add(Counter.CHUNKS_DECODED, 1);
      metrics.add(Counter.DECODE_TIME, System.nanoTime() - start);
    }
    return decoded;
  }

  private ByteBuffer decode(long which, long rows) throws IOException {
    Location where = of.directory().where();
    TiffPage.Coding coding = of.coding();
    int axis = of.isApart() ? 1 : 0;
    long columns = of.segment().get(axis + 1);
    long samples = of.segment().size() == 3 && !of.isApart() ? of.segment().get(2) : 1;
    long rowSamples = Math.multiplyExact(columns, samples);
    long rowBytes = Bits.rowBytes(rowSamples, coding.bits());
    long bytes = Math.multiplyExact(rows, rowBytes);
    int offsets = of.isTiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    int counts = of.isTiled() ? Tag.TILE_COUNTS : Tag.STRIP_COUNTS;
    long stored =
        of.directory().has(counts) || coding.compression() != Compression.NONE
            ? of.directory().value(counts, which)
            : bytes;
    if (bytes / coding.compression().ratio() > stored && stored > 0) {
      throw TiffFile.wrong(
          where,
          "segment "
              + which
              + " of "
              + stored
              + " bytes cannot hold "
              + bytes
              + " bytes of pixels");
    }
    long offset = of.directory().value(offsets, which);
    if (stored == 0 || offset == 0) {
      // left out by the writer: nothing but zeros
      long empty = Math.multiplyExact(Math.multiplyExact(rows, rowSamples), of.dtype().itemSize());
      return ByteBuffer.wrap(Memory.array(empty, where, "segment")).order(of.dtype().order());
    }
    ByteBuffer raw = file.segment(offset, stored);
    if (coding.compression() == Compression.JPEG) {
      return jpeg(raw, (int) columns, (int) rows, (int) samples);
    }
    if (of.directory().number(Tag.FILL_ORDER, 1) == 2) {
      raw = reversed(raw, where);
    }
    boolean isPlain =
        coding.compression() == Compression.NONE
            && coding.predictor() == 1
            && coding.bits() == 8 * of.dtype().itemSize();
    if (isPlain && raw.remaining() >= bytes) {
      return raw.slice(0, (int) bytes).order(of.dtype().order());
    }
    byte[] plain = Memory.array(bytes, where, "segment");
    int came = inflate(coding.compression(), raw, plain, which, where);
    if (came < plain.length) {
      throw TiffFile.wrong(
              where, "segment " + which + " holds " + came + " bytes of pixels instead of " + bytes)
          .as(AssetStatus.TRUNCATED);
    }
    return pixels(plain, (int) rows, (int) rowSamples, (int) samples);
  }

  private static ByteBuffer reversed(ByteBuffer raw, Location where) {
    byte[] turned = Memory.array(raw.remaining(), where, "segment");
    raw.get(raw.position(), turned);
    Bits.reverse(turned);
    return ByteBuffer.wrap(turned);
  }

  private static int inflate(
      Compression compression, ByteBuffer raw, byte[] plain, long which, Location where) {
    try {
      return Inflation.decode(compression, raw, plain);
    } catch (IllegalArgumentException e) {
      throw TiffFile.wrong(where, "segment " + which + " is damaged: " + e.getMessage()).because(e);
    }
  }

  private ByteBuffer pixels(byte[] plain, int rows, int rowSamples, int samples) {
    TiffPage.Coding coding = of.coding();
    DType dtype = of.dtype();
    if (coding.predictor() == 2) {
      int size = coding.bits() / 8;
      Predictor.horizontal(plain, rowSamples * size, size, samples, dtype.order());
    } else if (coding.predictor() == 3) {
      int size = coding.bits() / 8;
      Predictor.floating(plain, rowSamples * size, size, samples, dtype.order());
    }
    if (coding.bits() == 8 * dtype.itemSize()) {
      return ByteBuffer.wrap(plain).order(dtype.order());
    }
    long unpacked = (long) rows * rowSamples * dtype.itemSize();
    byte[] wide = Memory.array(unpacked, of.directory().where(), "segment");
    Bits.unpack(plain, rows, rowSamples, coding.bits(), wide, dtype.itemSize());
    return ByteBuffer.wrap(wide).order(dtype.order());
  }

  private ByteBuffer jpeg(ByteBuffer raw, int columns, int rows, int samples) throws IOException {
    Location where = of.directory().where();
    JpegImage image = JpegImage.parse(raw, of.directory().bytes(Tag.JPEG_TABLES), where);
    boolean isRoomy =
        image.width() == columns && image.height() >= rows && image.samples() == samples;
    if (!isRoomy) {
      throw TiffFile.wrong(
          where,
          "a JPEG segment has "
              + image.height()
              + " x "
              + image.width()
              + " x "
              + image.samples()
              + " pixels instead of "
              + rows
              + " x "
              + columns
              + " x "
              + samples);
    }
    boolean isColourDifference = of.directory().number(Tag.PHOTOMETRIC, 1) == 6;
    byte[] pixels = isColourDifference ? image.asRgb() : image.asStored();
    return ByteBuffer.wrap(pixels, 0, rows * columns * samples).slice();
  }
}
