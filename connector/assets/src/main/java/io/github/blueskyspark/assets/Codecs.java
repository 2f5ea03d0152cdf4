package io.github.blueskyspark.assets;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * General compressors over parts of arrays, in the libraries that Spark ships. Each call fills the
 * target exactly or says what is wrong. Not thread safe.
 */
public final class Codecs implements AutoCloseable {
  /** A piece of an array. */
  public record Piece(byte[] bytes, int from, int length) {
    public Piece {
      if (from < 0 || length < 0 || length > bytes.length - from) {
        throw new IndexOutOfBoundsException("bytes " + from + " + " + length);
      }
    }
  }

  private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();
  private ZstdDecompressCtx zstd;
  private Inflate inflate;
  private Inflater inflater;

  public void lz4(Piece in, Piece out) throws DamagedChunkException {
    int n;
    try {
      n = lz4.decompress(in.bytes, in.from, in.length, out.bytes, out.from, out.length);
    } catch (LZ4Exception e) {
      throw new DamagedChunkException("an LZ4 block is damaged", e);
    }
    check("an LZ4 block", n, out);
  }

  public void zstd(Piece in, Piece out) throws DamagedChunkException {
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    int n;
    try {
      n = zstd.decompressByteArray(out.bytes, out.from, out.length, in.bytes, in.from, in.length);
    } catch (ZstdException e) {
      throw new DamagedChunkException("a Zstandard frame is damaged: " + e.getMessage(), e);
    }
    check("a Zstandard frame", n, out);
  }

  public void zlib(Piece in, Piece out) throws DamagedChunkException {
    if (inflate == null) {
      inflate = new Inflate();
    }
    if (inflate.zlib(in, out) == out.length) {
      return;
    }
    if (inflater == null) {
      inflater = new Inflater();
    }
    inflater.reset();
    inflater.setInput(in.bytes, in.from, in.length);
    int n = 0;
    try {
      while (n < out.length) {
        int some = inflater.inflate(out.bytes, out.from + n, out.length - n);
        if (some == 0) {
          break;
        }
        n += some;
      }
    } catch (DataFormatException e) {
      throw new DamagedChunkException("a zlib stream is damaged: " + e.getMessage(), e);
    }
    check("a zlib stream", n, out);
  }

  private static void check(String what, int found, Piece out) throws DamagedChunkException {
    if (found != out.length) {
      throw new DamagedChunkException(
          what + " gives " + found + " bytes, " + out.length + " are due");
    }
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
    if (inflater != null) {
      inflater.end();
    }
  }
}
