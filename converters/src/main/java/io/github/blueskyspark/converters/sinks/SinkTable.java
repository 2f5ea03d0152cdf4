package io.github.blueskyspark.converters.sinks;

import static org.apache.spark.sql.functions.col;

import io.github.blueskyspark.converters.layout.SchemaUnion;
import io.github.blueskyspark.converters.layout.SqlNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** One table of a sink. Each change of its rows is one commit of its format. */
final class SinkTable {
  private static final String GONE = "__bluesky_gone";
  private static final String NEW = "__bluesky_new_";
  private static final List<String> MONTH = List.of("year", "month");

  private final SparkSession spark;
  private final SinkFormat format;
  private final String identifier;

  SinkTable(SparkSession spark, SinkFormat format, String name) {
    this.spark = spark;
    this.format = format;
    this.identifier = format.identifier(name);
  }

  /** All rows that count now. */
  Dataset<Row> rows() {
    return spark.sql("SELECT * FROM " + identifier);
  }

  /** The rows of an earlier version. */
  Dataset<Row> rows(String version) {
    return spark.sql("SELECT * FROM " + identifier + " VERSION AS OF " + version);
  }

  /**
   * Makes the table ready for rows: creates it, adds columns, or, where a column needs a wider
   * type, writes it anew with the same rows.
   *
   * @return all columns of the table
   */
  StructType fit(Dataset<Row> rows, boolean exists) {
    if (!exists) {
      StructType named =
          SinkSchema.named(rows.schema(), new StructType(), format.isCaseSensitive());
      spark.sql("CREATE TABLE IF NOT EXISTS " + identifier + columns(named) + definition(named));
      return spark.sql("SELECT * FROM " + identifier).schema();
    }
    Dataset<Row> present = rows();
    StructType table = present.schema();
    StructType named = SinkSchema.named(rows.schema(), table, format.isCaseSensitive());
    StructType union = SchemaUnion.exactUnion(present, rows, named);
    if (SchemaUnion.isRetyped(table, union)) {
      String same = String.join(", ", SchemaUnion.projection(table, table, union));
      spark.sql(
          "REPLACE TABLE "
              + identifier
              + definition(union)
              + " AS SELECT "
              + same
              + " FROM "
              + identifier);
    } else if (union.length() > table.length()) {
      StructField[] fresh = Arrays.copyOfRange(union.fields(), table.length(), union.length());
      spark.sql("ALTER TABLE " + identifier + " ADD COLUMNS " + columns(new StructType(fresh)));
      if (SinkSchema.hasNestedVariant(union) && !SinkSchema.hasNestedVariant(table)) {
        spark.sql("ALTER TABLE " + identifier + " SET TBLPROPERTIES " + properties(union));
      }
    }
    return union;
  }

  private static String columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(StructField::toDDL)
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private String definition(StructType schema) {
    boolean monthly = List.of(schema.fieldNames()).containsAll(MONTH);
    return " USING "
        + format.provider()
        + (monthly ? " PARTITIONED BY (year, month)" : "")
        + " TBLPROPERTIES "
        + properties(schema);
  }

  private String properties(StructType schema) {
    Map<String, String> properties = new TreeMap<>(format.properties(schema));
    return properties.entrySet().stream()
        .map(p -> SqlNames.literal(p.getKey()) + " = " + SqlNames.literal(p.getValue()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Adds rows, in one commit. */
  void append(Dataset<Row> rows, StructType table) {
    withView(
        fitted(rows, table),
        view -> {
          String names = SqlNames.list("", table.fieldNames());
          spark.sql("INSERT INTO " + identifier + " (" + names + ") SELECT " + names + from(view));
        });
  }

  /**
   * Rows of some keys go and others come, in one commit: a MERGE whose source holds each key that
   * goes once, which meets the old rows, and each new row, which meets none.
   *
   * @param key column that tells whose a row is
   * @param gone one column: each key once
   */
  void replace(String key, Dataset<Row> gone, Dataset<Row> rows, StructType table) {
    List<String> come = new ArrayList<>();
    List<String> go = new ArrayList<>();
    Map<String, Column> values = new LinkedHashMap<>();
    for (StructField field : table.fields()) {
      String name = SqlNames.quoted(field.name());
      String renamed = SqlNames.quoted(NEW + field.name());
      come.add(name + " AS " + renamed);
      go.add("CAST(NULL AS " + field.dataType().sql() + ") AS " + renamed);
      values.put(name, col(renamed));
    }
    come.add("CAST(NULL AS STRING) AS " + GONE);
    go.add(SqlNames.quoted(gone.columns()[0]) + " AS " + GONE);
    // Not as SQL: MERGE cannot read a temporary view over a table of a catalog (Spark 4.1).
    fitted(rows, table)
        .selectExpr(come.toArray(String[]::new))
        .unionByName(gone.selectExpr(go.toArray(String[]::new)))
        .mergeInto(identifier, SqlNames.column(key).equalTo(col(GONE)))
        .whenMatched()
        .delete()
        .whenNotMatched(col(GONE).isNull())
        .insert(Map$.MODULE$.from(CollectionConverters.asScala(values)))
        .merge();
  }

  private Dataset<Row> fitted(Dataset<Row> rows, StructType table) {
    StructType given = rows.schema();
    StructType named = SinkSchema.named(given, table, format.isCaseSensitive());
    return rows.selectExpr(SchemaUnion.projection(given, named, table).toArray(String[]::new));
  }

  private static String from(String view) {
    return " FROM " + SqlNames.quoted(view);
  }

  private void withView(Dataset<Row> rows, java.util.function.Consumer<String> work) {
    String view = "bluesky_" + UUID.randomUUID().toString().replace("-", "");
    rows.createOrReplaceTempView(view);
    try {
      work.accept(view);
    } finally {
      spark.catalog().dropTempView(view);
    }
  }

  /** Rows with the partition columns of the staging area under the names they have in a table. */
  static Dataset<Row> monthly(Dataset<Row> staged, String year, String month) {
    List<String> names = new ArrayList<>(List.of(staged.columns()));
    names.removeAll(List.of(year, month));
    List<String> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> SqlNames.quoted(names.get(i)))
            .collect(Collectors.toCollection(ArrayList::new));
    columns.add("CAST(" + year + " AS INT) AS year");
    columns.add("CAST(" + month + " AS INT) AS month");
    return staged.selectExpr(columns.toArray(String[]::new));
  }
}
