package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The seq_nums of one stream of one run: which came, and which came more than once because a plan
 * was rewound or a document was delivered twice.
 *
 * <p>Memory grows with the repeated seq_nums, not with the events.
 */
public final class StreamCensus {
  /** What becomes of an event. */
  public enum Verdict {
    /** The latest event of its seq_num. */
    CURRENT,
    /** A later event has the same seq_num. */
    SUPERSEDED,
    /** The same document word for word came before: no row of its own. */
    REPEATED
  }

  private final LongRanges seen = new LongRanges();
  private final Set<Long> repeated = new HashSet<>();
  private final Map<Long, List<ObjectNode>> watched = new HashMap<>();
  private final Map<Long, List<Verdict>> verdicts = new HashMap<>();
  private long events;

  void add(long seqNum) {
    events++;
    if (!seen.add(seqNum)) {
      repeated.add(seqNum);
    }
  }

  /** Remembers an event with a repeated seq_num, in order. */
  void watch(long seqNum, ObjectNode event) {
    watched.computeIfAbsent(seqNum, s -> new ArrayList<>()).add(event);
  }

  boolean isRepeated(long seqNum) {
    return repeated.contains(seqNum);
  }

  /** Whether a seq_num came again whose events were not compared; ask before {@link #settle()}. */
  boolean hasUnwatched() {
    return !watched.keySet().containsAll(repeated);
  }

  void settle() {
    watched.forEach((seq, same) -> verdicts.put(seq, judge(same)));
    watched.clear();
  }

  private List<Verdict> judge(List<ObjectNode> same) {
    List<Verdict> result = new ArrayList<>();
    int latest = 0;
    for (int i = 0; i < same.size(); i++) {
      boolean again = same.subList(0, i).contains(same.get(i));
      result.add(again ? Verdict.REPEATED : Verdict.SUPERSEDED);
      if (again) {
        events--;
      } else {
        latest = i;
      }
    }
    result.set(latest, Verdict.CURRENT);
    return result;
  }

  /** Events, each counted once however often it was delivered; superseded ones included. */
  public long events() {
    return events;
  }

  /** The seq_nums that have an event. */
  public LongRanges seqNums() {
    return seen;
  }

  /** How many events a later one replaced. */
  public long superseded() {
    return verdicts.values().stream()
        .flatMap(List::stream)
        .filter(v -> v == Verdict.SUPERSEDED)
        .count();
  }

  /** Walks the events again, in the same order. */
  public Walk walk() {
    return new Walk();
  }

  /** One walk over the events of the stream. */
  public final class Walk {
    private final Map<Long, Integer> passed = new HashMap<>();

    /** What becomes of the next event, which has this seq_num. */
    public Verdict next(long seqNum) {
      List<Verdict> known = verdicts.isEmpty() ? null : verdicts.get(seqNum);
      if (known == null) {
        return Verdict.CURRENT;
      }
      int at = passed.merge(seqNum, 1, Integer::sum) - 1;
      return at < known.size() ? known.get(at) : Verdict.CURRENT;
    }
  }
}
