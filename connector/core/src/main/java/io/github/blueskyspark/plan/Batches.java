package io.github.blueskyspark.plan;

import io.github.blueskyspark.plan.Survey.Batch;
import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.List;

/** Cuts planning work into pieces for tasks. */
final class Batches {
  private static final int SMALL = 512;
  private static final int BATCHES = 128;
  private static final int SMALL_BATCH = 16;

  private Batches() {}

  static List<Batch> of(List<List<FileRef>> groups) {
    List<Batch> batches = new ArrayList<>();
    int first = 0;
    for (List<List<FileRef>> part : cut(groups)) {
      batches.add(new Batch(first, part));
      first += part.size();
    }
    return batches;
  }

  static <T> List<List<T>> cut(List<T> all) {
    int size = all.size() <= SMALL ? SMALL_BATCH : (all.size() + BATCHES - 1) / BATCHES;
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      parts.add(new ArrayList<>(all.subList(i, Math.min(i + size, all.size()))));
    }
    return parts;
  }
}
