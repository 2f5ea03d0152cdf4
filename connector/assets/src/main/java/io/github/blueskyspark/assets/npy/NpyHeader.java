package io.github.blueskyspark.assets.npy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Descr;
import io.github.blueskyspark.arrays.PythonLiteral;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an NPY file says of its array.
 *
 * @param dtype of an element, byte order included
 * @param shape of the array
 * @param isFortran whether the first axis runs fastest
 * @param offset of the first element in the file
 */
record NpyHeader(DType dtype, List<Long> shape, boolean isFortran, long offset) {
  private static final String MAGIC = "\u0093NUMPY";

  /** Longer headers are refused: numpy's own limit is 10,000, a thousand fields need 30,000. */
  private static final long LONGEST = 1 << 20;

  /** Copies the shape. */
  NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the header and compares it with the size of the file.
   *
   * @throws AssetException when it is no NPY file, of an unknown version or dtype, or too short
   */
  static NpyHeader read(RandomAccess file, Location where) throws IOException {
    byte[] start = new byte[(int) Math.min(12, file.size())];
    file.read(0, ByteBuffer.wrap(start));
    String magic = new String(start, StandardCharsets.ISO_8859_1);
    if (start.length < 10 || !magic.startsWith(MAGIC)) {
      throw wrong(where, "it does not begin like an NPY file", AssetStatus.UNREADABLE);
    }
    int version = start[6];
    ByteBuffer numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (version < 1 || version > 3 || (version > 1 && start.length < 12)) {
      throw wrong(where, "it has format version " + version, AssetStatus.UNREADABLE);
    }
    int at = version == 1 ? 10 : 12;
    long length = version == 1 ? numbers.getShort(8) & 0xFFFF : numbers.getInt(8) & 0xFFFFFFFFL;
    if (length > LONGEST) {
      throw wrong(where, "its header has " + length + " bytes", AssetStatus.UNREADABLE);
    }
    if (at + length > file.size()) {
      throw wrong(where, "it ends within its header", AssetStatus.TRUNCATED);
    }
    byte[] text = new byte[(int) length];
    file.read(at, ByteBuffer.wrap(text));
    try {
      NpyHeader header =
          parse(
              new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
              at + length);
      return header.checked(file.size(), where);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(where, String.valueOf(e.getMessage()), AssetStatus.UNREADABLE).because(e);
    }
  }

  /**
   * Reads the text of a header.
   *
   * @throws IllegalArgumentException with the reason when it is none
   */
  static NpyHeader parse(String text, long offset) {
    JsonNode said = PythonLiteral.parse(text);
    JsonNode order = said.path("fortran_order");
    JsonNode shape = said.path("shape");
    if (!said.isObject() || !said.has("descr") || !order.isBoolean() || !shape.isArray()) {
      throw new IllegalArgumentException("its header lacks descr, fortran_order or shape");
    }
    List<Long> lengths = new ArrayList<>();
    for (JsonNode n : shape) {
      if (!n.isIntegralNumber() || n.asLong() < 0) {
        throw new IllegalArgumentException("shape " + shape);
      }
      lengths.add(n.asLong());
    }
    if (lengths.size() > 64) {
      throw new IllegalArgumentException("an array of " + lengths.size() + " axes");
    }
    return new NpyHeader(Descr.parse(said.get("descr")), lengths, order.asBoolean(), offset);
  }

  /** Bytes of all elements. */
  long bytes() {
    long bytes = dtype.itemSize();
    for (long n : shape) {
      bytes = Math.multiplyExact(bytes, n);
    }
    return bytes;
  }

  private NpyHeader checked(long size, Location where) {
    if (dtype.itemSize() == 0) {
      throw wrong(where, "its elements have no bytes (" + dtype + ")", AssetStatus.UNREADABLE);
    }
    boolean isEmpty = shape.contains(0L);
    long bytes = isEmpty ? 0 : bytes();
    if (bytes > size - offset) {
      throw wrong(
          where,
          "its header tells of "
              + bytes
              + " bytes ("
              + dtype
              + " "
              + shape
              + "), "
              + (size - offset)
              + " are there",
          AssetStatus.TRUNCATED);
    }
    return this;
  }

  private static AssetException wrong(Location where, String found, AssetStatus status) {
    return new AssetException(
            where,
            "read NPY file",
            found,
            "Save the array again with numpy.save and allow_pickle=False, or leave the file out")
        .as(status);
  }
}
