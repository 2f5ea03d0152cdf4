package io.github.blueskyspark.converters.sinks;

import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a warehouse in Iceberg or Delta.
 *
 * <p>Neither format changes several tables in one commit. So a conversion first notes which runs it
 * will touch ({@code conversion_runs}), then changes table by table, each in one commit, {@code
 * runs} last of them, and ends with its rows in {@code conversions}, which also hold the version of
 * every table at that moment. What a conversion that has no row there has touched is put back, run
 * by run, from those versions, before the next one begins. A reader who wants all tables as of one
 * moment reads the versions that the newest row of {@code conversions} names.
 */
public final class SinkWarehouse implements Closeable {
  private static final String QUARANTINE = "quarantine";
  private static final List<String> LAST =
      List.of("streams", "data_keys", "configuration", "assets", QUARANTINE, "runs");

  /**
   * What a conversion takes the place of.
   *
   * @param conversions ids
   * @param runs column {@code run_uid}: those of their runs that stay as they are
   * @param gone sources whose rejected input stays
   */
  public record Replaced(Set<String> conversions, Dataset<Row> runs, List<SourceFile> gone) {
    /** Copies the collections. */
    public Replaced {
      conversions = Set.copyOf(conversions);
      gone = List.copyOf(gone);
    }

    /** Nothing. */
    public static Replaced nothing(SparkSession spark) {
      return new Replaced(Set.of(), spark.sql("SELECT '' AS run_uid WHERE false"), List.of());
    }

    /** Of one column of keys, those that stay, or those that go. */
    private Dataset<Row> of(Dataset<Row> keys, boolean stay) {
      String key = keys.columns()[0];
      Dataset<Row> staying = key.equals("run_uid") ? runs : sources();
      Column same = keys.col(key).equalTo(staying.col(staying.columns()[0]));
      return keys.join(staying, same, stay ? "left_semi" : "left_anti");
    }

    private Dataset<Row> sources() {
      List<String> files = gone.stream().map(s -> FileUris.of(new Path(s.path()))).toList();
      return runs.sparkSession().createDataset(files, Encoders.STRING()).toDF("__bluesky_gone");
    }
  }

  private final SparkSession spark;
  private final SinkFormat format;
  private final Path folder;
  private final Optional<WarehouseLock> lock;
  private SinkLog log;
  private boolean open;

  private SinkWarehouse(
      SparkSession spark, SinkFormat format, Path folder, Optional<WarehouseLock> lock)
      throws IOException {
    this.spark = spark;
    this.format = format;
    this.folder = folder;
    this.lock = lock;
    this.log = new SinkLog(spark, format, Set.copyOf(format.tables()));
  }

  /**
   * Opens it for a conversion: waits for others in the same directory, and puts back what a
   * conversion that was killed has touched.
   *
   * @throws io.github.blueskyspark.errors.OptionException when the format's jars or settings are
   *     missing, or the directory holds another one
   */
  public static SinkWarehouse open(SparkSession spark, SinkKind kind, String to)
      throws IOException {
    SinkTarget target = SinkTarget.of(spark, to);
    SinkFormat format = format(spark, kind, target);
    FileSystem files = target.folder().getFileSystem(spark.sessionState().newHadoopConf());
    SinkMarker.check(files, target.folder(), kind);
    WarehouseLock lock = WarehouseLock.take(files, target.folder());
    boolean opened = false;
    try {
      SinkMarker.write(files, target.folder(), kind);
      SinkWarehouse warehouse =
          new SinkWarehouse(spark, format, target.folder(), Optional.of(lock));
      warehouse.undo();
      opened = true;
      return warehouse;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /** Opens it to look only; writes nothing. */
  public static SinkWarehouse look(SparkSession spark, SinkKind kind, String to)
      throws IOException {
    SinkTarget target = SinkTarget.of(spark, to);
    SinkFormat format = format(spark, kind, target);
    FileSystem files = target.folder().getFileSystem(spark.sessionState().newHadoopConf());
    SinkMarker.check(files, target.folder(), kind);
    return new SinkWarehouse(spark, format, target.folder(), Optional.empty());
  }

  private static SinkFormat format(SparkSession spark, SinkKind kind, SinkTarget target) {
    return switch (kind) {
      case ICEBERG -> new IcebergTables(spark, target);
      case DELTA -> new DeltaTables(spark, target);
      case PARQUET -> throw new IllegalArgumentException("plain Parquet has a log of its own");
    };
  }

  /** Where rows are staged. */
  public Path folder() {
    return folder;
  }

  /** Whether nobody else can be writing. */
  public boolean isExclusive() {
    return lock.isPresent() && lock.get().isExclusive();
  }

  /** Conversions that are done and that none has replaced since, oldest first. */
  public List<Commit> entries() {
    return log.entries();
  }

  /** Column {@code run_uid}: runs that conversions have written. */
  public Dataset<Row> runs(Set<String> conversions) {
    return log.keys(conversions, "run_uid");
  }

  /** Documents of runs that conversions have written; empty when there are none. */
  public Optional<Dataset<Row>> documents(Set<String> conversions) throws IOException {
    return conversions.isEmpty() || !format.tables().contains("documents")
        ? Optional.empty()
        : Optional.of(rows("documents", runs(conversions)));
  }

  /** All rejected input; empty when there is none. */
  public Optional<Dataset<Row>> quarantine() throws IOException {
    return format.tables().contains(QUARANTINE)
        ? Optional.of(new SinkTable(spark, format, QUARANTINE).rows())
        : Optional.empty();
  }

  private Dataset<Row> rows(String table, Dataset<Row> runs) {
    return new SinkTable(spark, format, table)
        .rows()
        .join(runs, new String[] {"run_uid"}, "left_semi");
  }

  /** Documents by kind of the runs that stay as they are. */
  public Map<String, Long> keptDocuments(Replaced replaced) {
    return byName(rows("documents", replaced.runs()));
  }

  /** Rows by table folder of the runs that stay as they are. */
  public Map<String, Long> keptRows(Replaced replaced) {
    Set<String> folders = new TreeSet<>();
    for (Commit commit : entries()) {
      if (replaced.conversions().contains(commit.id())) {
        folders.addAll(commit.rows().keySet());
      }
    }
    folders.remove(QUARANTINE);
    Map<String, Long> rows = new TreeMap<>();
    folders.forEach(f -> rows.put(f, rows(tableName(f), replaced.runs()).count()));
    rows.values().removeIf(n -> n == 0);
    return rows;
  }

  private static Map<String, Long> byName(Dataset<Row> documents) {
    Map<String, Long> found = new HashMap<>();
    for (Row row : documents.groupBy("name").count().collectAsList()) {
      found.put(row.getString(0), row.getLong(1));
    }
    return found;
  }

  /**
   * Brings staged rows into the tables; the conversion is done when this returns.
   *
   * @param commit what it read and how many rows there are
   * @param replaced conversions whose runs and rejected input go, but for what stays
   * @param folders staged table folders
   * @throws ArchiveException when documents are missing in the table, or another conversion has
   *     taken this one for dead
   */
  public void commit(Commit commit, Replaced replaced, Staging staging, Collection<String> folders)
      throws IOException {
    Map<String, String> staged = new TreeMap<>();
    folders.forEach(f -> staged.put(tableName(f), staging.folder(f).toString()));
    log.begin(commit.id(), touched(replaced, staged));
    open = true;
    Set<String> there = new HashSet<>(format.tables());
    boolean adds = replaced.conversions().isEmpty();
    for (String table : ordered(staged.keySet(), adds ? Set.of() : there)) {
      write(table, Optional.ofNullable(staged.get(table)), replaced, there.contains(table));
    }
    if (staged.containsKey("documents")) {
      checkDocuments(commit, read(staged.get("runs")).select("run_uid").union(replaced.runs()));
    }
    Map<String, String> now = versions();
    if (!log.unfinished().contains(commit.id())) {
      throw new ArchiveException(
          Location.file(folder.toString()),
          "finish the conversion",
          "another one began meanwhile and took this one for dead",
          "Convert into the same tables one after the other");
    }
    log.finish(commit, replaced.conversions(), now);
    open = false;
  }

  private Dataset<Row> touched(Replaced replaced, Map<String, String> staged) {
    Dataset<Row> runs = log.keys(replaced.conversions(), "run_uid");
    Dataset<Row> sources = log.keys(replaced.conversions(), "source");
    Dataset<Row> keys =
        named(replaced.of(runs, false), false)
            .unionByName(named(replaced.of(sources, false), false))
            .unionByName(named(replaced.of(runs, true), true))
            .unionByName(named(replaced.of(sources, true), true))
            // One row at least, so that it can be seen that the conversion has begun.
            .unionByName(
                spark.sql(
                    "SELECT CAST(NULL AS STRING) AS run_uid, CAST(NULL AS STRING) AS source, false"
                        + " AS written"));
    if (staged.containsKey("runs")) {
      keys = keys.unionByName(named(read(staged.get("runs")).select("run_uid"), true));
    }
    if (staged.containsKey(QUARANTINE)) {
      keys =
          keys.unionByName(named(read(staged.get(QUARANTINE)).select("source").distinct(), true));
    }
    return keys;
  }

  private static Dataset<Row> named(Dataset<Row> keys, boolean written) {
    String other = keys.columns()[0].equals("run_uid") ? "source" : "run_uid";
    return keys.selectExpr(
        keys.columns()[0], "CAST(NULL AS STRING) AS " + other, written + " AS written");
  }

  private Dataset<Row> read(String folder) {
    return spark.read().parquet(folder);
  }

  private void write(String table, Optional<String> staged, Replaced replaced, boolean exists) {
    SinkTable sink = new SinkTable(spark, format, table);
    Dataset<Row> rows =
        staged
            .map(f -> SinkTable.monthly(read(f), Staging.YEAR, Staging.MONTH))
            .orElseGet(() -> sink.rows().where("false"));
    StructType columns = sink.fit(rows, exists);
    if (replaced.conversions().isEmpty() || !exists) {
      sink.append(rows, columns);
    } else {
      Dataset<Row> keys = log.keys(replaced.conversions(), key(table));
      sink.replace(key(table), replaced.of(keys, false), rows, columns);
    }
  }

  private static String key(String table) {
    return table.equals(QUARANTINE) ? "source" : "run_uid";
  }

  /** {@code documents} first, {@code runs} last: a run is in no list before its rows are there. */
  private static List<String> ordered(Set<String> staged, Set<String> there) {
    Set<String> names = new HashSet<>(staged);
    there.stream().filter(SinkWarehouse::isOurs).forEach(names::add);
    List<String> order = new ArrayList<>(names.stream().sorted().toList());
    order.removeAll(LAST);
    LAST.stream().filter(names::contains).forEach(order::add);
    return order;
  }

  private static boolean isOurs(String table) {
    return table.equals("documents")
        || LAST.contains(table)
        || table.startsWith("stream_")
        || table.startsWith("frames_");
  }

  /** Name of the table of a warehouse folder: {@code stream_primary} of {@code stream=primary}. */
  static String tableName(String folder) {
    return folder.replaceFirst("/(stream|data_key)=", "_");
  }

  private void checkDocuments(Commit commit, Dataset<Row> runs) {
    Map<String, Long> held = byName(rows("documents", runs.distinct()));
    if (!held.equals(commit.documents())) {
      throw new ArchiveException(
          Location.file(folder.toString()),
          "convert the archive",
          "documents read " + commit.documents() + ", documents in the table " + held,
          "Run it again; if it stays so, please report it. Nothing of this conversion counts");
    }
  }

  private Map<String, String> versions() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (String table : format.tables()) {
      if (isOurs(table)) {
        format.version(table).ifPresent(v -> versions.put(table, v));
      }
    }
    return versions;
  }

  /** Puts back what conversions that are not done have touched. */
  private void undo() throws IOException {
    Set<String> dead = log.unfinished();
    if (dead.isEmpty()) {
      return;
    }
    for (String table : format.tables()) {
      Optional<String> before = Optional.ofNullable(log.versions().get(table));
      if (!isOurs(table) || before.equals(format.version(table))) {
        continue;
      }
      SinkTable sink = new SinkTable(spark, format, table);
      Dataset<Row> touched = log.touched(dead, key(table));
      Dataset<Row> old =
          before
              .map(v -> sink.rows(v).join(touched, new String[] {key(table)}, "left_semi"))
              .orElseGet(() -> sink.rows().where("false"));
      sink.replace(key(table), touched, old, sink.rows().schema());
    }
    log.forget(dead);
    log = new SinkLog(spark, format, Set.copyOf(format.tables()));
  }

  /** Puts back what was done when the conversion is not, and lets others in. */
  @Override
  public void close() throws IOException {
    try {
      if (open) {
        log = new SinkLog(spark, format, Set.copyOf(format.tables()));
        undo();
      }
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
