package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Codecs.Piece;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.ZfpField;
import io.github.blueskyspark.assets.ZfpHeader;
import java.nio.ByteOrder;

/** ZFP, as numcodecs writes it: each chunk is a stream with its own header, little endian. */
final class Zfpy implements Filter {
  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    ZfpHeader header = ZfpHeader.read(in.bytes(), 0, in.length());
    long total = header.totalBytes();
    if (total > most) {
      throw new DamagedChunkException("a ZFP array of " + total + " bytes, at most " + most);
    }
    byte[] target = out.resize(total);
    new ZfpField(header.type(), header.shape(), header.mode(), ByteOrder.LITTLE_ENDIAN)
        .decode(
            new Piece(in.bytes(), 0, in.length()),
            header.bits(),
            new Piece(target, 0, out.length()));
    return out;
  }
}
