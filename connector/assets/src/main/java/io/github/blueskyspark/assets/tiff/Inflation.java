package io.github.blueskyspark.assets.tiff;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Fills an array of known length from compressed bytes; what is too much is left. */
final class Inflation {
  private Inflation() {}

  /**
   * Decompresses.
   *
   * @return bytes that came; fewer than there is room where the data ends before
   * @throws IllegalArgumentException when the data is damaged
   */
  static int decode(Compression compression, ByteBuffer from, byte[] to) {
    return switch (compression) {
      case NONE -> {
        int n = Math.min(to.length, from.remaining());
        from.get(from.position(), to, 0, n);
        yield n;
      }
      case LZW -> Lzw.decode(from, to);
      case DEFLATE -> deflate(from, to);
      case PACKBITS -> packBits(from, to);
      case ZSTD -> zstd(from, to);
      case JPEG -> throw new IllegalArgumentException("JPEG is no stream of bytes; please report");
    };
  }

  private static int deflate(ByteBuffer from, byte[] to) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(from);
      int done = 0;
      while (done < to.length && !inflater.finished()) {
        int n = inflater.inflate(to, done, to.length - done);
        if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        done += n;
      }
      return done;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("Deflate: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static int packBits(ByteBuffer from, byte[] to) {
    int at = from.position();
    int done = 0;
    while (done < to.length && at < from.limit()) {
      int n = from.get(at);
      at++;
      if (n >= 0) {
        int run = Math.min(n + 1, Math.min(to.length - done, from.limit() - at));
        from.get(at, to, done, run);
        at += run;
        done += run;
      } else if (n != -128 && at < from.limit()) {
        int run = Math.min(1 - n, to.length - done);
        java.util.Arrays.fill(to, done, done + run, from.get(at));
        at++;
        done += run;
      }
    }
    return done;
  }

  private static int zstd(ByteBuffer from, byte[] to) {
    // what cannot be pressed takes little more room than before
    long most = to.length + to.length / 64 + (1L << 20);
    byte[] packed = new byte[(int) Math.min(from.remaining(), most)];
    from.get(from.position(), packed);
    try {
      long n = Zstd.decompressByteArray(to, 0, to.length, packed, 0, packed.length);
      if (Zstd.isError(n)) {
        throw new IllegalArgumentException("Zstandard: " + Zstd.getErrorName(n));
      }
      return (int) n;
    } catch (ZstdException e) {
      throw new IllegalArgumentException("Zstandard: " + e.getMessage(), e);
    }
  }
}
