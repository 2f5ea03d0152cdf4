package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads parts of files one after the other. A reader that came to the end of its part goes on from
 * there with the next one, so that each pass over all parts reads a file once. Not thread safe.
 */
final class PartReaders implements Closeable {
  /** As many passes go over a part at once, or one behind the other. */
  private static final int KEPT = 4;

  /** A reader that stands before a piece. */
  private static final class Standing {
    private final DocumentReader reader;
    private long at;

    Standing(DocumentReader reader) {
      this.reader = reader;
    }
  }

  private final Map<FileRef, List<Standing>> idle = new HashMap<>();

  /**
   * Opens a part.
   *
   * @param from number of its first piece, 0-based; documents and rejected pieces count
   * @param to number of the piece behind its last
   * @param runs which pieces of the part are shown
   */
  DocumentReader open(FileRef file, long from, long to, Shard runs, GroupExtent.Opener opener)
      throws IOException {
    List<Standing> waiting = idle.computeIfAbsent(file, f -> new ArrayList<>());
    Standing best = null;
    for (Standing one : waiting) {
      if (one.at <= from && (best == null || one.at > best.at)) {
        best = one;
      }
    }
    Standing found = best == null ? new Standing(opener.open()) : best;
    waiting.remove(found);
    Part part = new Part(found, to, runs, waiting);
    boolean there = false;
    try {
      part.passOver(from);
      there = true;
    } finally {
      if (!there) {
        found.reader.close();
      }
    }
    return part;
  }

  @Override
  public void close() throws IOException {
    for (List<Standing> waiting : idle.values()) {
      for (Standing one : waiting) {
        one.reader.close();
      }
    }
    idle.clear();
  }

  private static final class Part implements DocumentReader {
    private final Standing standing;
    private final long to;
    private final Shard runs;
    private final List<Standing> waiting;
    private boolean usable = true;

    Part(Standing standing, long to, Shard runs, List<Standing> waiting) {
      this.standing = standing;
      this.to = to;
      this.runs = runs;
      this.waiting = waiting;
    }

    void passOver(long from) throws IOException {
      while (standing.at < from && step() != Step.END) {
        // on to the next
      }
    }

    private Step step() throws IOException {
      boolean before = usable;
      usable = false; // should this fail
      Step step = before ? standing.reader.advance() : Step.END;
      usable = step != Step.END;
      standing.at += usable ? 1 : 0;
      return step;
    }

    @Override
    public Step advance() throws IOException {
      while (standing.at < to) {
        boolean shown = runs.has(standing.at);
        Step step = step();
        if (shown || step == Step.END) {
          return step;
        }
      }
      return Step.END;
    }

    @Override
    public RawDocument document() {
      return standing.reader.document();
    }

    @Override
    public Rejection rejection() {
      return standing.reader.rejection();
    }

    @Override
    public void close() throws IOException {
      if (usable && waiting.size() < KEPT && !waiting.contains(standing)) {
        waiting.add(standing);
      } else if (!waiting.contains(standing)) {
        standing.reader.close();
      }
    }
  }
}
