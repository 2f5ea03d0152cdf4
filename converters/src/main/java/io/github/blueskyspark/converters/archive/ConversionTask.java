package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.blueskyspark.converters.layout.RowCounter;
import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.converters.layout.StagedCounts;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.TableRows;
import io.github.blueskyspark.converters.layout.TableSchemas;
import io.github.blueskyspark.converters.layout.TableWriter;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.TableFolder;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Copies the tables of an archive into the staging area, and counts. */
final class ConversionTask {
  private static final List<String> TABLES =
      List.of("streams", "data_keys", "configuration", "assets");

  /** Documents without one of which the table has no row, so that nothing has to be read for it. */
  private static final Map<String, Set<DocumentKind>> MADE_OF =
      Map.of(
          "streams", Set.of(DocumentKind.DESCRIPTOR),
          "data_keys", Set.of(DocumentKind.DESCRIPTOR),
          "configuration", Set.of(DocumentKind.DESCRIPTOR),
          "assets", Set.of(DocumentKind.RESOURCE, DocumentKind.STREAM_RESOURCE));

  /** Table that says how wide the rows of others are. */
  private static final String WIDTHS = "data_keys";

  private static final long BYTES_A_BUCKET = 256L << 20;
  private static final int MOST_BUCKETS = 10_000;

  private final SparkSession spark;
  private final ArchiveTables archive;
  private final Staging staging;
  private final ConvertRequest request;
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private final Consumer<ConversionStep> watcher;
  private final long bytes;
  private int begun;
  private int tables = 2 + TABLES.size() + 2;
  private final Optional<Dataset<Row>> taken;
  private final StagedTables staged;

  /**
   * @param taken uids of runs that other conversions have written and that are left out here; empty
   *     when there are none
   * @param bytes of the sources
   * @param watcher is told of each table
   */
  ConversionTask(
      SparkSession spark,
      ArchiveTables archive,
      Staging staging,
      ConvertRequest request,
      Optional<Dataset<Row>> taken,
      long bytes,
      Consumer<ConversionStep> watcher) {
    this.bytes = bytes;
    this.watcher = watcher;
    this.spark = spark;
    this.archive = archive;
    this.staging = staging;
    this.request = request;
    this.taken = taken;
    this.staged = new StagedTables(spark, staging, rows.keySet());
  }

  /** Rows written by table folder; folders without rows are left out. */
  Map<String, Long> rows() {
    return rows;
  }

  /** Looks at the documents that are staged before the tables made of them are. */
  @FunctionalInterface
  interface DocumentCheck {
    /** Throws when documents that were there before are missing. */
    void of(StagedTables staged) throws IOException;
  }

  /**
   * Stages every table.
   *
   * @param sources how many there are
   * @param schemas of tables that are there already
   * @param check is asked when there are runs
   * @return documents staged, by kind
   */
  Map<String, Long> stageAll(int sources, Optional<TableSchemas> schemas, DocumentCheck check)
      throws IOException {
    int buckets = (int) Math.min(1 + bytes / BYTES_A_BUCKET, MOST_BUCKETS);
    long runs = stageRuns(new TableWriter(staging, buckets, Math.max(1, sources)));
    TableWriter writer = new TableWriter(staging, buckets, runs, schemas);
    Dataset<Row> keys = writer.keys(staged.runs());
    Map<String, Long> documents = Map.of();
    if (runs > 0) {
      documents = stageDocuments(writer, keys);
      check.of(staged);
    }
    stageTables(writer, keys, documents);
    return documents;
  }

  /** What is in the staging area so far. */
  StagedTables staged() {
    return staged;
  }

  /** Stages {@code runs}; returns how many there are. */
  private long stageRuns(TableWriter writer) throws IOException {
    Writing writing =
        counter -> {
          Dataset<Row> runs = counter.watch(restricted(archive.table("runs")), List.of());
          writer.writeTimed(new TableRows("runs", runs, ""), col("start_time"));
        };
    return once("runs", writing).rows();
  }

  /** Stages the tables about runs, and every stream. */
  private void stageTables(TableWriter writer, Dataset<Row> keys, Map<String, Long> documents)
      throws IOException {
    for (String table : TABLES) {
      boolean empty =
          MADE_OF.get(table).stream().noneMatch(kind -> documents.containsKey(kind.label()));
      if (rows.containsKey(table)) {
        continue;
      } else if (empty) {
        begun++;
        continue;
      }
      stage(writer, keys, table, () -> restricted(archive.table(table)), "");
    }
    List<Row> external = staged.externalKeys();
    List<String> streams = streams();
    tables = 2 + TABLES.size() + streams.size() + 1;
    for (String stream : streams) {
      Set<String> columns = new LinkedHashSet<>();
      if (request.frames() != ConvertRequest.Frames.COPIED) {
        external.stream()
            .filter(k -> k.getString(0).equals(stream))
            .forEach(k -> columns.add(k.getString(1)));
      }
      stage(
          writer,
          keys,
          TableFolder.of(TableName.STREAM, stream),
          () -> without(restricted(archive.stream(stream)), columns),
          "seq_num",
          weights -> weights.ofStream(stream));
    }
    if (request.frames() == ConvertRequest.Frames.LOCATED) {
      tables++;
      stage(writer, keys, "chunks", () -> restricted(archive.table("chunks")), "");
    }
    if (request.frames() == ConvertRequest.Frames.COPIED) {
      Set<String> images = new TreeSet<>();
      external.stream()
          .filter(k -> k.getString(3).matches("ndarray|struct<dtype.*"))
          .forEach(k -> images.add(k.getString(2)));
      tables += images.size();
      for (String key : images) {
        stage(
            writer,
            keys,
            TableFolder.of(TableName.FRAMES, key),
            () -> restricted(archive.frames(key)),
            "index",
            weights -> weights.ofFrames(key));
      }
    }
    stage(writer, keys, "quarantine", () -> archive.table("quarantine"), "position");
  }

  /**
   * Stages {@code documents}, and compares what the archive gave with what the files hold.
   *
   * @return documents by kind
   * @throws ArchiveException when any is missing
   */
  private Map<String, Long> stageDocuments(TableWriter writer, Dataset<Row> keys)
      throws IOException {
    if (writer.spreads()) {
      stage(writer, keys, WIDTHS, () -> restricted(archive.table(WIDTHS)), "");
    }
    Dataset<Row> weighed = weighed(writer, keys, RunWeights::ofDocuments);
    List<Column> kinds = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      kinds.add(count(when(col("name").equalTo(kind.label()), lit(1))).as(kind.label()));
    }
    Writing writing =
        counter -> {
          Dataset<Row> documents = counter.watch(restricted(archive.table("documents")), kinds);
          writer.write(new TableRows("documents", documents, "position"), weighed);
        };
    StagedCounts counts = once("documents", writing);
    long rows = counts.rows();
    Map<String, Long> given = new TreeMap<>(counts.others());
    given.values().removeIf(n -> n == 0);
    Map<String, Long> held = rows > 0 ? staged.documentsByKind() : Map.of();
    if (!given.equals(held) && !spark.sparkContext().isLocal()) {
      // Tasks of a lost executor are done again, and what they read is counted again.
      given = StagedTables.kinds(restricted(archive.table("documents")));
    }
    if (!given.equals(held) || rows != held.values().stream().mapToLong(Long::longValue).sum()) {
      throw new ArchiveException(
          Location.file(request.sources().get(0)),
          "convert the archive",
          "documents read " + given + ", documents written " + held,
          "Run it again; if it stays so, please report it. Nothing of this conversion counts");
    }
    return held;
  }

  /**
   * Draws the balance of events, once everything is staged.
   *
   * @param documents by kind
   * @throws ArchiveException when an event is in no row
   */
  EventBalance balance(Map<String, Long> documents) {
    Map<String, Long> streams = new TreeMap<>(rows);
    streams.keySet().removeIf(folder -> !folder.startsWith("stream/"));
    return EventBalance.of(
        request,
        staged.events(documents),
        streams.values().stream().mapToLong(Long::longValue).sum(),
        () -> staged.untimed(streams()),
        () -> restricted(archive.table("events")),
        staged::documents);
  }

  private Dataset<Row> restricted(Dataset<Row> table) {
    return taken.map(runs -> RunUids.without(table, runs)).orElse(table);
  }

  /**
   * Stages a table whose rows a run vary, so that its files get about the same size.
   *
   * @param weight of the runs in the table
   */
  private void stage(
      TableWriter writer,
      Dataset<Row> keys,
      String folder,
      Supplier<Dataset<Row>> table,
      String order,
      Function<RunWeights, Dataset<Row>> weight)
      throws IOException {
    stage(writer, weighed(writer, keys, weight), folder, table, order);
  }

  private Dataset<Row> weighed(
      TableWriter writer, Dataset<Row> keys, Function<RunWeights, Dataset<Row>> weight) {
    if (!writer.spreads() || !rows.containsKey("data_keys")) {
      return keys;
    }
    RunWeights weights =
        new RunWeights(
            staged.table("runs", RunWeights.RUNS),
            staged.table("data_keys", RunWeights.KEYS),
            request.frames() == ConvertRequest.Frames.COPIED);
    return writer.keys(staged.runs(), Optional.of(weight.apply(weights)));
  }

  private void stage(
      TableWriter writer,
      Dataset<Row> keys,
      String folder,
      Supplier<Dataset<Row>> table,
      String order)
      throws IOException {
    once(
        folder,
        counter ->
            writer.write(
                new TableRows(folder, counter.watch(table.get(), List.of()), order), keys));
  }

  /** Stages a table, unless a process that died had staged it as a whole. */
  private StagedCounts once(String folder, Writing writing) throws IOException {
    begun++;
    long runs = rows.getOrDefault("runs", 0L);
    watcher.accept(new ConversionStep(folder, begun, Math.max(begun, tables), runs, bytes));
    Optional<StagedCounts> before = staging.finished(folder);
    if (before.isPresent()) {
      note(folder, before.get().rows());
      return before.get();
    }
    RowCounter counter = new RowCounter();
    writing.write(counter);
    StagedCounts counts = new StagedCounts(counted(folder, counter), counter.others());
    note(folder, counts.rows());
    staging.finish(folder, counts);
    return counts;
  }

  private void note(String folder, long n) {
    if (n > 0) {
      rows.put(folder, n);
    }
  }

  /** Writes a table whose rows pass a counter. */
  @FunctionalInterface
  private interface Writing {
    void write(RowCounter counter) throws IOException;
  }

  private long counted(String folder, RowCounter counter) throws IOException {
    OptionalLong told = counter.rows();
    if (told.isPresent() && spark.sparkContext().isLocal()) {
      return told.getAsLong();
    }
    // A lost executor's tasks are done again, and their rows counted again.
    return staging.staged(folder).isEmpty() ? 0 : staged.table(folder, "run_uid STRING").count();
  }

  private List<String> streams() {
    return request.streams().orElseGet(staged::streams);
  }

  private static Dataset<Row> without(Dataset<Row> rows, Set<String> columns) {
    List<String> kept = new ArrayList<>(List.of(rows.columns()));
    kept.removeAll(columns);
    return rows.select(kept.stream().map(SqlNames::column).toArray(Column[]::new));
  }
}
