package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of keys in a query that no run has, when all tasks of a scan have told the keys they met.
 * Made on the driver; tasks work on copies, which Spark merges back. A scan that ends early warns
 * of nothing.
 */
final class KeyWatch extends AccumulatorV2<KnownKeys, KnownKeys> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger("io.github.blueskyspark.search");

  @SuppressWarnings("serial") // immutable lists of core are serializable
  private final List<Predicate> conditions;

  private final int splits;
  private final KnownKeys planned;
  private KnownKeys keys = new KnownKeys();
  private int told;
  private boolean warned;

  /**
   * @param conditions whose keys are looked at
   * @param splits tasks of the scan
   * @param planned keys that planning has seen already
   */
  KeyWatch(List<Predicate> conditions, int splits, KnownKeys planned) {
    this.conditions = List.copyOf(conditions);
    this.splits = splits;
    this.planned = planned;
  }

  /** Logs a sentence for each key that no document has. */
  static void warn(List<Predicate> conditions, KnownKeys keys) {
    Set<String> sentences = new LinkedHashSet<>();
    conditions.forEach(c -> sentences.addAll(keys.warnings(c)));
    sentences.forEach(LOG::warn);
  }

  @Override
  public boolean isZero() {
    return told == 0;
  }

  @Override
  public AccumulatorV2<KnownKeys, KnownKeys> copy() {
    KeyWatch copy = new KeyWatch(conditions, splits, planned);
    copy.keys.add(keys);
    copy.told = told;
    copy.warned = warned;
    return copy;
  }

  @Override
  public void reset() {
    keys = new KnownKeys();
    told = 0;
  }

  @Override
  public void add(KnownKeys seen) {
    keys.add(seen);
    told++;
  }

  @Override
  public void merge(AccumulatorV2<KnownKeys, KnownKeys> other) {
    if (other instanceof KeyWatch task && task.told > 0) {
      keys.add(task.keys);
      told += task.told;
      if (told >= splits && !warned && isAtDriverSide()) {
        warned = true;
        keys.add(planned);
        warn(conditions, keys);
      }
    }
  }

  @Override
  public KnownKeys value() {
    return keys;
  }
}
