package io.github.blueskyspark.spi;

import io.github.blueskyspark.predicates.KnownKeys;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What reading cost, counted where it happens; one object a task, shown in Spark's SQL tab. Thread
 * safe.
 */
public final class ReadMetrics {
  /** The counters, with the name users see. */
  public enum Counter {
    /** External files; the archive's own are not counted. */
    FILES_OPENED("files opened"),
    BYTES_READ("bytes read"),
    CHUNKS_DECODED("chunks decoded"),
    CHUNKS_SKIPPED("chunks skipped"),
    /** Nanoseconds. */
    DECODE_TIME("decode time"),
    RUNS_PLANNED("runs planned"),
    RUNS_SKIPPED_BY_INDEX("runs skipped by index"),
    DOCUMENTS_PARSED("documents parsed"),
    DOCUMENTS_QUARANTINED("documents quarantined");

    private final String label;

    Counter(String label) {
      this.label = label;
    }

    /** The name in Spark's SQL tab. */
    public String label() {
      return label;
    }
  }

  private final KnownKeys keys = new KnownKeys();
  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

  /** All at 0. */
  public ReadMetrics() {
    for (Counter c : Counter.values()) {
      counts.put(c, new LongAdder());
    }
  }

  /** Adds to a counter. */
  public void add(Counter counter, long amount) {
    counts.get(counter).add(amount);
  }

  /** Keys of the runs that conditions were tested on; for the task's own thread. */
  public KnownKeys keys() {
    return keys;
  }

  /** The count so far. */
  public long get(Counter counter) {
    return counts.get(counter).sum();
  }
}
