package io.github.blueskyspark.assets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2 streams (filter 307). */
public final class Bzip2 implements Filter {
  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    long room = size >= 0 ? size : Math.min(most, in.length() * 4L + 64);
    byte[] target = out.resize(room);
    int at = 0;
    try (InputStream stream =
        new BZip2CompressorInputStream(
            new ByteArrayInputStream(in.bytes(), 0, in.length()), false)) {
      while (true) {
        if (at == out.length()) {
          if (at >= (size >= 0 ? size : most)) {
            break;
          }
          target = out.grow(Math.min(most, out.length() * 2L));
        }
        int n = stream.read(target, at, out.length() - at);
        if (n < 0) {
          break;
        }
        at += n;
      }
    } catch (IOException e) {
      throw new DamagedChunkException("the bzip2 stream is damaged: " + e.getMessage(), e);
    }
    out.trim(at);
    return out;
  }
}
