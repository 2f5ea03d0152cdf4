package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** gzip members, their checksums verified. */
final class Gzip implements Filter {
  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    byte[] target = out.resize(size >= 0 ? size : Math.min(most, in.length() * 4L + 64));
    int at = 0;
    try (InputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(in.bytes(), 0, in.length()))) {
      while (true) {
        if (at == out.length()) {
          if (stream.read() < 0) {
            break;
          }
          throw new DamagedChunkException("a gzip stream gives more than " + at + " bytes");
        }
        int n = stream.read(target, at, out.length() - at);
        if (n < 0) {
          break;
        }
        at += n;
      }
    } catch (DamagedChunkException e) {
      throw e;
    } catch (IOException e) {
      throw new DamagedChunkException("a gzip stream is damaged: " + e.getMessage(), e);
    }
    out.trim(at);
    return out;
  }
}
