package io.github.blueskyspark.assets.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns differences back into values, row by row, where they stand. */
final class Predictor {
  private Predictor() {}

  /**
   * Horizontal differences of integers (or of the bits of floats).
   *
   * @param rowBytes bytes of a row
   * @param size bytes a sample
   * @param samples of a pixel: a sample is the difference to that of the pixel before
   */
  static void horizontal(byte[] bytes, int rowBytes, int size, int samples, ByteOrder order) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(order);
    int step = size * samples;
    for (int row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
      int end = row + rowBytes;
      switch (size) {
        case 1 -> {
          for (int i = row + step; i < end; i++) {
            bytes[i] += bytes[i - step];
          }
        }
        case 2 -> {
          for (int i = row + step; i + 2 <= end; i += 2) {
            data.putShort(i, (short) (data.getShort(i) + data.getShort(i - step)));
          }
        }
        case 4 -> {
          for (int i = row + step; i + 4 <= end; i += 4) {
            data.putInt(i, data.getInt(i) + data.getInt(i - step));
          }
        }
        default -> {
          for (int i = row + step; i + 8 <= end; i += 8) {
            data.putLong(i, data.getLong(i) + data.getLong(i - step));
          }
        }
      }
    }
  }

  /**
   * Differences of the bytes of floats, which stand plane by plane, the most significant first.
   *
   * @param size bytes a float
   * @param order in which the floats leave
   */
  static void floating(byte[] bytes, int rowBytes, int size, int samples, ByteOrder order) {
    byte[] row = new byte[rowBytes];
    int n = rowBytes / size;
    for (int at = 0; at + rowBytes <= bytes.length; at += rowBytes) {
      System.arraycopy(bytes, at, row, 0, rowBytes);
      for (int i = samples; i < rowBytes; i++) {
        row[i] += row[i - samples];
      }
      for (int i = 0; i < n; i++) {
        for (int b = 0; b < size; b++) {
          int place = order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b;
          bytes[at + i * size + place] = row[b * n + i];
        }
      }
    }
  }
}
