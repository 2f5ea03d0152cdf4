package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One feed after the other, each opened when the one before has ended. Not thread safe. */
final class FeedReader implements DocumentReader {
  /** Opens a feed. */
  @FunctionalInterface
  interface Opening {
    Feed open() throws IOException;
  }

  private final Deque<Opening> left;
  private Optional<Feed> feed = Optional.empty();

  FeedReader(List<Opening> feeds) {
    this.left = new ArrayDeque<>(feeds);
  }

  @Override
  public Step advance() throws IOException {
    while (true) {
      if (feed.isEmpty()) {
        if (left.isEmpty()) {
          return Step.END;
        }
        feed = Optional.of(left.poll().open());
      }
      Step step = feed.get().advance();
      if (step != Step.END) {
        return step;
      }
      close();
    }
  }

  @Override
  public RawDocument document() {
    return feed.orElseThrow().document();
  }

  @Override
  public Rejection rejection() {
    return feed.orElseThrow().rejection();
  }

  @Override
  public void close() throws IOException {
    if (feed.isPresent()) {
      feed.get().close();
      feed = Optional.empty();
    }
  }
}
