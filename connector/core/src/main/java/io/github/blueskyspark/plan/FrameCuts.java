package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cuts the rows of big external arrays into splits of whole chunks, so that no chunk is decoded by
 * two tasks.
 *
 * @param target bytes of array data a split should have
 */
record FrameCuts(long target) {
  private static final long LEAST = 16L << 20;
  private static final long MOST = 256L << 20;
  private static final int SPLITS_A_CORE = 4;
  private static final int MOST_PARTS = 16;
  private static final int MOST_SPLITS = 20_000;

  /**
   * The rows of one key of one run and stream.
   *
   * @param group number of the group of files
   * @param spans where they are
   * @param rowBytes bytes of a row, decoded
   * @param chunkRows rows that share a chunk, at least 1
   * @param places where resources lie, those in one file
   */
  record Work(
      int group,
      String runUid,
      String stream,
      List<FrameMap.Span> spans,
      long rowBytes,
      long chunkRows,
      Map<String, Place> places)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the collections. */
    public Work {
      spans = List.copyOf(spans);
      places = Map.copyOf(places);
    }

    /** Bytes of all rows. */
    long bytes() {
      return (long) Math.min(Long.MAX_VALUE / 4.0, exactBytes());
    }

    private double exactBytes() {
      return spans.stream().mapToDouble(FrameMap.Span::count).sum() * rowBytes;
    }
  }

  /**
   * A resource's file.
   *
   * @param rows rows in it
   */
  record Place(FileRef file, long rows) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** About where some rows are, as if the file held nothing else and these in order. */
    FilePart part(long first, long count) {
      double each = (double) file.size() / Math.max(1, rows);
      long from = Math.min(file.size(), (long) (each * first));
      return new FilePart(file, from, Math.min(file.size() - from, (long) (each * count) + 1));
    }
  }

  /** Splits of a few times as many tasks as run side by side. */
  static FrameCuts forTotal(long bytes, int parallelism) {
    return new FrameCuts(
        Math.max(LEAST, Math.min(MOST, bytes / ((long) parallelism * SPLITS_A_CORE))));
  }

  /** Documents may announce more rows than there are atoms: splits grow rather than multiply. */
  private long target(Work work) {
    return Math.max(target, (long) Math.min(Long.MAX_VALUE / 4.0, work.exactBytes() / MOST_SPLITS));
  }

  /** The splits of one work; together they cover every seq_num there is, announced or not. */
  List<Split> cut(Work work, List<FileRef> group) {
    List<Long> starts = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    List<List<FilePart>> parts = new ArrayList<>();
    List<FilePart> open = new ArrayList<>();
    starts.add(Long.MIN_VALUE);
    long most = target(work);
    long weight = 0;
    for (FrameMap.Span span : work.spans()) {
      long done = 0;
      while (done < span.count()) {
        long room = Math.max(1, (most - weight) / Math.max(1, work.rowBytes()));
        long step =
            toChunkEnd(
                span.fileIndexStart() + done,
                Math.min(room, span.count() - done),
                work.chunkRows());
        step = Math.min(step, span.count() - done);
        if (work.places().containsKey(span.resource()) && open.size() < MOST_PARTS) {
          open.add(work.places().get(span.resource()).part(span.fileIndexStart() + done, step));
        }
        done += step;
        weight += step * work.rowBytes();
        if (weight >= most && !(done == span.count() && isLast(work, span))) {
          starts.add(span.seqStart() + done);
          weights.add(weight);
          weight = 0;
          parts.add(open);
          open = new ArrayList<>();
        }
      }
    }
    weights.add(weight);
    parts.add(open);
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long stop = i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE;
      splits.add(
          new Split.Frames(
              group,
              work.runUid(),
              work.stream(),
              starts.get(i),
              stop,
              weights.get(i),
              parts.get(i)));
    }
    return splits;
  }

  private static boolean isLast(Work work, FrameMap.Span span) {
    return work.spans().get(work.spans().size() - 1).equals(span);
  }

  /** So many rows from {@code index} on, and those that share the last one's chunk. */
  private static long toChunkEnd(long index, long rows, long chunkRows) {
    long end = index + rows;
    long over = end % chunkRows;
    return over == 0 ? rows : rows + chunkRows - over;
  }
}
