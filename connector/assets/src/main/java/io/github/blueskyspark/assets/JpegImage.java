package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One JPEG stream of 8-bit samples, decoded by the JDK's own library: baseline and progressive,
 * grey and three samples a pixel. Its size is known, and bounded, before anything is decoded.
 */
public final class JpegImage {
  /** Pixels that a stored byte can become at the most: a block of 64 costs at least a bit. */
  private static final int RATIO = 1024;

  private final byte[] stream;
  private final JpegMarkers markers;
  private final Location where;

  private JpegImage(byte[] stream, JpegMarkers markers, Location where) {
    this.stream = stream;
    this.markers = markers;
    this.where = where;
  }

  /**
   * Looks at the markers of a stream.
   *
   * @param bytes position to limit; the stream may be followed by others
   * @param tables of an abbreviated stream (TIFF's JPEGTables), begun and ended by markers
   * @throws AssetException when it is no JPEG stream of a supported kind, or cannot be as large as
   *     it says
   */
  public static JpegImage parse(ByteBuffer bytes, Optional<byte[]> tables, Location where) {
    byte[] own = Memory.array(bytes.remaining(), where, "JPEG stream");
    bytes.get(bytes.position(), own);
    JpegMarkers markers = JpegMarkers.of(own, where);
    long pixels = (long) markers.width() * markers.height() * markers.samples();
    if (pixels / RATIO > own.length) {
      throw JpegMarkers.wrong(
          where,
          own.length
              + " bytes cannot hold "
              + markers.height()
              + " x "
              + markers.width()
              + " pixels");
    }
    if (!hasEnd(own)) {
      throw JpegMarkers.wrong(where, "it ends before its end marker").as(AssetStatus.TRUNCATED);
    }
    return new JpegImage(tables.map(t -> joined(t, own)).orElse(own), markers, where);
  }

  /** Whether the end marker is there: last, or before what somebody appended. */
  private static boolean hasEnd(byte[] stream) {
    for (int i = stream.length - 2; i >= 0; i--) {
      if (stream[i] == (byte) 0xFF && stream[i + 1] == (byte) 0xD9) {
        return true;
      }
    }
    return false;
  }

  private static byte[] joined(byte[] tables, byte[] own) {
    int middle = Math.max(2, tables.length - 2);
    byte[] all = new byte[middle + own.length - 2];
    System.arraycopy(tables, 0, all, 0, Math.min(middle, tables.length));
    System.arraycopy(own, 2, all, middle, own.length - 2);
    return all;
  }

  /** Pixels in a row. */
  public int width() {
    return markers.width();
  }

  /** Rows. */
  public int height() {
    return markers.height();
  }

  /** Samples a pixel: 1 or 3. */
  public int samples() {
    return markers.samples();
  }

  /** Pixels as libjpeg shows them: grey, or red, green and blue; {@code [y, x, s]}. */
  public byte[] decode() throws IOException {
    return markers.isColourDifference() ? asRgb() : asStored();
  }

  /** Samples as they are stored, whatever they mean. */
  public byte[] asStored() throws IOException {
    long bytes = (long) width() * height() * samples();
    byte[] pixels = Memory.array(bytes, where, "JPEG image");
    Raster raster = raster();
    if (raster.getWidth() != width()
        || raster.getHeight() != height()
        || raster.getNumBands() != samples()) {
      throw JpegMarkers.wrong(where, "its parts contradict each other");
    }
    int row = width() * samples();
    int[] line = new int[row];
    for (int y = 0; y < height(); y++) {
      raster.getPixels(0, y, width(), 1, line);
      for (int i = 0; i < row; i++) {
        pixels[y * row + i] = (byte) line[i];
      }
    }
    return pixels;
  }

  /** The samples are luminance and colour differences: red, green and blue, as libjpeg rounds. */
  public byte[] asRgb() throws IOException {
    byte[] pixels = asStored();
    if (samples() != 3) {
      return pixels;
    }
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      int y = pixels[i] & 0xFF;
      int blue = (pixels[i + 1] & 0xFF) - 128;
      int red = (pixels[i + 2] & 0xFF) - 128;
      pixels[i] = clamped(y + ((91881 * red + 32768) >> 16));
      pixels[i + 1] = clamped(y + ((-22554 * blue - 46802 * red + 32768) >> 16));
      pixels[i + 2] = clamped(y + ((116130 * blue + 32768) >> 16));
    }
    return pixels;
  }

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  private Raster raster() throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.canReadRaster()) {
        return raster(reader);
      }
      reader.dispose();
    }
    throw new AssetException(
        where,
        "decode JPEG image",
        "this Java has no JPEG decoder (module java.desktop)",
        "Run it with a JDK that has it, such as a headless one");
  }

  private Raster raster(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    try (MemoryCacheImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(input, true, true);
      Raster raster = reader.readRaster(0, null);
      for (String warning : warnings) {
        // libjpeg goes on with grey pixels; these would be invented
        if (warning.contains("orrupt") || warning.contains("remature")) {
          throw JpegMarkers.wrong(where, warning).as(AssetStatus.TRUNCATED);
        }
      }
      return raster;
    } catch (IIOException | IllegalArgumentException | IllegalStateException e) {
      throw JpegMarkers.wrong(where, String.valueOf(e.getMessage())).because(e);
    } finally {
      reader.dispose();
    }
  }
}
