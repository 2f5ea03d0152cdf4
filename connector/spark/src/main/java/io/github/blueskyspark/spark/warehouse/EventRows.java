package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.plan.ColumnFilter;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spark.parquet.ColumnNulls;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.tables.TableSchemas;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Where the rows of the streams are the events, one each, so that {@code events} needs no documents
 * for the columns both have.
 *
 * <p>That is so for a conversion that read single events only, wrote as many rows of streams as
 * events, and has no row that stands for no event. Then none was superseded and none delivered
 * twice, because each of these is an event without a row. Rows without an event come from stream
 * datums alone and have no time; so where there are stream datums, no row may lack its time.
 */
final class EventRows {
  /** Columns that the file's folder tells: the stream's name, and that nothing is superseded. */
  static final Set<String> TOLD = Set.of("stream", "superseded");

  private static final Set<String> STORED = TableSchemas.STREAM_FIXED;
  private static final String STREAMS = "stream/";

  private final OpenArchive opened;
  private final WarehouseFiles files;
  private final Map<Long, Boolean> known = new HashMap<>();

  EventRows(OpenArchive opened, WarehouseFiles files) {
    this.opened = opened;
    this.files = files;
  }

  /** Whether rows of streams have all columns that a query wants. */
  static boolean have(TableQuery query) {
    return query.columns().stream()
        .allMatch(c -> STORED.contains(c.name()) || TOLD.contains(c.name()));
  }

  /** The files of streams whose names conditions allow. */
  static List<ChosenFile> named(List<ChosenFile> all, List<ColumnFilter> filters) {
    return all.stream().filter(f -> allow(filters, f.file().folder())).toList();
  }

  private static boolean allow(List<ColumnFilter> filters, String folder) {
    return filters.stream()
        .filter(f -> f.column().equals("stream"))
        .allMatch(
            f ->
                switch (f.test()) {
                  case EQ, IN -> f.values().contains(TableFolder.member(folder));
                  case IS_NULL, NOT_NULL, LT, LE, GT, GE, STARTS_WITH -> true;
                });
  }

  /** Whether events of these files' conversions are the rows of the streams. */
  boolean holdAll(List<ChosenFile> documents) {
    return documents.stream()
        .map(f -> f.file().commit())
        .distinct()
        .allMatch(c -> known.computeIfAbsent(c, this::hold));
  }

  private boolean hold(long number) {
    List<StoredFile> rows = files.streams().stream().filter(f -> f.commit() == number).toList();
    Commit commit = files.commit(number);
    return isBalanced(commit)
        && rows.stream().allMatch(f -> TableFolder.isOf(f.folder()))
        && (count(commit, DocumentKind.STREAM_DATUM) == 0 || areTimed(rows));
  }

  /** Whether the log says so many rows as events. */
  static boolean isBalanced(Commit commit) {
    long documents = commit.documents().values().stream().mapToLong(Long::longValue).sum();
    long rows =
        commit.rows().entrySet().stream()
            .filter(e -> e.getKey().startsWith(STREAMS))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return commit.rows().getOrDefault("documents", 0L) == documents
        && count(commit, DocumentKind.EVENT_PAGE) == 0
        && count(commit, DocumentKind.BULK_EVENTS) == 0
        && count(commit, DocumentKind.EVENT) == rows;
  }

  private static long count(Commit commit, DocumentKind kind) {
    return commit.documents().getOrDefault(kind.label(), 0L);
  }

  private boolean areTimed(List<StoredFile> rows) {
    return opened
        .tasks()
        .map(
            "look up times",
            rows.stream().map(StoredFile::uri).toList(),
            new Untimed(opened.storage()))
        .stream()
        .allMatch(n -> n == 0);
  }

  /** Rows of a file without a time; -1 where it does not say. */
  record Untimed(HadoopStorage storage) implements TaskRunner.Work<String, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long apply(String uri) {
      try {
        return nulls(uri).orElse(-1);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }

    private OptionalLong nulls(String uri) throws IOException {
      try {
        return ColumnNulls.of(uri, "time", storage.configuration());
      } catch (FileNotFoundException e) {
        Path aside = ReplacedFile.of(new Path(uri), storage.configuration(), e);
        return ColumnNulls.of(aside.toString(), "time", storage.configuration());
      }
    }
  }
}
