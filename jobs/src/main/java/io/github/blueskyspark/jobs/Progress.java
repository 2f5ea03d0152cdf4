package io.github.blueskyspark.jobs;

import io.github.blueskyspark.converters.archive.ConversionStep;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * A line on the terminal that tells how far Spark is: tasks, bytes read, rate; of a conversion its
 * table, runs, bytes, rate and the time left. Nothing where stderr is no terminal, but a line a
 * table of a conversion when verbose.
 */
public final class Progress extends SparkListener {
  private static final long EVERY_NANOS = 200_000_000L;
  private static final int CELLS = 24;

  private final Console console;
  private final boolean verbose;
  private final long began = System.nanoTime();
  private final AtomicInteger tasks = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong shownAt = new AtomicLong();
  private final AtomicReference<Part> part = new AtomicReference<>();

  /** A table of a conversion, and how many tasks there had been before. */
  private record Part(ConversionStep step, int tasks, int done) {}

  /**
   * @param verbose whether each table of a conversion gets a line where stderr is no terminal
   */
  public Progress(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  void attach(SparkSession spark) {
    if (console.interactive() && !console.quiet()) {
      spark.sparkContext().addSparkListener(this);
      Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
    }
  }

  /** A conversion begins a table. */
  public void begins(ConversionStep step) {
    part.set(new Part(step, tasks.get(), done.get()));
    if (verbose && !console.interactive()) {
      console.note(line(step, 0, seconds()));
    }
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    tasks.addAndGet(stage.stageInfo().numTasks());
    show();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    done.incrementAndGet();
    if (task.taskMetrics() != null) {
      bytes.addAndGet(task.taskMetrics().inputMetrics().bytesRead());
    }
    show();
  }

  private void show() {
    long now = System.nanoTime();
    if (now - shownAt.get() >= EVERY_NANOS || done.get() == tasks.get()) {
      shownAt.set(now);
      console.err().print("\r" + line() + "\u001b[K");
      console.err().flush();
    }
  }

  private void clear() {
    console.err().print("\r\u001b[K");
    console.err().flush();
  }

  private String line() {
    Part current = part.get();
    if (current == null) {
      return line(done.get(), tasks.get(), bytes.get(), seconds());
    }
    int of = Math.max(1, tasks.get() - current.tasks());
    double share = Math.min(1, (done.get() - current.done()) / (double) of);
    return line(current.step(), share, seconds());
  }

  /**
   * How far a conversion is.
   *
   * @param share of the table's tasks that are done
   */
  static String line(ConversionStep step, double share, double seconds) {
    double all = Math.min(1, (step.number() - 1 + share) / Math.max(1, step.of()));
    int full = (int) (CELLS * all);
    double past = Math.max(seconds, 0.001);
    long passed = (long) (all * step.bytes());
    String left =
        all > 0 ? String.format(Locale.ROOT, ", %.0f s left", past * (1 - all) / all) : "";
    String runs = step.runs() > 0 ? step.runs() + " runs, " : "";
    return String.format(
        Locale.ROOT,
        "[%s%s] %s (%d of %d), %s%s of %s, %s/s%s",
        "=".repeat(full),
        " ".repeat(CELLS - full),
        step.table(),
        step.number(),
        step.of(),
        runs,
        size(passed),
        size(step.bytes()),
        size((long) (passed / past)),
        left);
  }

  static String line(int done, int tasks, long bytes, double seconds) {
    int full = tasks == 0 ? 0 : (int) ((long) CELLS * done / tasks);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d/%d tasks, %s, %s/s, %.0f s",
        "=".repeat(full),
        " ".repeat(CELLS - full),
        done,
        tasks,
        size(bytes),
        size((long) (bytes / Math.max(seconds, 0.001))),
        seconds);
  }

  /** Bytes for people, in powers of 1000. */
  public static String size(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
