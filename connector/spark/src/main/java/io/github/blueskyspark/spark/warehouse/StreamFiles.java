package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spark.parquet.FooterSchema;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.Column.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Whether files of a stream hold columns as the table of the chosen runs shows them. All files that
 * were written at once have one schema, so one footer of each writer is enough.
 */
final class StreamFiles {
  private static final int MOST_KEPT = 1_000;

  private final OpenArchive opened;
  private final WarehouseFiles files;
  private final StreamLayouts layouts;
  private final Map<Writer, StructType> known;

  /**
   * @param known columns of files that were looked at before; more are put there
   */
  StreamFiles(
      OpenArchive opened,
      WarehouseFiles files,
      StreamLayouts layouts,
      Map<Writer, StructType> known) {
    this.opened = opened;
    this.files = files;
    this.layouts = layouts;
    this.known = known;
  }

  /** Files that were written at once. */
  record Writer(String folder, long commit, String name) {
    static Writer of(StoredFile file) {
      return new Writer(file.folder(), file.commit(), file.writer());
    }
  }

  /** A footer's schema, looked up in a task. */
  record Footer(HadoopStorage storage) implements TaskRunner.Work<String, StructType> {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType apply(String uri) {
      try {
        return FooterSchema.of(uri, storage.configuration()).orElseGet(StructType::new);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  boolean hold(TableQuery query, List<ChosenFile> wanted) {
    boolean arrays =
        query.columns().stream().anyMatch(c -> c.origin().kind() == Origin.Kind.EXTERNAL);
    if (arrays && !ServedOptions.leaveArrays(opened.options())) {
      return false;
    }
    if (query.columns().stream().allMatch(c -> c.origin().kind() == Origin.Kind.FIXED)) {
      return true;
    }
    if (known.size() > MOST_KEPT) {
      known.clear();
    }
    Map<Writer, StoredFile> one = new LinkedHashMap<>();
    wanted.forEach(chosen -> one.putIfAbsent(Writer.of(chosen.file()), chosen.file()));
    lookAt(one.values().stream().filter(f -> !known.containsKey(Writer.of(f))).toList());
    for (StoredFile file : one.values()) {
      StructType schema = known.get(Writer.of(file));
      boolean copied = ServedOptions.storedArrays(files.commit(file));
      boolean holds =
          query.columns().stream().allMatch(c -> holds(c, schema, file.commit(), copied));
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private void lookAt(List<StoredFile> unknown) {
    List<StructType> schemas =
        opened
            .tasks()
            .map(
                "look up columns",
                unknown.stream().map(StoredFile::uri).toList(),
                new Footer(opened.storage()));
    for (int i = 0; i < schemas.size(); i++) {
      known.put(Writer.of(unknown.get(i)), schemas.get(i));
    }
  }

  private boolean holds(Column column, StructType schema, long commit, boolean copied) {
    Origin origin = column.origin();
    String natural =
        switch (origin.kind()) {
          case FIXED -> column.name();
          case DATA, EXTERNAL -> origin.key();
          case TIMESTAMP -> "ts_" + origin.key();
          case CORRUPT -> "";
        };
    if (!natural.equals(column.name())) {
      return false;
    }
    if (origin.kind() == Origin.Kind.EXTERNAL && !copied) {
      return false;
    }
    Optional<StructField> stored = field(schema, column.name());
    if (stored.isEmpty()) {
      // no chosen run of this conversion has the key, so that its rows have null there
      return origin.kind() != Origin.Kind.FIXED
          && !layouts.declared().getOrDefault(commit, Set.of()).contains(origin.key());
    }
    String shown = SparkTypes.of(column.type()).catalogString();
    return stored.get().dataType().catalogString().equals(shown)
        && !stored.get().metadata().contains(LayoutVersion.WIDENED);
  }

  private static Optional<StructField> field(StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
