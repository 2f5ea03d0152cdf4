package io.github.blueskyspark.assets.hdf5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The test files, ways to open them, and what h5py reads from them. */
final class Hdf5Samples {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DIRECTORY = Path.of("src/test/resources/hdf5");

  private Hdf5Samples() {}

  static String uri(String name) {
    return DIRECTORY.resolve(name).toString();
  }

  static JsonNode truth() throws IOException {
    return JSON.readTree(DIRECTORY.resolve("truth.json").toFile());
  }

  static ArrayAsset open(AssetFiles files, String uri, String dataset) throws IOException {
    ObjectNode parameters = JSON.createObjectNode().put("dataset", dataset);
    Location where = Location.run("9f3c").stream("primary").key("det");
    return new Hdf5Reader()
        .open(
            new AssetRequest(
                uri, "application/x-hdf5", parameters, Optional.empty(), List.of(), 0, where),
            files);
  }

  static long[] shape(ArrayAsset array) {
    return array.info().shape().stream().mapToLong(Long::longValue).toArray();
  }

  static Region all(ArrayAsset array) {
    return Region.all(shape(array));
  }

  /** A copy of a region, every number little endian. */
  static byte[] little(ArrayAsset array, Region region) throws IOException {
    ByteBuffer found = array.read(region);
    byte[] bytes = new byte[found.remaining()];
    found.get(bytes);
    DType dtype = array.info().dtype();
    for (int at = 0; at < bytes.length; at += dtype.itemSize()) {
      swap(bytes, dtype, at);
    }
    return bytes;
  }

  private static void swap(byte[] bytes, DType dtype, int at) {
    for (DType.Field f : dtype.fields()) {
      for (int i = 0; i < f.count(); i++) {
        swap(bytes, f.type(), at + f.offset() + i * f.type().itemSize());
      }
    }
    if (dtype.order() == ByteOrder.BIG_ENDIAN) {
      int unit = dtype.swapUnit();
      for (int from = at; from < at + dtype.itemSize(); from += unit) {
        for (int i = 0; i < unit / 2; i++) {
          byte b = bytes[from + i];
          bytes[from + i] = bytes[from + unit - 1 - i];
          bytes[from + unit - 1 - i] = b;
        }
      }
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
