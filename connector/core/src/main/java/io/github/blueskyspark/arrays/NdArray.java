package io.github.blueskyspark.arrays;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An array in memory: dtype, shape and little-endian bytes in C order. The bytes are not copied;
 * treat as read only.
 *
 * <p>Thread safe as long as nobody writes the bytes.
 */
public final class NdArray {
  private final DType dtype;
  private final int[] shape;
  private final byte[] bytes;
  private final ByteBuffer data;
  private final int size;

  private NdArray(DType dtype, int[] shape, byte[] bytes, int size) {
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
    this.size = size;
    this.data = ByteBuffer.wrap(bytes).order(dtype.order());
  }

  /**
   * An array over bytes that exist.
   *
   * @throws OptionException when the bytes are not as many as dtype and shape say
   */
  public static NdArray of(DType dtype, int[] shape, byte[] bytes) {
    long size = 1;
    for (int n : shape) {
      size = n < 0 ? Long.MAX_VALUE : multiply(size, n);
    }
    if (multiply(size, dtype.itemSize()) != bytes.length) {
      throw new OptionException(
          Location.of("NDARRAY"),
          "use array of dtype " + dtype + " and shape " + Arrays.toString(shape),
          "it has " + bytes.length + " bytes",
          "Give it as many as its shape says");
    }
    return new NdArray(dtype, shape, bytes, (int) size);
  }

  private static long multiply(long a, long b) {
    return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
  }

  /** Type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** Number of axes. */
  public int rank() {
    return shape.length;
  }

  /** Length of an axis. */
  public int length(int axis) {
    return shape[axis];
  }

  /** The shape; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes, in the byte order of the dtype; a view of its own position. */
  public ByteBuffer data() {
    return data.duplicate().order(data.order());
  }

  /**
   * The same array with the axes of length 1 in front left out, down to {@code rank} axes.
   *
   * @param what the function that needs it, for the error
   * @throws OptionException when the rank is still another
   */
  public NdArray squeezedTo(int rank, String what) {
    int drop = 0;
    while (shape.length - drop > rank && shape[drop] == 1) {
      drop++;
    }
    if (shape.length - drop != rank) {
      throw new OptionException(
          Location.of("function " + what),
          "take an array of shape " + Arrays.toString(shape),
          "it needs " + rank + " axes",
          "Slice it first");
    }
    return drop == 0
        ? this
        : new NdArray(dtype, Arrays.copyOfRange(shape, drop, shape.length), bytes, size);
  }

  /**
   * Refuses arrays whose elements are no integers, floats or booleans.
   *
   * @param what the function that needs numbers, for the error
   */
  public NdArray numeric(String what) {
    if (!dtype.isNumeric()) {
      throw new OptionException(
          Location.of("function " + what),
          "take an array of dtype " + dtype,
          "its elements are no real numbers",
          "Use integers, floats or booleans");
    }
    return this;
  }

  /**
   * Elements as doubles: exact for floats and for integers up to 2^53.
   *
   * @param from first element, in C order
   * @param n how many
   * @param to filled from its beginning
   */
  public void read(int from, int n, double[] to) {
    int item = dtype.itemSize();
    int at = from * item;
    switch (dtype.kind()) {
      case BOOL -> {
        for (int i = 0; i < n; i++) {
          to[i] = bytes[at + i] == 0 ? 0 : 1;
        }
      }
      case SIGNED -> readSigned(at, n, to);
      case UNSIGNED -> readUnsigned(at, n, to);
      case FLOAT -> readFloats(at, n, to);
      case COMPLEX, BYTES, UNICODE, VOID, OBJECT ->
          throw new IllegalStateException("No numbers in " + dtype + "; please report");
    }
  }

  private void readSigned(int at, int n, double[] to) {
    switch (dtype.itemSize()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          to[i] = bytes[at + i];
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getShort(at + 2 * i);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getInt(at + 4 * i);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getLong(at + 8 * i);
        }
      }
    }
  }

  private void readUnsigned(int at, int n, double[] to) {
    switch (dtype.itemSize()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          to[i] = bytes[at + i] & 0xFF;
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getShort(at + 2 * i) & 0xFFFF;
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getInt(at + 4 * i) & 0xFFFFFFFFL;
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          to[i] = unsigned(data.getLong(at + 8 * i));
        }
      }
    }
  }

  private void readFloats(int at, int n, double[] to) {
    switch (dtype.itemSize()) {
      case 2 -> {
        for (int i = 0; i < n; i++) {
          to[i] = Elements.half(data.getShort(at + 2 * i));
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getFloat(at + 4 * i);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          to[i] = data.getDouble(at + 8 * i);
        }
      }
    }
  }

  /** An unsigned 64-bit integer as the nearest double. */
  static double unsigned(long bits) {
    if (bits >= 0) {
      return bits;
    }
    // Halved with the lost bit kept below, so that rounding goes the right way.
    return ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
