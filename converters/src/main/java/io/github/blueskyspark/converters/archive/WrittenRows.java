package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.layout.SchemaUnion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows of conversions that count, out of some of their data files. */
final class WrittenRows {
  private static final Pattern PATH =
      Pattern.compile("(?s)(?<folder>.+)/year=[^/]+/month=[^/]+/(?<name>[^/]+)");

  private final SparkSession spark;
  private final String warehouse;

  /** Files by conversion by table folder. */
  private final Map<String, Map<String, List<String>>> folders = new LinkedHashMap<>();

  /**
   * @param paths of the data files, relative to the warehouse
   */
  WrittenRows(SparkSession spark, String warehouse, Collection<String> paths) {
    this.spark = spark;
    this.warehouse = warehouse;
    for (String path : paths) {
      Matcher parts = PATH.matcher(path);
      if (parts.matches()) {
        folders
            .computeIfAbsent(parts.group("folder"), f -> new LinkedHashMap<>())
            .computeIfAbsent(conversion(parts.group("name")), c -> new ArrayList<>())
            .add(path);
      }
    }
  }

  /** Id of the conversion that wrote a file. */
  private static String conversion(String name) {
    return name.replaceFirst("(?s)-\\d+\\..*", "");
  }

  /**
   * Rows of a table folder; empty when those conversions had none.
   *
   * @param folder for example {@code stream/stream=primary}
   */
  Optional<Dataset<Row>> of(String folder) {
    // Files of one conversion have one schema; those of different ones need not.
    return folders.getOrDefault(folder, Map.of()).values().stream()
        .map(files -> spark.read().parquet(named(files)))
        .reduce(WrittenRows::union);
  }

  /** The same where the columns are known. */
  Optional<Dataset<Row>> of(String folder, StructType columns) {
    List<String> files =
        folders.getOrDefault(folder, Map.of()).values().stream().flatMap(List::stream).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(spark.read().schema(columns).parquet(named(files)));
  }

  private String[] named(List<String> files) {
    return files.stream().map(p -> new Path(warehouse, p).toString()).toArray(String[]::new);
  }

  /** The rows of both, in columns that hold the values of both. */
  static Dataset<Row> union(Dataset<Row> rows, Dataset<Row> more) {
    StructType union = SchemaUnion.union(rows.schema(), more.schema());
    return fitted(rows, union).unionByName(fitted(more, union));
  }

  private static Dataset<Row> fitted(Dataset<Row> rows, StructType union) {
    StructType own = rows.schema();
    return own.equals(union)
        ? rows
        : rows.selectExpr(SchemaUnion.projection(own, own, union).toArray(String[]::new));
  }
}
