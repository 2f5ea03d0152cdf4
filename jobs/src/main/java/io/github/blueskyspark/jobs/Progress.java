package io.github.blueskyspark.jobs;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * A line on the terminal that tells how far Spark is: tasks, bytes read, rate. Nothing where stderr
 * is no terminal.
 */
public final class Progress extends SparkListener {
  private static final long EVERY_NANOS = 200_000_000L;
  private static final int CELLS = 24;

  private final Console console;
  private final long began = System.nanoTime();
  private final AtomicInteger tasks = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong shownAt = new AtomicLong();

  private Progress(Console console) {
    this.console = console;
  }

  static void attach(SparkSession spark, Console console) {
    if (console.interactive() && !console.quiet()) {
      Progress progress = new Progress(console);
      spark.sparkContext().addSparkListener(progress);
      Runtime.getRuntime().addShutdownHook(new Thread(progress::clear));
    }
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
      console
          .err()
          .print(
              "\r" + line(done.get(), tasks.get(), bytes.get(), (now - began) / 1e9) + "\u001b[K");
      console.err().flush();
    }
  }

  private void clear() {
    console.err().print("\r\u001b[K");
    console.err().flush();
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
