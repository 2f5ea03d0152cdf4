package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times of the events of a stream by seq_num, seconds since the epoch; for rows that come from
 * external arrays.
 */
public final class EventTimes {
  private final Map<RunIndex, Map<Long, Double>> times = new HashMap<>();

  private EventTimes() {}

  /** Knows no time. */
  public static EventTimes none() {
    return new EventTimes();
  }

  /** Reads them in one walk over the group. */
  public static EventTimes read(
      List<FileRef> files, GroupReading reading, GroupIndex index, String stream)
      throws IOException {
    EventTimes read = new EventTimes();
    try (EventWalk walk = new EventWalk(files, reading, index, Optional.of(stream))) {
      while (walk.next()) {
        if (!walk.superseded()) {
          read.times
              .computeIfAbsent(walk.run(), r -> new HashMap<>())
              .put(walk.header().seqNum(), walk.header().time());
        }
      }
    }
    return read;
  }

  /** Takes over what another one knows, of another stream of the same runs. */
  public void addAll(EventTimes others) {
    others.times.forEach(
        (run, known) -> times.computeIfAbsent(run, r -> new HashMap<>()).putAll(known));
  }

  /** The time of an event; NaN when the run has no event of that number. */
  public double of(RunIndex run, long seqNum) {
    return times.getOrDefault(run, Map.of()).getOrDefault(seqNum, Double.NaN);
  }
}
