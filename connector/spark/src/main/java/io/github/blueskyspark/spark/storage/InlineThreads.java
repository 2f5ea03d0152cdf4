package io.github.blueskyspark.spark.storage;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A little work on a few threads of the driver; they end with the call. */
final class InlineThreads {
  private InlineThreads() {}

  /** Results in the order of the inputs; the first error ends the others. */
  static <T, R> List<R> map(int threads, List<T> inputs, Function<T, R> work) {
    if (inputs.size() <= 1 || threads <= 1) {
      return inputs.stream().map(work).toList();
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, inputs.size()));
    try {
      List<Future<R>> pending = new ArrayList<>();
      for (T input : inputs) {
        pending.add(pool.submit(() -> work.apply(input)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("Planning work failed; please report", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("cancelled while planning"));
    } finally {
      pool.shutdownNow();
    }
  }
}
