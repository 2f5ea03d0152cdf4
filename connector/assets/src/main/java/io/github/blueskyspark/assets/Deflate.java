package io.github.blueskyspark.assets;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * zlib streams (filter 1). Sound ones go through {@link Inflate}; {@code java.util.zip} says what
 * is wrong with others.
 */
public final class Deflate implements Filter {
  private final Inflate fast = new Inflate();
  private final Inflater inflater = new Inflater();

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    if (size >= 0) {
      byte[] room = out.resize(size);
      int n = fast.zlib(new Piece(in.bytes(), 0, in.length()), new Piece(room, 0, out.length()));
      if (n != Inflate.UNSURE) {
        out.trim(n);
        return out;
      }
    }
    return slow(in, out, size, most);
  }

  private Block slow(Block in, Block out, long size, long most) throws DamagedChunkException {
    inflater.reset();
    inflater.setInput(in.bytes(), 0, in.length());
    long room = size >= 0 ? size : Math.min(most, in.length() * 4L + 64);
    byte[] target = out.resize(room);
    int at = 0;
    try {
      while (true) {
        int n = inflater.inflate(target, at, out.length() - at);
        at += n;
        if (inflater.finished()) {
          break;
        }
        if (n == 0 && at < out.length()) {
          throw new DamagedChunkException("the zlib stream ends after " + at + " bytes");
        }
        if (at == out.length()) {
          if (out.length() >= (size >= 0 ? size : most)) {
            finish(at);
            break;
          }
          target = out.grow(Math.min(most, out.length() * 2L));
        }
      }
    } catch (DataFormatException e) {
      throw new DamagedChunkException("the zlib stream is damaged: " + e.getMessage(), e);
    }
    out.trim(at);
    return out;
  }

  // All room is filled: only the end of the stream may follow.
  private void finish(int at) throws DataFormatException, DamagedChunkException {
    byte[] one = new byte[1];
    int more = inflater.inflate(one);
    if (more > 0 || !inflater.finished()) {
      throw new DamagedChunkException("the zlib stream gives more than the " + at + " bytes due");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
