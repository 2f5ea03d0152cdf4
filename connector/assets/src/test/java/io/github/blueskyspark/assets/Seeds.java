package io.github.blueskyspark.assets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sound files below some directories, small ones, as seeds of damaged ones. */
final class Seeds {
  /**
   * A file or a store with what stands beside it.
   *
   * @param uri what is opened: the name of a file, or of a store's directory
   * @param own names of its files
   * @param files it and its neighbours
   */
  record Seed(String from, String uri, List<String> own, Map<String, byte[]> files) {}

  private static final int LARGEST = 100_000;
  private static final long[] LIES = {
    -1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 0, 1, 2, 0xFFFFFFFFL, 0x7FFFFFFFL, 1L << 40, 0xFFFF, 255
  };

  private final IdentityHashMap<byte[], SealedParts> sealed = new IdentityHashMap<>();

  /**
   * The seeds of a format: files by their ending, or directories of Zarr; {@code .bin} stands
   * beside seeds only.
   */
  static List<Seed> of(String format, List<String> endings, List<Path> directories)
      throws IOException {
    Map<Path, Map<String, byte[]>> folders = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.filter(p -> wanted(p, format, endings))
            .forEach(p -> add(folders, folder(p, format), p));
      }
    }
    List<Seed> seeds = new ArrayList<>();
    folders.forEach(
        (folder, files) -> {
          List<String> names = files.keySet().stream().sorted().toList();
          if (format.equals("zarr")) {
            seeds.add(new Seed(folder.toString(), folder.getFileName().toString(), names, files));
          } else {
            names.stream()
                .filter(n -> !n.endsWith(".bin"))
                .forEach(n -> seeds.add(new Seed(folder + "/" + n, n, List.of(n), files)));
          }
        });
    return seeds;
  }

  private static boolean wanted(Path path, String format, List<String> endings) {
    String name = path.getFileName().toString();
    boolean isOfFormat =
        format.equals("zarr")
            ? path.toString().contains(".zarr/")
            : endings.stream().anyMatch(name::endsWith);
    return isOfFormat && Files.isRegularFile(path) && path.toFile().length() <= LARGEST;
  }

  private static Path folder(Path path, String format) {
    Path folder = path.getParent();
    while (format.equals("zarr") && !folder.toString().endsWith(".zarr")) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static void add(Map<Path, Map<String, byte[]>> folders, Path folder, Path path) {
    String name = folder.relativize(path).toString();
    String key = folder.toString().endsWith(".zarr") ? folder.getFileName() + "/" + name : name;
    try {
      folders.computeIfAbsent(folder, f -> new HashMap<>()).put(key, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a seed, one of its own damaged. */
  Map<String, byte[]> damaged(Seed seed, Random random) {
    List<String> own = seed.own;
    if (own.size() > 1 && random.nextBoolean()) {
      own = own.stream().filter(n -> n.endsWith("json") || n.endsWith(".zarray")).toList();
    }
    String name = own.get(random.nextInt(own.size()));
    byte[] sound = seed.files.get(name);
    boolean isText = name.endsWith("json") || name.endsWith(".zarray") || name.endsWith(".csv");
    byte[] bytes = isText ? digits(sound, random) : damaged(sound, random);
    if (name.endsWith(".h5") && random.nextInt(3) > 0) {
      sealed.computeIfAbsent(sound, SealedParts::new).seal(bytes);
    }
    Map<String, byte[]> files = new HashMap<>(seed.files);
    files.put(name, bytes);
    return files;
  }

  private static byte[] digits(byte[] sound, Random random) {
    if (sound.length == 0 || random.nextInt(8) == 0) {
      return damaged(sound, random);
    }
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
    int kind = random.nextInt(8);
    if (kind == 0 || bytes.length == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    int range = random.nextBoolean() ? Math.min(bytes.length, 4096) : bytes.length;
    for (int c = random.nextInt(kind == 1 ? 40 : 3); c >= 0; c--) {
      int at = random.nextInt(range);
      switch (kind) {
        case 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> bytes[at] = (byte) random.nextInt(256);
        case 4 -> number(bytes, at, 1 << random.nextInt(4), LIES[random.nextInt(LIES.length)]);
        case 5 -> number(bytes, at, random.nextBoolean() ? 4 : 8, random.nextInt(bytes.length));
        case 6 -> number(bytes, at, 1 + random.nextInt(2), random.nextInt(40));
        default -> copy(sound, random.nextInt(bytes.length), bytes, at, 1 + random.nextInt(64));
      }
    }
    return bytes;
  }

  private static void number(byte[] bytes, int near, int width, long value) {
    int at = near & -Integer.highestOneBit(width);
    for (int b = 0; b < width && at + b < bytes.length; b++) {
      bytes[at + b] = (byte) (value >>> (8 * b));
    }
  }

  private static void copy(byte[] sound, int from, byte[] bytes, int at, int n) {
    System.arraycopy(sound, from, bytes, at, Math.min(n, bytes.length - Math.max(at, from)));
  }
}
