package io.github.blueskyspark.plan;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a function over many inputs, in parallel where the engine can; used while a query is
 * planned.
 */
public interface TaskRunner {
  /** A function that can be sent to a task. */
  interface Work<T, R> extends Function<T, R>, Serializable {}

  /**
   * Results in the order of the inputs.
   *
   * @param what shown to users while it runs
   */
  <T, R> List<R> map(String what, List<T> inputs, Work<T, R> work);

  /** How many tasks run side by side. */
  default int parallelism() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** One after the other in this thread. */
  static TaskRunner inline() {
    return new TaskRunner() {
      @Override
      public <T, R> List<R> map(String what, List<T> inputs, Work<T, R> work) {
        return inputs.stream().map(work).toList();
      }
    };
  }
}
