package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The order of a dump's events. Where a run's events are stored in the order of their times, which
 * is usual, nothing is kept of them; of the other runs, 36 bytes an event.
 */
final class EventOrder {
  private final BitSet disordered = new BitSet();
  private final Envelope envelope = new Envelope();
  private int[] runs = {};
  private double[] times = {};
  private int[] files = {};
  private long[] positions = {};
  private int[] lengths = {};
  private int[] sorted = {};
  private int count;

  private EventOrder() {}

  /** Looks at the events of a dump. */
  static EventOrder of(List<FileRef> files, RunTable table, Storage storage, ReadLimits limits)
      throws IOException {
    EventOrder order = new EventOrder();
    double[] last = new double[table.runs()];
    Arrays.fill(last, Double.NEGATIVE_INFINITY);
    for (FileRef file : files) {
      try (Pieces pieces = Pieces.open(file, storage, limits)) {
        order.look(pieces, table, last);
      }
    }
    if (!order.disordered.isEmpty()) {
      for (int i = 0; i < files.size(); i++) {
        try (Pieces pieces = Pieces.open(files.get(i), storage, limits)) {
          order.collect(pieces, table, i);
        }
      }
      order.sort();
    }
    return order;
  }

  private void look(Pieces pieces, RunTable table, double[] last) throws IOException {
    for (Step step = pieces.advance(); step != Step.END; step = pieces.advance()) {
      if (step == Step.DOCUMENT) {
        envelope.read(pieces.document().bytes(), pieces.document().from());
        int run = table.owner(CollectionName.EVENT, envelope);
        double time = envelope.time();
        if (run >= 0 && !Double.isNaN(time)) {
          if (time < last[run]) {
            disordered.set(run);
          }
          last[run] = time;
        }
      }
    }
  }

  private void collect(Pieces pieces, RunTable table, int file) throws IOException {
    for (Step step = pieces.advance(); step != Step.END; step = pieces.advance()) {
      if (step == Step.DOCUMENT) {
        MongoDocument document = pieces.document();
        envelope.read(document.bytes(), document.from());
        int run = table.owner(CollectionName.EVENT, envelope);
        if (run >= 0 && disordered.get(run)) {
          add(run, envelope.time(), file, document);
        }
      }
    }
  }

  private void add(int run, double time, int file, MongoDocument document) {
    if (count == runs.length) {
      int more = Math.max(1024, count * 2);
      runs = Arrays.copyOf(runs, more);
      times = Arrays.copyOf(times, more);
      files = Arrays.copyOf(files, more);
      positions = Arrays.copyOf(positions, more);
      lengths = Arrays.copyOf(lengths, more);
    }
    runs[count] = run;
    times[count] = time;
    files[count] = file;
    positions[count] = document.position();
    lengths[count] = (int) document.length();
    count++;
  }

  /** Merges runs of growing length; equal times stay as they are stored. */
  private void sort() {
    int[] from = new int[count];
    int[] to = new int[count];
    Arrays.setAll(from, i -> i);
    for (int width = 1; width > 0 && width < count; width *= 2) {
      for (int low = 0; low < count; low += 2 * width) {
        merge(from, to, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    sorted = from;
  }

  private void merge(int[] from, int[] to, int low, int middle, int high) {
    int a = low;
    int b = middle;
    for (int i = low; i < high; i++) {
      boolean first = a < middle && (b >= high || !isBefore(from[b], from[a]));
      to[i] = first ? from[a++] : from[b++];
    }
  }

  private boolean isBefore(int a, int b) {
    if (runs[a] != runs[b]) {
      return runs[a] < runs[b];
    }
    return Double.compare(times[a], times[b]) < 0;
  }

  /** Whether a run's events are stored in another order than that of their times. */
  boolean isDisordered(int run) {
    return run >= 0 && disordered.get(run);
  }

  /** Events of such runs. */
  int count() {
    return count;
  }

  /** Number of the file of the i-th of them, in order. */
  int file(int i) {
    return files[sorted[i]];
  }

  /** Offset in the file, uncompressed. */
  long position(int i) {
    return positions[sorted[i]];
  }

  /** Bytes of the stored document. */
  int length(int i) {
    return lengths[sorted[i]];
  }
}
