package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Codecs;
import io.github.blueskyspark.assets.Codecs.Piece;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;

/**
 * HDF5's framing of LZ4 (filter 32004): sizes in big endian, then blocks, each packed or as it is.
 */
final class Lz4Framed implements Filter {
  private final Codecs codecs = new Codecs();

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    byte[] source = in.bytes();
    long total = in.length() < 12 ? -1 : Numbers.big64(source, 0);
    if (total < 0 || total > most) {
      throw new DamagedChunkException("an LZ4 chunk declares " + total + " of " + most + " bytes");
    }
    long block = Math.min(total, Numbers.big32(source, 8) & 0xFFFFFFFFL);
    byte[] target = out.resize(total);
    int from = 12;
    int to = 0;
    while (to < total) {
      int due = (int) Math.min(block, total - to);
      int packed = from + 4 > in.length() ? -1 : Numbers.big32(source, from);
      from += 4;
      if (due <= 0 || packed < 0 || packed > in.length() - from) {
        throw new DamagedChunkException("an LZ4 block leads beyond its chunk");
      }
      if (packed == due) {
        System.arraycopy(source, from, target, to, due);
      } else {
        codecs.lz4(new Piece(source, from, packed), new Piece(target, to, due));
      }
      from += packed;
      to += due;
    }
    return out;
  }

  @Override
  public void close() {
    codecs.close();
  }
}
