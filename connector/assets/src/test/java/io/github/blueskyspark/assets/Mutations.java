package io.github.blueskyspark.assets;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Damages files and reads them. {@code -Dmutations=100000} for the long run, {@code
 * -Dmutations.seed} for another one.
 */
public final class Mutations {
  private static final int COUNT = Integer.getInteger("mutations", 2000);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);
  private static final long SLOW = 5_000_000_000L;
  private static final long[] LIES = {
    -1, Long.MAX_VALUE, Long.MIN_VALUE, 0, 1, 0xFFFFFFFFL, 0x7FFFFFFFL, 1L << 40, 0xFFFF, 255, 2
  };

  private final AssetReader reader;
  private final Pictures pictures;

  /** Mutations of the files of one format. */
  public Mutations(AssetReader reader) {
    this.reader = reader;
    this.pictures = new Pictures(reader);
  }

  /** What went wrong: other exceptions than ours, files left open, and slow answers. */
  public List<String> failures(String suffix) throws IOException {
    List<String> names = Pictures.truth(suffix).stream().map(Map.Entry::getKey).toList();
    Map<String, byte[]> sound = new HashMap<>();
    for (String name : names) {
      sound.put(name, Files.readAllBytes(Path.of(Pictures.uri(name))));
    }
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < COUNT && failures.size() < 20; i++) {
      Random random = new Random(SEED + i);
      String name = names.get(i % names.size());
      MemoryFiles files = new MemoryFiles(Map.of(name, mutated(sound.get(name), random)));
      long start = System.nanoTime();
      try {
        use(name, files);
      } catch (RuntimeException | IOException | Error e) {
        String at = Arrays.stream(e.getStackTrace()).limit(8).toList().toString();
        failures.add("mutation " + (SEED + i) + " of " + name + ": " + e + at);
      }
      if (System.nanoTime() - start > SLOW) {
        failures.add("mutation " + (SEED + i) + " of " + name + " is slow");
      }
      if (files.open() != 0) {
        failures.add("mutation " + (SEED + i) + " of " + name + " leaves files open");
      }
    }
    return failures;
  }

  private void use(String name, MemoryFiles files) throws IOException {
    try (ArrayAsset array = pictures.open(name, files)) {
      long[] shape = Pictures.all(array).shape();
      long[] count = shape.clone();
      for (int a = 0; a < count.length; a++) {
        count[a] = Math.min(count[a], 100);
      }
      array.read(Region.box(new long[count.length], count));
    } catch (AssetException e) {
      if (!e.getMessage().contains(name)) {
        throw new IllegalStateException("a message without the file", e);
      }
    }
    try {
      reader.list(name, Pictures.WHERE.asset(name), files);
    } catch (AssetException e) {
      return;
    }
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int kind = random.nextInt(5);
    if (kind == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    int changes = 1 + random.nextInt(kind == 1 ? 20 : 3);
    for (int c = 0; c < changes; c++) {
      // Most of what can lie is at the beginning of NPY and JPEG and of TIFF too.
      int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 300) : bytes.length);
      if (kind <= 2) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      } else if (kind == 3) {
        bytes[at] = (byte) random.nextInt(256);
      } else {
        int width = 1 << random.nextInt(4);
        long lie = LIES[random.nextInt(LIES.length)];
        for (int b = 0; b < width && (at & -width) + b < bytes.length; b++) {
          bytes[(at & -width) + b] = (byte) (lie >>> (8 * b));
        }
      }
    }
    return bytes;
  }
}
