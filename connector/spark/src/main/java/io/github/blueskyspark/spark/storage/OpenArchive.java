package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.BuiltIndex;
import io.github.blueskyspark.plan.RunLookup;
import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.SplitPlan;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.Finding;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.RunIndexFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * An archive ready to be planned. Thread safe: sessions plan queries side by side, the core's
 * archive does not.
 */
public final class OpenArchive {
  private final Archive archive;
  private final HadoopStorage storage;
  private final TaskRunner tasks;
  private Optional<Optional<RunLookup>> lookup = Optional.empty();
  private Optional<Sharing> shared = Optional.empty();

  private record Sharing(SparkContext context, HadoopStorage storage) {}

  OpenArchive(Archive archive, HadoopStorage storage, TaskRunner tasks) {
    this.archive = archive;
    this.storage = storage;
    this.tasks = tasks;
  }

  /** See {@link Archive#store}. */
  public Optional<String> store() {
    return archive.store();
  }

  /** Runs planning work. */
  public TaskRunner tasks() {
    return tasks;
  }

  /**
   * What finds the runs of this archive without its documents.
   *
   * @param maker makes it, once; empty where nothing does
   */
  public synchronized Optional<RunLookup> lookup(Supplier<Optional<RunLookup>> maker) {
    if (lookup.isEmpty()) {
      lookup = Optional.of(maker.get());
      lookup.get().ifPresent(archive::lookUpBy);
    }
    return lookup.get();
  }

  /** See {@link Archive#options}; {@code path} holds absolute URIs. */
  public OptionValues options() {
    return archive.options();
  }

  /** Where its files are, for the tasks. */
  public HadoopStorage storage() {
    return storage;
  }

  /** The same for the tasks of a scan, which share its settings. */
  public synchronized HadoopStorage taskStorage() {
    SparkContext now = SparkSession.active().sparkContext();
    if (shared.isEmpty() || shared.get().context() != now) {
      shared = Optional.of(new Sharing(now, storage.sharedBy(now)));
    }
    return shared.get().storage();
  }

  /** See {@link Archive#schema}. */
  public synchronized List<Column> schema(TableName table, String member) {
    return archive.schema(table, member);
  }

  /** See {@link Archive#streams}. */
  public synchronized List<String> streams() {
    return archive.streams();
  }

  /** See {@link Archive#externalKeys}. */
  public synchronized List<String> externalKeys() {
    return archive.externalKeys();
  }

  /** See {@link Archive#newestRuns}. */
  public synchronized List<String> newestRuns(int limit) {
    return archive.newestRuns(limit);
  }

  /** See {@link Archive#validate}. */
  public synchronized List<Finding> validate() {
    return archive.validate();
  }

  /** See {@link Archive#conditions}. */
  public List<Predicate> conditions(TableQuery query) {
    return archive.conditions(query);
  }

  /** See {@link Archive#keys}. */
  public synchronized KnownKeys keys() {
    return archive.keys();
  }

  /** Hosts that keep most bytes of each split; none where nobody knows. */
  public List<List<String>> hosts(List<Split> splits) {
    return new SplitHosts(storage.configuration()).of(splits);
  }

  /** See {@link Archive#plan}. */
  public synchronized SplitPlan plan(TableQuery query) {
    return archive.plan(query);
  }

  /** See {@link Archive#buildIndex}. */
  synchronized BuiltIndex buildIndex(RunIndexFile.Purpose purpose) throws IOException {
    return archive.buildIndex(purpose);
  }
}
