package io.github.blueskyspark.assets;

import com.github.luben.zstd.Zstd;
import io.github.blueskyspark.assets.Codecs.Piece;

/** One Zstandard frame (filter 32015). */
public final class ZstdFrame implements Filter {
  private final Codecs codecs = new Codecs();

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    long due = size;
    if (due < 0) {
      due = Zstd.getFrameContentSize(in.bytes(), 0, in.length());
      if (due < 0 || due > most) {
        throw new DamagedChunkException("a Zstandard frame declares " + due + " bytes");
      }
    }
    byte[] target = out.resize(due);
    codecs.zstd(new Piece(in.bytes(), 0, in.length()), new Piece(target, 0, (int) due));
    return out;
  }

  @Override
  public void close() {
    codecs.close();
  }
}
