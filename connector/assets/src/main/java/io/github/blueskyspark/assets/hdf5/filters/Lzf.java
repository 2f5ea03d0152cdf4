package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.BloscLz;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;

/** LibLZF streams (filter 32000), as h5py writes them. */
final class Lzf implements Filter {
  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    byte[] target = out.resize(most);
    int n = decode(in.bytes(), in.length(), target, out.length());
    out.trim(n);
    return out;
  }

  private static int decode(byte[] in, int length, byte[] out, int room)
      throws DamagedChunkException {
    int from = 0;
    int to = 0;
    while (from < length) {
      int control = in[from++] & 0xFF;
      if (control < 32) {
        int n = control + 1;
        if (n > room - to || n > length - from) {
          throw new DamagedChunkException("an LZF literal leads beyond its chunk");
        }
        System.arraycopy(in, from, out, to, n);
        from += n;
        to += n;
        continue;
      }
      int n = control >> 5;
      if (n == 7) {
        n += in[from++] & 0xFF;
      }
      int distance = ((control & 0x1F) << 8) + (in[from++] & 0xFF) + 1;
      n += 2;
      if (n > room - to || distance > to || from > length) {
        throw new DamagedChunkException("an LZF reference leads beyond its chunk");
      }
      BloscLz.repeat(out, to, distance, n);
      to += n;
    }
    return to;
  }
}
