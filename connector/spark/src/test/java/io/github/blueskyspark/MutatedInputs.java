package io.github.blueskyspark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Detector files of every format behind documents, and ways to damage both. */
final class MutatedInputs {
  /**
   * A resource as documents describe it.
   *
   * @param files those it is made of, the one that is damaged first
   */
  record Input(
      String format,
      String mimetype,
      String uri,
      String parameters,
      String shape,
      long rows,
      List<String> files) {}

  private static final Path RESOURCES =
      Path.of(System.getProperty("bluesky.root"), "connector/assets/src/test/resources");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long[] LIES = {
    -1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 0, 1, 2, 0xFFFFFFFFL, 0x7FFFFFFFL, 1L << 40, 0xFFFF, 255
  };
  private static final List<String> WORDS =
      List.of(
          "-1",
          "0",
          "1",
          "9223372036854775807",
          "1e400",
          "null",
          "\"x\"",
          "[]",
          "[[1]]",
          "{}",
          "\"../../etc/passwd\"",
          "\"%999999999d\"",
          "\"{0.__class__}\"",
          "\"\\u0000\"",
          "2147483648");

  private final Map<String, byte[]> sound = new HashMap<>();
  private final List<Input> inputs = new ArrayList<>();

  MutatedInputs() throws IOException {
    hdf5();
    pictures("tiff", ".tif", "multipart/related;type=image/tiff");
    pictures("jpeg", ".jpg", "multipart/related;type=image/jpeg");
    pictures("npy", ".npy", "multipart/related;type=application/x-npy");
    zarr();
    text();
  }

  /** Inputs of a format. */
  List<Input> of(String format) {
    return inputs.stream().filter(i -> i.format.equals(format)).toList();
  }

  private void hdf5() throws IOException {
    JsonNode truth = JSON.readTree(RESOURCES.resolve("hdf5/truth.json").toFile());
    for (Map.Entry<String, JsonNode> file : truth.properties()) {
      byte[] bytes = Files.readAllBytes(RESOURCES.resolve("hdf5").resolve(file.getKey()));
      sound.put(file.getKey(), bytes);
      for (Map.Entry<String, JsonNode> dataset : file.getValue().properties()) {
        String parameters = JSON.createObjectNode().put("dataset", dataset.getKey()).toString();
        add(
            "hdf5",
            "application/x-hdf5",
            file.getKey(),
            parameters,
            dataset.getValue(),
            file.getKey());
      }
    }
  }

  private void add(
      String format, String type, String uri, String parameters, JsonNode said, String... files) {
    List<Long> shape = new ArrayList<>();
    said.path("shape").forEach(n -> shape.add(n.asLong()));
    long rows = shape.isEmpty() ? 1 : shape.get(0);
    List<Long> row = shape.isEmpty() ? shape : new ArrayList<>(shape);
    if (!row.isEmpty()) {
      row.set(0, 1L);
    }
    inputs.add(
        new Input(
            format, type, HeldFiles.ROOT + uri, parameters, row.toString(), rows, List.of(files)));
  }

  /** Sequences of three files, two of which are alike. */
  private void pictures(String format, String suffix, String type) throws IOException {
    JsonNode truth = JSON.readTree(RESOURCES.resolve("pictures/truth.json").toFile());
    for (Map.Entry<String, JsonNode> file : truth.properties()) {
      if (file.getKey().endsWith(suffix)) {
        byte[] bytes = Files.readAllBytes(RESOURCES.resolve("pictures").resolve(file.getKey()));
        String stem = file.getKey().substring(0, file.getKey().length() - suffix.length());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          names.add(stem + "/img_" + i + suffix);
          sound.put(names.get(i), bytes);
        }
        List<Long> shape = new ArrayList<>(List.of(1L));
        file.getValue().path("shape").forEach(n -> shape.add(n.asLong()));
        String parameters = "{\"template\": \"img_{:d}" + suffix + "\"}";
        String uri = HeldFiles.ROOT + stem + "/";
        inputs.add(new Input(format, type, uri, parameters, shape.toString(), 3, names));
      }
    }
  }

  private void zarr() throws IOException {
    JsonNode truth = JSON.readTree(RESOURCES.resolve("zarr/truth.json").toFile()).get("arrays");
    List<String> names = new ArrayList<>();
    try (InputStream in = Files.newInputStream(RESOURCES.resolve("zarr/stores.zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        sound.put(entry.getName(), zip.readAllBytes());
        names.add(entry.getName());
      }
    }
    for (Map.Entry<String, JsonNode> array : truth.properties()) {
      String[] own =
          names.stream().filter(n -> n.startsWith(array.getKey() + "/")).toArray(String[]::new);
      add("zarr", "application/x-zarr", array.getKey(), "{}", array.getValue(), own);
    }
  }

  private void text() {
    StringBuilder csv = new StringBuilder("a,b,c\n");
    byte[] raw = new byte[600];
    for (int i = 0; i < 100; i++) {
      csv.append(i).append(',').append(i * 0.5).append(",\"x ").append(i).append("\"\n");
      raw[6 * i] = (byte) i;
    }
    sound.put("table.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    sound.put(
        "plain.csv",
        csv.toString().replace("\"x ", "").replace("\"", "").getBytes(StandardCharsets.UTF_8));
    sound.put("frames.bin", raw);
    String root = HeldFiles.ROOT;
    inputs.add(
        new Input(
            "csv", "text/csv", root + "table.csv", "{}", "[1, 3]", 100, List.of("table.csv")));
    for (String parameters : List.of("{}", "{\"skiprows\": 1}", "{\"delimiter\": \";\"}")) {
      inputs.add(
          new Input(
              "csv",
              "text/csv;header=absent",
              root + "plain.csv",
              parameters,
              "[1, 3]",
              100,
              List.of("plain.csv")));
    }
    inputs.add(
        new Input(
            "raw",
            "application/octet-stream",
            root + "frames.bin",
            "{}",
            "[1, 10, 3]",
            10,
            List.of("frames.bin")));
  }

  /** The documents and files of an input, something of them damaged. */
  Map<String, byte[]> damaged(Input input, Random random) {
    Map<String, byte[]> files = new HashMap<>(sound);
    String documents = documents(input);
    if (random.nextInt(5) == 0) {
      documents = damaged(documents, random);
    } else {
      String name = input.files().get(random.nextInt(input.files().size()));
      boolean isText = name.endsWith("json") || name.endsWith(".zarray");
      files.put(name, isText ? digits(sound.get(name), random) : damaged(sound.get(name), random));
    }
    files.put("run.jsonl", documents.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** The documents and files of an input as they should be. */
  Map<String, byte[]> sound(Input input) {
    Map<String, byte[]> files = new HashMap<>(sound);
    files.put("run.jsonl", documents(input).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String documents(Input input) {
    return """
    ["start", {"uid": "run", "time": 1.0}]
    ["descriptor", {"uid": "d", "run_start": "run", "time": 1.0, "name": "primary", \
    "data_keys": {"det": {"source": "s", "dtype": "array", "shape": SHAPE, \
    "dtype_numpy": "<u2", "external": "STREAM:"}}}]
    ["stream_resource", {"uid": "r", "data_key": "det", "mimetype": "MIMETYPE", \
    "uri": "URI", "parameters": PARAMETERS, "run_start": "run"}]
    ["stream_datum", {"uid": "r/0", "stream_resource": "r", "descriptor": "d", \
    "seq_nums": {"start": 1, "stop": END}, "indices": {"start": 0, "stop": ROWS}}]
    ["stop", {"uid": "t", "run_start": "run", "time": 2.0, "exit_status": "success"}]
    """
        .replace("SHAPE", input.shape())
        .replace("MIMETYPE", input.mimetype())
        .replace("URI", input.uri())
        .replace("PARAMETERS", input.parameters())
        .replace("END", String.valueOf(input.rows() + 1))
        .replace("ROWS", String.valueOf(input.rows()));
  }

  /** One or two values of the documents are others. */
  private static String damaged(String documents, Random random) {
    String text = documents;
    for (int c = random.nextInt(2); c >= 0; c--) {
      int from = text.indexOf("\"shape\"") + random.nextInt(text.length() / 2);
      int colon = text.indexOf(": ", from);
      int end = colon + 2;
      int depth = 0;
      while (colon >= 0
          && end < text.length()
          && (depth > 0 || ",}]".indexOf(text.charAt(end)) < 0)) {
        depth +=
            "[{".indexOf(text.charAt(end)) >= 0 ? 1 : "]}".indexOf(text.charAt(end)) >= 0 ? -1 : 0;
        end++;
      }
      if (colon >= 0) {
        text =
            text.substring(0, colon + 2)
                + WORDS.get(random.nextInt(WORDS.size()))
                + text.substring(end);
      }
    }
    return text;
  }

  private static byte[] digits(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int c = random.nextInt(3); c >= 0; c--) {
      int at = random.nextInt(bytes.length);
      boolean isDigit = bytes[at] >= '0' && bytes[at] <= '9';
      bytes[at] = (byte) (isDigit ? '0' + random.nextInt(10) : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int kind = random.nextInt(6);
    if (kind == 0 || bytes.length == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    int range = random.nextBoolean() ? Math.min(bytes.length, 2048) : bytes.length;
    for (int c = random.nextInt(kind == 1 ? 40 : 3); c >= 0; c--) {
      int at = random.nextInt(range);
      if (kind <= 2) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      } else if (kind == 3) {
        bytes[at] = (byte) random.nextInt(256);
      } else if (kind == 4) {
        int width = 1 << random.nextInt(4);
        long lie = LIES[random.nextInt(LIES.length)];
        for (int b = 0; b < width && (at & -width) + b < bytes.length; b++) {
          bytes[(at & -width) + b] = (byte) (lie >>> (8 * b));
        }
      } else {
        int from = random.nextInt(bytes.length);
        int n = Math.min(1 + random.nextInt(64), bytes.length - Math.max(at, from));
        System.arraycopy(sound, from, bytes, at, n);
      }
    }
    return bytes;
  }
}
