package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.errors.BlueskyException;
import io.github.blueskyspark.plan.TaskRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Planning work as Spark jobs where there is much of it, else in this thread.
 *
 * <p>Inputs and results travel as Java-serialized bytes: with {@code spark.serializer} set to Kryo,
 * records would not survive. Jobs carry the caller's job group, so cancelling the query cancels
 * them.
 */
final class SparkTasks implements TaskRunner {
  private static final int INLINE_AT_MOST = 32;
  private static final int TASKS_PER_CORE = 4;
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkSession session;

  SparkTasks(SparkSession session) {
    this.session = session;
  }

  @Override
  public int parallelism() {
    return session.sparkContext().defaultParallelism();
  }

  @Override
  public <T, R> List<R> map(String what, List<T> inputs, Work<T, R> work) {
    if (inputs.size() <= INLINE_AT_MOST) {
      return InlineThreads.map(parallelism(), inputs, work);
    }
    SparkContext context = session.sparkContext();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context);
    List<byte[]> sent = inputs.stream().map(SparkTasks::toBytes).toList();
    int tasks = Math.min(inputs.size(), Math.max(2, parallelism() * TASKS_PER_CORE));
    Optional<String> before = Optional.ofNullable(spark.getLocalProperty(DESCRIPTION));
    spark.setLocalProperty(DESCRIPTION, "Bluesky: " + what);
    List<byte[]> got;
    try {
      got =
          spark
              .parallelize(sent, tasks)
              .map(input -> toBytes(outcome(work, fromBytes(input))))
              .collect();
    } finally {
      spark.setLocalProperty(DESCRIPTION, before.orElse(null));
    }
    List<R> results = new ArrayList<>(got.size());
    for (byte[] bytes : got) {
      Outcome outcome = (Outcome) fromBytes(bytes);
      if (outcome.refusal() != null) {
        throw outcome.refusal();
      }
      results.add(cast(outcome.result()));
    }
    return results;
  }

  /** Either part is null: a plain pair, because {@link Optional} is not serializable. */
  private record Outcome(Object result, BlueskyException refusal) implements Serializable {}

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the types travelled as bytes
  private static <R> R cast(Object result) {
    return (R) result;
  }

  /**
   * An error that a user can mend is a result: it reaches the caller as it is, and no task is tried
   * again.
   */
  private static <T, R> Outcome outcome(Work<T, R> work, Object input) {
    try {
      return new Outcome(work.apply(SparkTasks.<T>cast(input)), null);
    } catch (BlueskyException e) {
      return new Outcome(null, e);
    }
  }

  private static byte[] toBytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException("A planning task cannot send its data; please report", e);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings(
      "BanSerializableRead") // bytes of our own tasks, from this application's executors
  private static Object fromBytes(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A planning task cannot read its data; please report", e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("A planning task lacks a class; please report", e);
    }
  }
}
