package io.github.blueskyspark.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.LittleEndian;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The TIFF, NPY and JPEG test files, and what the Python stack reads from them. */
public final class Pictures {
  /** The place that every message must name. */
  public static final Location WHERE = Location.run("9f3c").stream("primary").key("det");

  private static final Path DIRECTORY = Path.of("src/test/resources/pictures");

  private final AssetReader reader;

  /** The files of one format. */
  public Pictures(AssetReader reader) {
    this.reader = reader;
  }

  /** Path of a file. */
  public static String uri(String name) {
    return DIRECTORY.resolve(name).toString();
  }

  /** Names of the files of a format, with what is known of them. */
  public static List<Map.Entry<String, JsonNode>> truth(String suffix) throws IOException {
    JsonNode all = new ObjectMapper().readTree(DIRECTORY.resolve("truth.json").toFile());
    return all.properties().stream().filter(e -> e.getKey().endsWith(suffix)).toList();
  }

  /** Opens a file. */
  public ArrayAsset open(String uri, AssetFiles files) throws IOException {
    AssetRequest request =
        new AssetRequest(
            uri,
            reader.mimetypes().iterator().next(),
            JsonNodeFactory.instance.objectNode(),
            Optional.empty(),
            List.of(),
            0,
            WHERE);
    return reader.open(request, files);
  }

  /** The whole array. */
  public static Region all(ArrayAsset array) {
    return Region.all(array.info().shape().stream().mapToLong(Long::longValue).toArray());
  }

  /** A copy of a region, every number little endian. */
  public static byte[] little(ArrayAsset array, Region region) throws IOException {
    return LittleEndian.bytes(array.info().dtype(), array.read(region));
  }

  /** SHA-256 as hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every file whole, and some random regions of it, against the truth; empty when all holds. */
  public List<String> differences(String suffix, LocalFiles files) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : truth(suffix)) {
      try (ArrayAsset array = open(uri(file.getKey()), files)) {
        JsonNode said = file.getValue();
        String dtype = array.info().dtype().littleEndian().toString();
        if (!said.path("dtype").asText().equals("struct")
            && !dtype.equals(said.path("dtype").asText())) {
          wrong.add(file.getKey() + " is " + dtype + " instead of " + said.path("dtype"));
        }
        if (!array
            .info()
            .shape()
            .toString()
            .replace(" ", "")
            .equals(said.get("shape").toString())) {
          wrong.add(file.getKey() + " is " + array.info().shape() + ", not " + said.get("shape"));
          continue;
        }
        byte[] whole = little(array, all(array));
        if (!isEqual(whole, said)) {
          wrong.add(file.getKey() + " has other pixels");
        }
        regions(file.getKey(), array, whole).ifPresent(wrong::add);
      } catch (AssetException e) {
        wrong.add(file.getKey() + ": " + e.getMessage());
      }
    }
    return wrong;
  }

  private static boolean isEqual(byte[] bytes, JsonNode said) {
    if (sha256(bytes).equals(said.path("sha256").asText())) {
      return true;
    }
    boolean isNear = said.has("tolerance") && said.path("values").size() == bytes.length;
    for (int i = 0; isNear && i < bytes.length; i++) {
      int other = said.path("values").get(i).asInt();
      isNear = Math.abs((bytes[i] & 0xFF) - other) <= said.path("tolerance").asInt();
    }
    return isNear;
  }

  private static Optional<String> regions(String name, ArrayAsset array, byte[] whole)
      throws IOException {
    Random random = new Random(name.hashCode());
    int size = array.info().dtype().itemSize();
    long[] shape = all(array).shape();
    for (int i = 0; i < 20 && whole.length > 0; i++) {
      long[] start = new long[shape.length];
      long[] count = new long[shape.length];
      long[] step = new long[shape.length];
      for (int a = 0; a < shape.length; a++) {
        start[a] = random.nextInt((int) shape[a]);
        step[a] = random.nextBoolean() ? 1 : 1L + random.nextInt(22);
        count[a] = 1L + random.nextInt((int) ((shape[a] - 1 - start[a]) / step[a]) + 1);
      }
      Region region = Region.stepped(start, count, step);
      byte[] part = little(array, region);
      ByteBuffer wanted = ByteBuffer.allocate((int) region.size() * size);
      gather(whole, shape, region, 0, 0, size, wanted);
      if (!ByteBuffer.wrap(part).equals(wanted.flip())) {
        return Optional.of(name + " differs in region " + region);
      }
    }
    return Optional.empty();
  }

  private static void gather(
      byte[] whole, long[] shape, Region region, int axis, long at, int size, ByteBuffer to) {
    if (axis == shape.length) {
      to.put(whole, (int) at * size, size);
      return;
    }
    for (long i = 0; i < region.count(axis); i++) {
      long next = at * shape[axis] + region.start(axis) + i * region.step(axis);
      gather(whole, shape, region, axis + 1, next, size, to);
    }
  }
}
