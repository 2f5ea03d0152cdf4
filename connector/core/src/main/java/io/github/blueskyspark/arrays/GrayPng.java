package io.github.blueskyspark.arrays;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** An image as PNG with 256 levels of grey. */
public final class GrayPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int WHITE = 255;

  /** Pixels that are sorted, at the most twice as many. */
  private static final int SAMPLES = 1 << 16;

  /** One pixel of as many is cut off at either end. */
  private static final int CUT = 1000;

  private static final int PIECE = 1 << 16;

  private GrayPng() {}

  /**
   * From a low value (black) to a high one (white): those between which 99.8 % of the pixels lie,
   * so that one hot pixel does not make the rest black. The highest number of an unsigned dtype of
   * 16 bits and more, which marks dead pixels, does not count; nor do NaN and infinities.
   *
   * @param array two axes (y, x), y downwards; axes of length 1 in front are left out
   * @throws OptionException for an array of other rank or without pixels
   */
  public static byte[] of(NdArray array) {
    double dead = dead(array.dtype());
    int step = Math.max(1, array.size() / SAMPLES);
    double[] seen = new double[array.size() / step + 1];
    int counted = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double[] block = new double[PIECE];
    for (int from = 0; from < array.size(); from += PIECE) {
      int n = Math.min(PIECE, array.size() - from);
      array.read(from, n, block);
      for (int i = 0; i < n; i++) {
        double value = block[i];
        if (Math.abs(value) <= Double.MAX_VALUE && value != dead) {
          low = Math.min(low, value);
          high = Math.max(high, value);
          if ((from + i) % step == 0) {
            seen[counted] = value;
            counted++;
          }
        }
      }
    }
    Arrays.sort(seen, 0, counted);
    int cut = counted / CUT;
    if (counted > 0 && seen[cut] < seen[counted - 1 - cut]) {
      return cut == 0 ? of(array, low, high) : of(array, seen[cut], seen[counted - 1 - cut]);
    }
    return of(array, Math.min(low, Double.MAX_VALUE), Math.max(high, -Double.MAX_VALUE));
  }

  private static double dead(DType dtype) {
    boolean isMarked = dtype.kind() == DType.Kind.UNSIGNED && dtype.itemSize() > 1;
    return isMarked ? Math.pow(2, 8.0 * dtype.itemSize()) - 1 : Double.NaN;
  }

  /**
   * From {@code low} (black) to {@code high} (white); what lies outside is cut off, NaN is black.
   *
   * @throws OptionException for an array of other rank or without pixels
   */
  public static byte[] of(NdArray array, double low, double high) {
    NdArray image = array.squeezedTo(2, "nd_png");
    if (image.size() == 0) {
      throw new OptionException(
          Location.of("function nd_png"),
          "draw array",
          "it has no pixels",
          "Leave empty arrays out");
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    byte[] about = new byte[13];
    ByteBuffer head = ByteBuffer.wrap(about).putInt(image.length(1)).putInt(image.length(0));
    head.put((byte) 8).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(png, "IHDR", about);
    chunk(png, "IDAT", pixels(image, low, high));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] pixels(NdArray image, double low, double high) {
    int width = image.length(1);
    double[] row = new double[width];
    byte[] line = new byte[width + 1];
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    Deflater deflater = new Deflater();
    try {
      for (int y = 0; y < image.length(0); y++) {
        image.read(y * width, width, row);
        for (int x = 0; x < width; x++) {
          line[x + 1] = (byte) level(row[x], low, high);
        }
        deflater.setInput(line);
        drain(deflater, piece, packed);
      }
      deflater.finish();
      drain(deflater, piece, packed);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static void drain(Deflater deflater, byte[] piece, ByteArrayOutputStream packed) {
    int n = deflater.deflate(piece);
    while (n > 0) {
      packed.write(piece, 0, n);
      n = deflater.deflate(piece);
    }
  }

  /** Halved before the difference, which could overflow. */
  private static int level(double value, double low, double high) {
    double share = (value / 2 - low / 2) / (high / 2 - low / 2);
    return (int) Math.round(Math.max(0, Math.min(1, share)) * WHITE);
  }

  private static void chunk(ByteArrayOutputStream png, String kind, byte[] body) {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(body);
    number(png, body.length);
    png.writeBytes(name);
    png.writeBytes(body);
    number(png, (int) sum.getValue());
  }

  /** Four bytes, the highest first. */
  private static void number(ByteArrayOutputStream png, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      png.write(value >>> shift);
    }
  }
}
