package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Filter;
import java.nio.ByteBuffer;

/** Brings whole numbers back to floats: stored / scale + offset. */
final class FixedScaleOffset implements Filter {
  private final DType stored;
  private final DType plain;
  private final double scale;
  private final double offset;

  private FixedScaleOffset(DType stored, DType plain, double scale, double offset) {
    this.stored = stored;
    this.plain = plain;
    this.scale = scale;
    this.offset = offset;
  }

  static FixedScaleOffset of(CodecSpec spec, DType dtype) throws BadMetadata {
    String said = spec.settings().path("dtype").asText(dtype.toString());
    DType plain = DTypes.parse(said).orElse(DType.object());
    String astype = spec.settings().path("astype").asText(said);
    DType stored = DTypes.parse(astype).orElse(DType.object());
    double scale = spec.settings().path("scale").asDouble(1);
    boolean isRead =
        plain.kind() == Kind.FLOAT
            && plain.itemSize() == dtype.itemSize()
            && plain.itemSize() >= 4
            && (stored.kind() == Kind.SIGNED
                || stored.kind() == Kind.UNSIGNED
                || stored.equals(plain))
            && scale != 0;
    if (!isRead) {
      throw new BadMetadata("codec fixedscaleoffset has " + spec.settings() + " on " + dtype);
    }
    return new FixedScaleOffset(stored, plain, scale, spec.settings().path("offset").asDouble(0));
  }

  /** The type that is stored. */
  DType stored() {
    return stored;
  }

  @Override
  public Block decode(Block in, Block out, long due, long most) {
    int n = in.length() / stored.itemSize();
    ByteBuffer from = ByteBuffer.wrap(in.bytes()).order(stored.order());
    byte[] target = out.resize((long) n * plain.itemSize());
    ByteBuffer to = ByteBuffer.wrap(target).order(plain.order());
    for (int i = 0; i < n; i++) {
      double value = number(from, i * stored.itemSize());
      if (plain.itemSize() == 4) {
        // numpy computes in the width of the stored integers, at least a float's.
        boolean isNarrow = stored.itemSize() <= 2 || stored.kind() == Kind.FLOAT;
        float narrow = (float) value / (float) scale + (float) offset;
        to.putFloat(4 * i, isNarrow ? narrow : (float) (value / scale + offset));
      } else {
        to.putDouble(8 * i, value / scale + offset);
      }
    }
    return out;
  }

  private double number(ByteBuffer from, int at) {
    boolean signed = stored.kind() == Kind.SIGNED;
    if (stored.kind() == Kind.FLOAT) {
      return stored.itemSize() == 4 ? from.getFloat(at) : from.getDouble(at);
    }
    return switch (stored.itemSize()) {
      case 1 -> signed ? from.get(at) : from.get(at) & 0xFF;
      case 2 -> signed ? from.getShort(at) : from.getShort(at) & 0xFFFF;
      case 4 -> signed ? from.getInt(at) : from.getInt(at) & 0xFFFFFFFFL;
      default -> {
        long v = from.getLong(at);
        yield signed || v >= 0 ? v : (v >>> 1 | (v & 1)) * 2.0;
      }
    };
  }
}
