package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.OutputBuffer;
import java.nio.ByteBuffer;

/**
 * Casts plain numbers from one dtype to another as HDF5 does: values that do not fit become the
 * nearest that does.
 */
final class NumberCast {
  /** Bytes stay as they are. */
  static final NumberCast NONE = new NumberCast(null, null);

  private final DType from;
  private final DType to;

  private NumberCast(DType from, DType to) {
    this.from = from;
    this.to = to;
  }

  static NumberCast of(DType from, DType to) {
    return new NumberCast(from, to);
  }

  boolean isNone() {
    return from == null;
  }

  ByteBuffer convert(ByteBuffer bytes, OutputBuffer output) {
    int n = bytes.limit() / from.itemSize();
    ByteBuffer source = bytes.duplicate().order(from.order());
    ByteBuffer target = output.of((long) n * to.itemSize()).order(to.order());
    for (int i = 0; i < n; i++) {
      if (from.kind() == Kind.FLOAT) {
        fromFloat(floating(source, i), target, i);
      } else {
        fromInteger(integer(source, i), target, i);
      }
    }
    return target;
  }

  private double floating(ByteBuffer source, int i) {
    return switch (from.itemSize()) {
      case 2 -> HalfFloat.value(source.getShort(2 * i));
      case 4 -> source.getFloat(4 * i);
      default -> source.getDouble(8 * i);
    };
  }

  private long integer(ByteBuffer source, int i) {
    boolean signed = from.kind() == Kind.SIGNED;
    return switch (from.itemSize()) {
      case 1 -> signed ? source.get(i) : source.get(i) & 0xFF;
      case 2 -> signed ? source.getShort(2 * i) : source.getShort(2 * i) & 0xFFFF;
      case 4 -> signed ? source.getInt(4 * i) : source.getInt(4 * i) & 0xFFFFFFFFL;
      default -> source.getLong(8 * i);
    };
  }

  private boolean isHuge(long value) {
    return value < 0 && from.kind() == Kind.UNSIGNED && from.itemSize() == 8;
  }

  private void fromInteger(long value, ByteBuffer target, int i) {
    if (to.kind() == Kind.FLOAT) {
      double exact = isHuge(value) ? ((value >>> 1) | (value & 1)) * 2.0 : value;
      putFloat(exact, target, i);
      return;
    }
    int bits = 8 * to.itemSize();
    boolean signed = to.kind() == Kind.SIGNED;
    long most = signed ? -1L >>> (65 - bits) : bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
    long least = signed ? -most - 1 : 0;
    if (isHuge(value)) {
      put(!signed && bits == 64 ? value : most, target, i);
    } else {
      put(Math.max(least, Math.min(most, value)), target, i);
    }
  }

  private void fromFloat(double value, ByteBuffer target, int i) {
    if (to.kind() == Kind.FLOAT) {
      putFloat(value, target, i);
      return;
    }
    int bits = 8 * to.itemSize();
    boolean signed = to.kind() == Kind.SIGNED;
    double most = Math.pow(2, signed ? bits - 1 : bits);
    if (value >= most) {
      put(signed ? -1L >>> (65 - bits) : -1L, target, i);
    } else if (!signed && value >= 0x1p63) {
      put((long) (value - 0x1p63) ^ Long.MIN_VALUE, target, i);
    } else {
      double least = signed ? -most : 0;
      put((long) Math.max(least, value), target, i);
    }
  }

  private void put(long value, ByteBuffer target, int i) {
    switch (to.itemSize()) {
      case 1 -> target.put(i, (byte) value);
      case 2 -> target.putShort(2 * i, (short) value);
      case 4 -> target.putInt(4 * i, (int) value);
      default -> target.putLong(8 * i, value);
    }
  }

  private void putFloat(double value, ByteBuffer target, int i) {
    switch (to.itemSize()) {
      case 2 -> target.putShort(2 * i, HalfFloat.bits(value));
      case 4 -> target.putFloat(4 * i, (float) value);
      default -> target.putDouble(8 * i, value);
    }
  }
}
