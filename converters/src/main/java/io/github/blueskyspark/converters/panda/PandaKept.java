package io.github.blueskyspark.converters.panda;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.spark.warehouse.Commit;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a warehouse that stay while the Parquet files they are in are written anew: because other
 * rows in these files come again, or because a column gets a wider type. They are taken from
 * Parquet, so that they stay when their PandA files are gone.
 */
final class PandaKept {
  private static final Pattern MONTH = Pattern.compile("year=(\\d{4})/month=(\\d{2})/[^/]+$");
  private static final String GONE = "__bluesky_gone";

  /** Files with the same columns. */
  private record Group(StructType schema, List<String> paths) {}

  private final SparkSession spark;
  private final Path warehouse;
  private final PandaHoldings holdings;
  private final Set<String> again;
  private final Map<String, List<Group>> months = new TreeMap<>();
  private final Set<String> removed = new LinkedHashSet<>();

  /**
   * @param warehouse with its scheme
   * @param again paths of PandA files whose rows are not kept
   */
  PandaKept(SparkSession spark, Path warehouse, PandaHoldings holdings, Collection<String> again) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.holdings = holdings;
    this.again = new TreeSet<>(again);
  }

  /** The columns of the table as it is. */
  StructType table() {
    Optional<String> widest = holdings.widest();
    return widest.isEmpty() ? new StructType() : schema(widest.get());
  }

  private StructType schema(String path) {
    return spark.read().parquet(new Path(warehouse, path).toString()).schema();
  }

  /** Finds the files that have to be written anew. */
  void find(List<Commit> holders, StructType table, StructType wider) {
    boolean retyped = !PandaSchema.retyped(table, wider).isEmpty();
    Set<Long> held = new TreeSet<>();
    holders.forEach(c -> held.add(c.number()));
    for (Commit commit : retyped ? holdings.conversions() : holders) {
      List<String> paths = holdings.files(commit, PandaConverter.FOLDER);
      if (paths.isEmpty()) {
        continue;
      }
      StructType schema = schema(paths.get(0));
      boolean narrow = retyped && !PandaSchema.retyped(schema, wider).isEmpty();
      List<String> touched =
          narrow ? paths : held.contains(commit.number()) ? touched(paths) : List.of();
      Map<String, List<String>> byMonth = new LinkedHashMap<>();
      touched.forEach(p -> byMonth.computeIfAbsent(month(p), m -> new ArrayList<>()).add(p));
      byMonth.forEach(
          (month, files) ->
              months.computeIfAbsent(month, m -> new ArrayList<>()).add(new Group(schema, files)));
      removed.addAll(touched);
    }
  }

  /** Those with rows that come again; statistics of column file tell most of them. */
  private List<String> touched(List<String> paths) {
    String[] whole =
        paths.stream().map(p -> new Path(warehouse, p).toString()).toArray(String[]::new);
    Dataset<Row> names = spark.read().parquet(whole).select(PandaSchema.FILE);
    Set<String> found = new TreeSet<>();
    names
        .select(functions.input_file_name().as("name"), col(PandaSchema.FILE))
        .join(functions.broadcast(gone()), col(PandaSchema.FILE).equalTo(col(GONE)), "left_semi")
        .select("name")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(uri -> found.add(new Path(URI.create(uri)).getName()));
    return paths.stream().filter(p -> found.contains(p.substring(p.lastIndexOf('/') + 1))).toList();
  }

  private Dataset<Row> gone() {
    return spark.createDataset(new ArrayList<>(again), Encoders.STRING()).toDF(GONE);
  }

  private static String month(String path) {
    Matcher matcher = MONTH.matcher(path);
    if (!matcher.find()) {
      throw new IllegalStateException("file " + path + " lies in no month: please report");
    }
    return matcher.group(1) + "-" + matcher.group(2);
  }

  /** Files that count no longer once these rows are in others. */
  Set<String> removed() {
    return removed;
  }

  /** Months that have rows to keep, {@code yyyy-MM}. */
  Set<String> months() {
    return months.keySet();
  }

  /** The rows of a month, with the columns of the new table; empty when there are none. */
  Optional<Dataset<Row>> rows(String month, StructType wider) {
    Dataset<Row> all = null;
    for (Group group : months.getOrDefault(month, List.of())) {
      String[] paths =
          group.paths().stream().map(p -> new Path(warehouse, p).toString()).toArray(String[]::new);
      Dataset<Row> rows =
          spark
              .read()
              .schema(group.schema())
              .parquet(paths)
              .join(
                  functions.broadcast(gone()),
                  col(PandaSchema.FILE).equalTo(col(GONE)),
                  "left_anti")
              .select(columns(group.schema(), wider));
      all = all == null ? rows : all.union(rows);
    }
    return Optional.ofNullable(all)
        .map(
            rows -> rows.sortWithinPartitions(PandaSchema.TIME, PandaSchema.FILE, PandaSchema.ROW));
  }

  private static Column[] columns(StructType from, StructType wider) {
    List<String> names = List.of(from.fieldNames());
    List<Column> columns = new ArrayList<>();
    for (StructField field : wider.fields()) {
      Column value =
          names.contains(field.name()) ? SqlNames.column(field.name()) : functions.lit(null);
      columns.add(value.cast(field.dataType()).as(field.name(), field.metadata()));
    }
    return columns.toArray(Column[]::new);
  }
}
