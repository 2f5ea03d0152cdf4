package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.nio.ByteBuffer;

/**
 * What the markers at the beginning of a JPEG stream say.
 *
 * @param width pixels in a row
 * @param height rows
 * @param samples a pixel, 1 or 3
 * @param isColourDifference whether three samples are luminance and colour differences
 */
record JpegMarkers(int width, int height, int samples, boolean isColourDifference) {
  private static final int RGB_IDS = ('R' << 16) | ('G' << 8) | 'B';

  /** Walks the segments up to the frame header. */
  static JpegMarkers of(byte[] stream, Location where) {
    ByteBuffer data = ByteBuffer.wrap(stream);
    if (stream.length < 4 || (data.getShort(0) & 0xFFFF) != 0xFFD8) {
      throw wrong(where, "it does not begin like a JPEG file");
    }
    boolean isJfif = false;
    int transform = -1;
    int at = 2;
    while (at + 4 <= stream.length) {
      int marker = data.get(at + 1) & 0xFF;
      if (data.get(at) != (byte) 0xFF) {
        throw wrong(where, "at byte " + at + " is no marker");
      }
      if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
        at += marker == 0xFF ? 1 : 2; // fill bytes, and markers without a length
        continue;
      }
      int length = data.getShort(at + 2) & 0xFFFF;
      if (length < 2 || at + 2 + length > stream.length || marker == 0xDA || marker == 0xD9) {
        break;
      }
      boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8;
      if (isFrame && marker != 0xCC) {
        return frame(data, at, length, marker, isJfif, transform, where);
      }
      isJfif |= marker == 0xE0 && length >= 7 && data.getInt(at + 4) == 0x4A464946;
      boolean isAdobe = marker == 0xEE && length >= 14 && data.getInt(at + 4) == 0x41646F62;
      transform = isAdobe ? data.get(at + 15) & 0xFF : transform;
      at += 2 + length;
    }
    throw wrong(where, "it ends before its frame header").as(AssetStatus.TRUNCATED);
  }

  private static JpegMarkers frame(
      ByteBuffer data,
      int at,
      int length,
      int marker,
      boolean isJfif,
      int transform,
      Location where) {
    if (length < 8) {
      throw wrong(where, "its frame header has " + length + " bytes");
    }
    int bits = data.get(at + 4) & 0xFF;
    int height = data.getShort(at + 5) & 0xFFFF;
    int width = data.getShort(at + 7) & 0xFFFF;
    int samples = data.get(at + 9) & 0xFF;
    if (bits != 8 || marker > 0xC2) {
      throw wrong(
          where,
          "it is of a kind that is not read (" + bits + " bits, frame " + (marker - 0xC0) + ")");
    }
    if (height == 0 || width == 0) {
      throw wrong(where, "it has " + height + " x " + width + " pixels");
    }
    if (samples != 1 && samples != 3) {
      throw wrong(where, "it has " + samples + " samples a pixel (CMYK is not read)");
    }
    int ids = 0;
    for (int i = 0; i < samples && 8 + 3 * i < length; i++) {
      ids = (ids << 8) | (data.get(at + 10 + 3 * i) & 0xFF);
    }
    boolean isRgb = !isJfif && (transform == 0 || (transform < 0 && ids == RGB_IDS));
    return new JpegMarkers(width, height, samples, samples == 3 && !isRgb);
  }

  static AssetException wrong(Location where, String found) {
    return new AssetException(
        where,
        "read JPEG image",
        found,
        "Copy the file again from where it was written, or leave it out");
  }
}
