package io.github.blueskyspark.assets;

import java.util.Arrays;

/**
 * Decodes blocks of four elements on each axis. Integers stand in the upper bits of longs, so that
 * those of 32 bits overflow as they do where the format was made. Not thread safe.
 */
final class ZfpBlock {
  private static final long NEGABINARY = 0xAAAAAAAAAAAAAAAAL;

  /** Bits of a plane that are read at once. */
  private static final int GROUP = 56;

  private final ZfpType type;
  private final ZfpMode mode;
  private final int axes;
  private final int size;

  /** The bits of an element. */
  private final long mask;

  private final int[] order;
  private final long[] packed;
  private final long[] numbers;

  ZfpBlock(ZfpType type, ZfpMode mode, int axes) {
    this.type = type;
    this.mode = mode;
    this.axes = axes;
    this.size = 1 << (2 * axes);
    this.mask = -1L << (64 - 8 * type.bytes());
    this.order = ZfpOrder.of(axes);
    this.packed = new long[size];
    this.numbers = new long[size];
  }

  /**
   * The next block: the bits of its elements, the first axis of the stream runs fastest.
   *
   * @throws DamagedChunkException when the stream ends too early; padding of the last block may be
   *     missing, as the library leaves it out where a block of zeros comes last
   */
  long[] next(ZfpBits in) throws DamagedChunkException {
    long start = in.position();
    if (type.exponentBits() > 0) {
      floats(in);
    } else {
      integers(in, mode.maxBits(), mode.precision());
      shiftDown();
    }
    if (in.isBeyond()) {
      throw new DamagedChunkException("the ZFP stream ends too early");
    }
    long missing = mode.minBits() - (in.position() - start);
    if (missing > 0) {
      in.skip(missing);
    }
    return numbers;
  }

  private void floats(ZfpBits in) {
    if (!in.bit()) {
      Arrays.fill(numbers, 0);
      return;
    }
    boolean reversible = mode.isReversible();
    if (reversible && in.bit()) {
      integers(in, rest(2), mode.precision());
      shiftDown();
      bitsOfFloats();
      return;
    }
    int stored = (int) in.bits(type.exponentBits());
    int exponent = stored - type.bias();
    int planes = Math.max(0, exponent - mode.exponent() + 2 * axes + 2);
    int head = type.exponentBits() + (reversible ? 2 : 1);
    integers(in, rest(head), Math.min(mode.precision(), planes));
    if (reversible && stored == 0) {
      Arrays.fill(numbers, 0);
    } else {
      scale(exponent);
    }
  }

  // What a block may still take; with less than its head it is as good as unlimited, as in the
  // unsigned numbers of the library.
  private long rest(int head) {
    return mode.maxBits() - head & 0xFFFFFFFFL;
  }

  private void integers(ZfpBits in, long maxBits, int precision) {
    long most = maxBits;
    int planes = precision;
    boolean reversible = mode.isReversible();
    if (reversible) {
      planes = (int) in.bits(type.planeBits()) + 1;
      most = maxBits - type.planeBits() & 0xFFFFFFFFL;
    }
    planes(in, most, Math.min(planes, 8 * type.bytes()));
    long sign = NEGABINARY & mask;
    for (int i = 0; i < size; i++) {
      numbers[order[i]] = (packed[i] ^ sign) - sign;
    }
    for (int stride = size / 4; stride > 0; stride /= 4) {
      for (int outer = 0; outer < size; outer += 4 * stride) {
        for (int at = outer; at < outer + stride; at++) {
          if (reversible) {
            sum(at, stride);
          } else {
            lift(at, stride);
          }
        }
      }
    }
  }

  // One bit plane after the other, the highest first: bits of the elements that had a one in a
  // plane before, then runs of zeros up to the next one.
  private void planes(ZfpBits in, long most, int planes) {
    Arrays.fill(packed, 0);
    long left = most;
    int known = 0;
    for (int plane = 63; plane > 63 - planes && left > 0; plane--) {
      int n = (int) Math.min(known, left);
      left -= n;
      for (int from = 0; from < n; from += GROUP) {
        long ones = in.bits(Math.min(GROUP, n - from));
        for (; ones != 0; ones &= ones - 1) {
          packed[from + Long.numberOfTrailingZeros(ones)] |= 1L << plane;
        }
      }
      while (known < size && left > 0) {
        left--;
        if (!in.bit()) {
          break;
        }
        int run = (int) Math.min(left, size - 1 - known);
        int zeros = in.zeros(run);
        left -= Math.min(run, zeros + 1);
        known += zeros;
        packed[known++] |= 1L << plane;
      }
    }
  }

  private long half(long number) {
    return number >> 1 & mask;
  }

  private void lift(int at, int stride) {
    long x = numbers[at];
    long y = numbers[at + stride];
    long z = numbers[at + 2 * stride];
    long w = numbers[at + 3 * stride];
    y += half(w);
    w -= half(y);
    y += w;
    w += w - y;
    z += x;
    x += x - z;
    y += z;
    z += z - y;
    w += x;
    x += x - w;
    numbers[at] = x;
    numbers[at + stride] = y;
    numbers[at + 2 * stride] = z;
    numbers[at + 3 * stride] = w;
  }

  // The transform that loses nothing: sums of sums.
  private void sum(int at, int stride) {
    long x = numbers[at];
    long y = numbers[at + stride];
    long z = numbers[at + 2 * stride];
    long w = numbers[at + 3 * stride];
    numbers[at + stride] = x + y;
    numbers[at + 2 * stride] = x + 2 * y + z;
    numbers[at + 3 * stride] = x + 3 * (y + z) + w;
  }

  private void shiftDown() {
    int shift = 64 - 8 * type.bytes();
    for (int i = 0; i < size; i++) {
      numbers[i] >>= shift;
    }
  }

  // Sign and magnitude instead of two's complement.
  private void bitsOfFloats() {
    long magnitude = type == ZfpType.FLOAT ? Integer.MAX_VALUE : Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      if (numbers[i] < 0) {
        numbers[i] ^= magnitude;
      }
    }
  }

  private void scale(int exponent) {
    if (type == ZfpType.FLOAT) {
      float unit = Math.scalb(1f, exponent - 30);
      for (int i = 0; i < size; i++) {
        numbers[i] = Float.floatToRawIntBits(unit * (int) (numbers[i] >> 32));
      }
    } else {
      double unit = Math.scalb(1d, exponent - 62);
      for (int i = 0; i < size; i++) {
        numbers[i] = Double.doubleToRawLongBits(unit * numbers[i]);
      }
    }
  }
}
