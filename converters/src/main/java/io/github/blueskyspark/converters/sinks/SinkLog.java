package io.github.blueskyspark.converters.sinks;

import static org.apache.spark.sql.functions.expr;

import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a sink remembers. Table {@code conversion_runs} says which runs a conversion is about to
 * write or remove, before it touches any; table {@code conversions} gets its rows last, in one
 * commit: a conversion that has no row there is not done.
 */
final class SinkLog {
  static final String CONVERSIONS = "conversions";
  static final String RUNS = "conversion_runs";
  private static final StructType DONE =
      StructType.fromDDL(
          "conversion_id STRING, time TIMESTAMP, source STRING, size BIGINT, modification_time"
              + " TIMESTAMP, sha256 STRING, converter_version STRING, options MAP<STRING, STRING>,"
              + " runs BIGINT, documents MAP<STRING, BIGINT>, `rows` MAP<STRING, BIGINT>,"
              + " quarantined BIGINT, replaced ARRAY<STRING>, versions MAP<STRING, STRING>");

  private final SparkSession spark;
  private final SinkFormat format;
  private final List<Commit> entries = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, String> versions = new LinkedHashMap<>();
  private Set<String> tables;

  SinkLog(SparkSession spark, SinkFormat format, Set<String> tables) {
    this.spark = spark;
    this.format = format;
    this.tables = Set.copyOf(tables);
    if (tables.contains(CONVERSIONS)) {
      read();
    }
  }

  private void read() {
    Map<String, List<Row>> byId = new LinkedHashMap<>();
    Dataset<Row> rows =
        table(CONVERSIONS)
            .rows()
            .selectExpr(
                "*", "unix_millis(time) AS __at", "unix_millis(modification_time) AS __modified")
            .drop("time", "modification_time")
            .orderBy("__at", "conversion_id", "source");
    for (Row row : rows.collectAsList()) {
      byId.computeIfAbsent(row.getAs("conversion_id"), id -> new ArrayList<>()).add(row);
    }
    Set<String> replaced = new HashSet<>();
    byId.values().forEach(r -> replaced.addAll(r.get(0).getList(r.get(0).fieldIndex("replaced"))));
    byId.forEach(
        (id, sources) -> {
          done.add(id);
          Row first = sources.get(0);
          versions.clear();
          versions.putAll(texts(first, "versions"));
          if (!replaced.contains(id)) {
            entries.add(entry(id, sources));
          }
        });
  }

  private Commit entry(String id, List<Row> rows) {
    List<SourceFile> sources = new ArrayList<>();
    for (Row row : rows) {
      sources.add(
          new SourceFile(
              row.getAs("source"),
              row.<Long>getAs("size"),
              row.<Long>getAs("__modified"),
              row.getAs("sha256")));
    }
    Row first = rows.get(0);
    return new Commit(
        entries.size() + 1L,
        id,
        first.<Long>getAs("__at") / 1000.0,
        "archive",
        texts(first, "options"),
        sources,
        first.<Long>getAs("runs"),
        counts(first, "documents"),
        counts(first, "rows"),
        first.<Long>getAs("quarantined"),
        List.of(),
        List.of());
  }

  private static Map<String, String> texts(Row row, String column) {
    return row.getJavaMap(row.fieldIndex(column));
  }

  private static Map<String, Long> counts(Row row, String column) {
    return row.getJavaMap(row.fieldIndex(column));
  }

  private SinkTable table(String name) {
    return new SinkTable(spark, format, name);
  }

  /** Conversions that are done and that none has replaced since, oldest first. */
  List<Commit> entries() {
    return List.copyOf(entries);
  }

  /** The version of each table when the last conversion was done. */
  Map<String, String> versions() {
    return Map.copyOf(versions);
  }

  /** Runs, or with {@code source} pieces of rejected input, that conversions have written. */
  Dataset<Row> keys(Set<String> ids, String column) {
    String named = ids.isEmpty() ? "''" : literals(ids);
    return tables.contains(RUNS)
        ? table(RUNS)
            .rows()
            .where("written AND conversion_id IN (" + named + ") AND " + column + " IS NOT NULL")
            .select(column)
            .distinct()
        : spark.sql("SELECT '' AS " + column + " WHERE false");
  }

  private static String literals(Set<String> ids) {
    return String.join(", ", ids.stream().map(SqlNames::literal).toList());
  }

  /** Conversions that have begun and are not done. */
  Set<String> unfinished() {
    Set<String> begun = new HashSet<>();
    if (tables.contains(RUNS)) {
      for (Row row : table(RUNS).rows().select("conversion_id").distinct().collectAsList()) {
        begun.add(row.getString(0));
      }
    }
    begun.removeAll(done);
    return begun;
  }

  /** Everything that unfinished conversions may have touched. */
  Dataset<Row> touched(Set<String> ids, String column) {
    return table(RUNS)
        .rows()
        .where("conversion_id IN (" + literals(ids) + ") AND " + column + " IS NOT NULL")
        .select(column)
        .distinct();
  }

  /** Forgets conversions that were undone. */
  void forget(Set<String> ids) {
    spark.sql(
        "DELETE FROM "
            + format.identifier(RUNS)
            + " WHERE conversion_id IN ("
            + literals(ids)
            + ")");
  }

  /**
   * Notes what a conversion is about to touch.
   *
   * @param keys columns {@code run_uid}, {@code source} (one of them null) and {@code written}
   */
  void begin(String id, Dataset<Row> keys) {
    SinkTable runs = table(RUNS);
    Dataset<Row> touched =
        keys.selectExpr(SqlNames.literal(id) + " AS conversion_id", "run_uid", "source", "written");
    runs.append(touched, runs.fit(touched, tables.contains(RUNS)));
    tables = union(tables, RUNS);
  }

  private static Set<String> union(Set<String> names, String more) {
    Set<String> all = new HashSet<>(names);
    all.add(more);
    return Set.copyOf(all);
  }

  /** Makes a conversion done: its rows in {@code conversions}, one a source, in one commit. */
  void finish(Commit commit, Set<String> replaced, Map<String, String> now) {
    List<Row> rows = new ArrayList<>();
    for (SourceFile source : commit.sources()) {
      rows.add(
          RowFactory.create(
              commit.id(),
              Math.round(commit.time() * 1000),
              source.path(),
              source.size(),
              source.modified(),
              source.sha256(),
              LayoutVersion.converter(),
              commit.selection(),
              commit.runs(),
              commit.documents(),
              commit.rows(),
              commit.quarantined(),
              List.copyOf(replaced),
              now));
    }
    String asNumbers = DONE.toDDL().replace("TIMESTAMP", "BIGINT");
    Dataset<Row> written =
        spark
            .createDataFrame(rows, StructType.fromDDL(asNumbers))
            .withColumn("time", expr("timestamp_millis(time)"))
            .withColumn("modification_time", expr("timestamp_millis(modification_time)"));
    SinkTable conversions = table(CONVERSIONS);
    conversions.append(written, conversions.fit(written, tables.contains(CONVERSIONS)));
  }
}
