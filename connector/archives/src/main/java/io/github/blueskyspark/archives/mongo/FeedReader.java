package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.documents.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One feed after the other, each opened when the one before has ended. Not thread safe. */
final class FeedReader implements Feed {
  /** Opens a feed. */
  @FunctionalInterface
  interface Opening {
    Feed open() throws IOException;
  }

  private final Deque<Opening> left;
  private final Closeable owned;
  private Optional<Feed> feed = Optional.empty();

  FeedReader(List<Opening> feeds) {
    this(feeds, () -> {});
  }

  /**
   * @param owned what is closed with the reader
   */
  FeedReader(List<Opening> feeds, Closeable owned) {
    this.left = new ArrayDeque<>(feeds);
    this.owned = owned;
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
      closeFeed();
    }
  }

  @Override
  public MongoDocument document() {
    return feed.orElseThrow().document();
  }

  @Override
  public Rejection rejection() {
    return feed.orElseThrow().rejection();
  }

  private void closeFeed() throws IOException {
    if (feed.isPresent()) {
      feed.get().close();
      feed = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      closeFeed();
    } finally {
      owned.close();
    }
  }
}
