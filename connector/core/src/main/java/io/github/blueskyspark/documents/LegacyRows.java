package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows that datums of one data key mean, in order of the events that name them.
 *
 * <p>A datum's {@code frame} counts on behind the last one where it starts again within the same
 * resource (bluesky-tiled-plugins: RunNormalizer, which carries it per stream and key); in another
 * resource it is that one's own row. Not thread safe.
 */
final class LegacyRows {
  /** Where the frames of one resource are, and the rows of those datums that came. */
  private static final class Count {
    private final Map<String, Long> rows = new HashMap<>();
    private long carry;
    private long next;

    /** A datum that comes again, with an event that was delivered twice, keeps its row. */
    long row(String datumId, long frame) {
      Long known = rows.get(datumId);
      if (known != null) {
        return known;
      }
      carry += frame + 1 < next ? next : 0;
      next = frame + 1;
      rows.put(datumId, carry + frame);
      return carry + frame;
    }
  }

  private final Map<String, Count> counts = new HashMap<>();

  /**
   * The row of the next datum.
   *
   * @param resource its resource document
   * @param datumId of the datum
   * @param kwargs of the datum
   * @param seqNum of the event that names it
   */
  long row(ObjectNode resource, String datumId, ObjectNode kwargs, long seqNum)
      throws MalformedDocument {
    long said = LegacyResource.index(resource, kwargs, seqNum);
    if (!LegacyResource.isFrame(kwargs)) {
      return said;
    }
    return counts
        .computeIfAbsent(Json.text(resource, "uid"), uid -> new Count())
        .row(datumId, said);
  }
}
