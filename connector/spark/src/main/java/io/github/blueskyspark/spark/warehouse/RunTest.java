package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import io.github.blueskyspark.predicates.RunFacts;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.spark.vectors.VariantNodes;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.unsafe.types.VariantVal;

/**
 * Which rows of {@code runs} the options {@code query}, {@code since} and {@code until} choose, and
 * conditions pushed down: by the start and stop documents, as everywhere else. Plain values, sent
 * to tasks; {@link #tester} makes what does the work there.
 *
 * @param time half-open range of the start time
 * @param conditions all must hold
 */
record RunTest(TimeRange time, List<Predicate> conditions) implements Serializable {
  private static final String START = "start";
  private static final String STOP = "stop";

  /** Copies the list. */
  RunTest {
    conditions = List.copyOf(conditions);
  }

  /** What options and pushed conditions say together. */
  static RunTest of(OptionValues options, List<Predicate> matches) {
    return new RunTest(TimeRange.of(options), MongoQuery.conditions(options, matches));
  }

  /** Whether every run is chosen. */
  boolean isOpen() {
    return time.isOpen() && conditions.isEmpty();
  }

  /** Whether {@code runs} tells enough: conditions on descriptors need the documents. */
  boolean isTold() {
    return conditions.stream().noneMatch(c -> c.targets().contains(Target.DESCRIPTORS));
  }

  /** Columns that the tester looks at. */
  StructType columns() {
    StructType columns = new StructType();
    if (!isOpen()) {
      columns = columns.add(START, DataTypes.VariantType);
    }
    return conditions.isEmpty() ? columns : columns.add(STOP, DataTypes.VariantType);
  }

  /** Tests rows in one task. */
  Tester tester() {
    return new Tester(time, conditions.stream().map(PredicateEvaluator::new).toList());
  }

  /** Not thread safe. */
  static final class Tester {
    private final TimeRange time;
    private final List<PredicateEvaluator> conditions;
    private final KnownKeys keys = new KnownKeys();

    private Tester(TimeRange time, List<PredicateEvaluator> conditions) {
      this.time = time;
      this.conditions = conditions;
    }

    /**
     * Whether a row is chosen.
     *
     * @param startColumn number of the column with start documents
     * @param stopColumn number of that with stop documents; looked at only for conditions
     */
    boolean test(ColumnarBatch batch, int startColumn, int stopColumn, int row) {
      if (time.isOpen() && conditions.isEmpty()) {
        return true;
      }
      if (conditions.isEmpty()) {
        return isInTime(batch.column(startColumn).getVariant(row));
      }
      Optional<JsonNode> start = document(batch.column(startColumn), row);
      boolean inTime =
          time.isOpen() || (start.isPresent() && time.contains(start.get().path("time")));
      Optional<JsonNode> stop = document(batch.column(stopColumn), row);
      start.ifPresent(d -> keys.add(Target.START, d));
      stop.ifPresent(d -> keys.add(Target.STOP, d));
      RunFacts run = new Ends(start, stop);
      return inTime && conditions.stream().allMatch(c -> c.matches(run));
    }

    private boolean isInTime(VariantVal start) {
      if (start == null) {
        return false;
      }
      Variant started = new Variant(start.getValue(), start.getMetadata()).getFieldByKey("time");
      return started != null && time.contains(VariantNodes.of(started));
    }

    /** Keys of the documents that conditions were tested on. */
    KnownKeys keys() {
      return keys;
    }

    private static Optional<JsonNode> document(ColumnVector column, int row) {
      VariantVal value = column.getVariant(row);
      return value == null
          ? Optional.empty()
          : Optional.of(VariantNodes.of(new Variant(value.getValue(), value.getMetadata())));
    }
  }

  private record Ends(Optional<JsonNode> start, Optional<JsonNode> stop) implements RunFacts {
    @Override
    public Iterable<JsonNode> descriptors() {
      return List.of();
    }
  }
}
