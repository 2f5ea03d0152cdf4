package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The events of the runs of a part, run by run, by time: the server answers for each descriptor in
 * the order of its index, and the answers are merged here. Not thread safe.
 */
final class MergedEvents implements Feed {
  /** Asks for the events of one run; each answer is in the order of time. */
  @FunctionalInterface
  interface Asking {
    List<Feed> events(int run);
  }

  private static final class Answer {
    private final Feed feed;
    private final int number;
    private final Envelope envelope = new Envelope();
    private double time = Double.NEGATIVE_INFINITY;

    Answer(Feed feed, int number) {
      this.feed = feed;
      this.number = number;
    }

    double time() {
      return time;
    }

    int number() {
      return number;
    }
  }

  private final ServerRuns runs;
  private final Asking asking;
  private final PriorityQueue<Answer> waiting =
      new PriorityQueue<>(
          Comparator.comparingDouble(Answer::time).thenComparingInt(Answer::number));
  private final List<Feed> open = new ArrayList<>();
  private final Deque<Rejection> rejected = new ArrayDeque<>();
  private Optional<Rejection> told = Optional.empty();
  private int run = -1;
  private Optional<Answer> current = Optional.empty();

  MergedEvents(ServerRuns runs, Asking asking) {
    this.runs = runs;
    this.asking = asking;
  }

  @Override
  public Step advance() throws IOException {
    while (true) {
      if (current.isPresent()) {
        Answer answer = current.get();
        current = Optional.empty();
        next(answer);
      }
      if (!rejected.isEmpty()) {
        told = Optional.of(rejected.poll());
        return Step.REJECTED;
      }
      if (!waiting.isEmpty()) {
        return give(waiting.poll());
      }
      close();
      run++;
      if (run >= runs.table().runs()) {
        return Step.END;
      }
      open.addAll(asking.events(run));
      for (int i = 0; i < open.size(); i++) {
        next(new Answer(open.get(i), i));
      }
    }
  }

  /** Reads on in an answer and lets it wait for its turn. */
  private void next(Answer answer) throws IOException {
    Step step = answer.feed.advance();
    while (step != Step.END) {
      if (step == Step.REJECTED) {
        rejected.add(answer.feed.rejection());
      } else {
        MongoDocument document = answer.feed.document();
        answer.envelope.read(document.bytes(), document.from());
        if (runs.takes(CollectionName.EVENT, run, answer.envelope)) {
          runs.restore(run, document, answer.envelope);
          double time = answer.envelope.time();
          answer.time = Double.isNaN(time) ? answer.time : time;
          waiting.add(answer);
          return;
        }
      }
      step = answer.feed.advance();
    }
  }

  private Step give(Answer answer) {
    answer
        .feed
        .document()
        .named(
            Naming.name(CollectionName.EVENT, answer.envelope),
            runs.table().edits(CollectionName.EVENT, answer.envelope));
    current = Optional.of(answer);
    return Step.DOCUMENT;
  }

  @Override
  public MongoDocument document() {
    return current.orElseThrow().feed.document();
  }

  @Override
  public Rejection rejection() {
    return told.orElseThrow();
  }

  @Override
  public void close() throws IOException {
    waiting.clear();
    current = Optional.empty();
    for (Feed feed : open) {
      feed.close();
    }
    open.clear();
  }
}
