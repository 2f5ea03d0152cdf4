package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.BuiltIndex;
import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.SplitPlan;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.Finding;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.RunIndexFile;
import java.io.IOException;
import java.util.List;

/**
 * An archive ready to be planned. Thread safe: sessions plan queries side by side, the core's
 * archive does not.
 */
public final class OpenArchive {
  private final Archive archive;
  private final HadoopStorage storage;

  OpenArchive(Archive archive, HadoopStorage storage) {
    this.archive = archive;
    this.storage = storage;
  }

  /** See {@link Archive#options}; {@code path} holds absolute URIs. */
  public OptionValues options() {
    return archive.options();
  }

  /** Where its files are, for the tasks. */
  public Storage storage() {
    return storage;
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
