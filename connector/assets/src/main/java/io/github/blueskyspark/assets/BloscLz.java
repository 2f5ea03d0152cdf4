package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.util.Arrays;

/** BloscLZ, Blosc's own variant of FastLZ. */
public final class BloscLz {
  private static final int NEAR = 8191;

  private BloscLz() {}

  /** Decodes a stream that must fill the target exactly. */
  public static void decode(Piece in, Piece out) throws DamagedChunkException {
    byte[] source = in.bytes();
    byte[] target = out.bytes();
    int from = in.from();
    int end = in.from() + in.length();
    int start = out.from();
    int to = start;
    int limit = start + out.length();
    int control = in.length() == 0 ? 0 : source[from++] & 31;
    while (in.length() > 0) {
      if (control < 32) {
        int n = control + 1;
        if (n > limit - to || n > end - from) {
          throw new DamagedChunkException("a BloscLZ literal leads beyond its block");
        }
        System.arraycopy(source, from, target, to, n);
        from += n;
        to += n;
      } else {
        int n = (control >> 5) - 1;
        int distance = (control & 31) << 8;
        int code = 255;
        while (n >= 6 && code == 255) {
          code = next(source, from++, end);
          n += code;
        }
        code = next(source, from++, end);
        n += 3;
        if (code == 255 && distance == 31 << 8) {
          distance = next(source, from++, end) << 8;
          distance += next(source, from++, end) + NEAR;
        } else {
          distance += code;
        }
        distance++;
        if (n > limit - to || distance > to - start) {
          throw new DamagedChunkException("a BloscLZ reference leads beyond its block");
        }
        repeat(target, to, distance, n);
        to += n;
      }
      if (from >= end) {
        break;
      }
      control = source[from++] & 0xFF;
    }
    if (to != limit) {
      throw new DamagedChunkException(
          "a BloscLZ stream gives " + (to - start) + " bytes, " + out.length() + " are due");
    }
  }

  private static int next(byte[] source, int at, int end) throws DamagedChunkException {
    if (at >= end) {
      throw new DamagedChunkException("a BloscLZ stream ends too early");
    }
    return source[at] & 0xFF;
  }

  /** Copies what lies {@code distance} bytes before; the ranges may overlap and then repeat. */
  public static void repeat(byte[] bytes, int to, int distance, int length) {
    if (distance == 1) {
      Arrays.fill(bytes, to, to + length, bytes[to - 1]);
    } else if (distance >= length) {
      System.arraycopy(bytes, to - distance, bytes, to, length);
    } else {
      for (int i = to; i < to + length; i++) {
        bytes[i] = bytes[i - distance];
      }
    }
  }
}
