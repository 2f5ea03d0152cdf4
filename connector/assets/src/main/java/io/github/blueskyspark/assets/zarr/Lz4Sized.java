package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Codecs;
import io.github.blueskyspark.assets.Codecs.Piece;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;

/** One LZ4 block behind its unpacked size, as numcodecs writes it. */
final class Lz4Sized implements Filter {
  private final Codecs codecs = new Codecs();

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    int total = in.length() < 4 ? -1 : Numbers.little32(in.bytes(), 0);
    if (total < 0 || total > most) {
      throw new DamagedChunkException("an LZ4 chunk declares " + total + " of " + most + " bytes");
    }
    byte[] target = out.resize(total);
    codecs.lz4(new Piece(in.bytes(), 4, in.length() - 4), new Piece(target, 0, total));
    return out;
  }

  @Override
  public void close() {
    codecs.close();
  }
}
