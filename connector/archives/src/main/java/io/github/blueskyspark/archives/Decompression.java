package io.github.blueskyspark.archives;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The uncompressed contents of a file: gzip and Zstandard are known by their first bytes, whatever
 * the file is called. Damage and bombs end the stream with {@link StreamDamage}.
 */
public final class Decompression extends InputStream {
  /** Output up to which any ratio is accepted. */
  static final long FREE = 64L << 20;

  private static final int HEAD = 4096;
  private static final int MAGIC = 4;
  private static final int GZIP = 0x1F8B;
  private static final int ZSTD = 0x28B52FFD;
  private static final int ZSTD_SKIPPABLE = 0x184D2A50;

  private final CountedInput source;
  private final InputStream in;
  private final int maxRatio;
  private long produced;

  private Decompression(CountedInput source, InputStream in, int maxRatio) {
    this.source = source;
    this.in = in;
    this.maxRatio = maxRatio;
  }

  /** The contents of a file, itself where it is not compressed. */
  static InputStream of(CountedInput source, int maxRatio) throws IOException {
    byte[] head = source.head(MAGIC);
    if (isGzip(head)) {
      return new Decompression(source, new GzipInput(source), maxRatio);
    }
    if (isZstd(head)) {
      return new Decompression(source, new ZstdInputStreamNoFinalizer(source), maxRatio);
    }
    return source;
  }

  /** The first bytes of a file as they are uncompressed, as far as its first bytes tell. */
  public static byte[] head(byte[] head) {
    if (!isCompressed(head)) {
      return head;
    }
    byte[] plain = new byte[HEAD];
    int length = 0;
    try (InputStream in = of(new CountedInput(new ByteArrayInputStream(head), head.length), 1)) {
      int got = in.read(plain, 0, plain.length);
      while (got > 0) {
        length += got;
        got = in.read(plain, length, plain.length - length);
      }
    } catch (IOException e) {
      // The head is cut somewhere; what came out of it until then is all there is to see.
      return Arrays.copyOf(plain, length);
    }
    return Arrays.copyOf(plain, length);
  }

  /** Whether a file with this beginning is compressed. */
  public static boolean isCompressed(byte[] head) {
    return isGzip(head) || isZstd(head);
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && ((head[0] & 0xFF) << 8 | (head[1] & 0xFF)) == GZIP;
  }

  private static boolean isZstd(byte[] head) {
    if (head.length < MAGIC) {
      return false;
    }
    int big = 0;
    int little = 0;
    for (int i = 0; i < MAGIC; i++) {
      big = big << 8 | (head[i] & 0xFF);
      little |= (head[i] & 0xFF) << (8 * i);
    }
    return big == ZSTD || (little & ~0xF) == ZSTD_SKIPPABLE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got;
    try {
      got = in.read(target, offset, length);
    } catch (IOException e) {
      if (source.failure().isPresent()) {
        throw e;
      }
      throw new StreamDamage(
          "damaged-compression",
          "the compressed stream breaks off after "
              + source.count()
              + " bytes of the file: "
              + e.getMessage(),
          e);
    }
    produced += Math.max(got, 0);
    if (produced > FREE && produced / maxRatio > source.count()) {
      throw new StreamDamage(
          "ratio",
          produced
              + " bytes came out of "
              + source.count()
              + ", more than the "
              + maxRatio
              + " to 1 that are allowed",
          null);
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
