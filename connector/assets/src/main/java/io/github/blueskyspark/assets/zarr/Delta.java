package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Filter;
import java.nio.ByteBuffer;

/** Sums up differences of neighbours, in the arithmetic of their own type. */
final class Delta implements Filter {
  private final DType dtype;

  private Delta(DType dtype) {
    this.dtype = dtype;
  }

  static Delta of(DType dtype) throws BadMetadata {
    if (dtype.kind() == DType.Kind.FLOAT && dtype.itemSize() == 2) {
      throw new BadMetadata("codec delta is used on " + dtype);
    }
    return new Delta(dtype);
  }

  @Override
  public int added() {
    return 0;
  }

  @Override
  public Block decode(Block in, Block out, long due, long most) {
    ByteBuffer b = ByteBuffer.wrap(in.bytes(), 0, in.length()).order(dtype.order());
    int size = dtype.itemSize();
    boolean isReal = dtype.kind() == DType.Kind.FLOAT;
    for (int at = size; at + size <= in.length(); at += size) {
      int before = at - size;
      switch (size) {
        case 1 -> b.put(at, (byte) (b.get(at) + b.get(before)));
        case 2 -> b.putShort(at, (short) (b.getShort(at) + b.getShort(before)));
        case 4 -> {
          if (isReal) {
            b.putFloat(at, b.getFloat(at) + b.getFloat(before));
          } else {
            b.putInt(at, b.getInt(at) + b.getInt(before));
          }
        }
        default -> {
          if (isReal) {
            b.putDouble(at, b.getDouble(at) + b.getDouble(before));
          } else {
            b.putLong(at, b.getLong(at) + b.getLong(before));
          }
        }
      }
    }
    return in;
  }
}
