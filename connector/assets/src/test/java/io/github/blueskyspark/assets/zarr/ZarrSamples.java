package io.github.blueskyspark.assets.zarr;

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
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The test stores, ways to open them, and what zarr-python reads from them. */
final class ZarrSamples {
  private static final Path DIRECTORY = Path.of("src/test/resources/zarr");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ZarrSamples() {}

  static JsonNode truth() throws IOException {
    return JSON.readTree(DIRECTORY.resolve("truth.json").toFile()).get("arrays");
  }

  /** All files of the stores by their paths. */
  static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> all = new HashMap<>();
    try (InputStream in = Files.newInputStream(DIRECTORY.resolve("stores.zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        all.put(entry.getName(), zip.readAllBytes());
      }
    }
    return all;
  }

  static ArrayAsset open(AssetFiles files, String uri, String member) throws IOException {
    ObjectNode parameters = JSON.createObjectNode();
    if (!member.isEmpty()) {
      parameters.put("dataset", member);
    }
    Location where = Location.run("9f3c").stream("primary").key("det");
    return new ZarrReader()
        .open(
            new AssetRequest(
                uri, "application/x-zarr", parameters, Optional.empty(), List.of(), 0, where),
            files);
  }

  static long[] shape(ArrayAsset array) {
    return array.info().shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** A copy of a region, every number little endian. */
  static byte[] little(ArrayAsset array, Region region) throws IOException {
    ByteBuffer found = array.read(region);
    byte[] bytes = new byte[found.remaining()];
    found.get(bytes);
    DType dtype = array.info().dtype();
    for (int at = 0; at < bytes.length; at += dtype.itemSize()) {
      swap(bytes, at, dtype);
    }
    return bytes;
  }

  private static void swap(byte[] bytes, int at, DType dtype) {
    for (DType.Field f : dtype.fields()) {
      swap(bytes, at + f.offset(), f.type());
    }
    int unit = dtype.swapUnit();
    if (dtype.order() == java.nio.ByteOrder.BIG_ENDIAN) {
      for (int u = at; u < at + dtype.itemSize(); u += unit) {
        for (int i = 0; i < unit / 2; i++) {
          byte b = bytes[u + i];
          bytes[u + i] = bytes[u + unit - 1 - i];
          bytes[u + unit - 1 - i] = b;
        }
      }
    }
  }
}
