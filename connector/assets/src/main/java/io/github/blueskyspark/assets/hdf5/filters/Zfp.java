package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Codecs.Piece;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.ZfpField;
import io.github.blueskyspark.assets.ZfpHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * ZFP (filter 32013), as H5Z-ZFP writes it: the header of the stream stands in the client data,
 * axes of length 1 are left out.
 */
final class Zfp implements Filter {
  private final List<Integer> values;

  /** Of the machine that wrote: the header's words and the elements have it. */
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private ZfpHeader header;
  private ZfpField field;

  /**
   * The filter with its client data.
   *
   * @param values versions, then the words of the header
   */
  Zfp(List<Integer> values) {
    this.values = values;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    if (header == null) {
      byte[] words = words();
      if (!ZfpHeader.isAt(words, 0, words.length)) {
        order = ByteOrder.BIG_ENDIAN;
        words = words();
      }
      header = ZfpHeader.read(words, 0, words.length);
    }
    long total = header.totalBytes();
    if (total > most || (size >= 0 && total != size)) {
      throw new DamagedChunkException(
          "a ZFP array of " + total + " bytes, " + (size >= 0 ? size : most) + " are due");
    }
    if (field == null) {
      field = new ZfpField(header.type(), header.shape(), header.mode(), order);
    }
    byte[] target = out.resize(total);
    field.decode(new Piece(in.bytes(), 0, in.length()), 0, new Piece(target, 0, out.length()));
    return out;
  }

  private byte[] words() {
    int n = Math.max(0, values.size() - 1);
    ByteBuffer words = ByteBuffer.allocate(4 * n).order(order);
    for (int i = 1; i <= n; i++) {
      words.putInt(values.get(i));
    }
    return words.array();
  }
}
