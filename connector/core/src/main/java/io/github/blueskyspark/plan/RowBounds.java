package io.github.blueskyspark.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of external arrays the pushed filters leave: an over-estimate, since the engine
 * filters again.
 *
 * @param seqStart first seq_num, inclusive
 * @param seqStop last, exclusive
 * @param streams names that may appear; any when empty
 */
record RowBounds(long seqStart, long seqStop, Optional<Set<String>> streams) {
  static RowBounds of(List<ColumnFilter> filters) {
    long start = Long.MIN_VALUE;
    long stop = Long.MAX_VALUE;
    Optional<Set<String>> streams = Optional.empty();
    for (ColumnFilter f : filters) {
      if (f.column().equals("seq_num")
          && !f.values().isEmpty()
          && f.values().stream().allMatch(Long.class::isInstance)) {
        long[] bounds = bounds(f);
        start = Math.max(start, bounds[0]);
        stop = Math.min(stop, bounds[1]);
      } else if (f.column().equals("stream")
          && (f.test() == ColumnFilter.Test.EQ || f.test() == ColumnFilter.Test.IN)) {
        Set<String> names = new HashSet<>();
        f.values().forEach(v -> names.add(v.toString()));
        streams.ifPresent(names::retainAll);
        streams = Optional.of(names);
      }
    }
    return new RowBounds(start, stop, streams);
  }

  private static long[] bounds(ColumnFilter f) {
    List<Long> values = f.values().stream().map(Long.class::cast).toList();
    long least = values.stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
    long most = values.stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
    return switch (f.test()) {
      case EQ, IN -> new long[] {least, next(most)};
      case LT -> new long[] {Long.MIN_VALUE, most};
      case LE -> new long[] {Long.MIN_VALUE, next(most)};
      case GT -> new long[] {next(least), Long.MAX_VALUE};
      case GE -> new long[] {least, Long.MAX_VALUE};
      case IS_NULL, NOT_NULL, STARTS_WITH -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
    };
  }

  private static long next(long value) {
    return value == Long.MAX_VALUE ? value : value + 1;
  }

  /** The same, in one stream and a range of seq_nums. */
  RowBounds within(long start, long stop, String stream) {
    return new RowBounds(
        Math.max(seqStart, start), Math.min(seqStop, stop), Optional.of(Set.of(stream)));
  }

  boolean has(String stream) {
    return streams.map(s -> s.contains(stream)).orElse(true);
  }

  /** First wanted seq_num of a span. */
  long from(long spanStart) {
    return Math.max(spanStart, seqStart);
  }

  /** One past the last wanted seq_num of a span. */
  long to(long spanStop) {
    return Math.min(spanStop, seqStop);
  }
}
