package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file written column by column beside one that Spark has written. */
class ColumnParquetIT {
  private static final int ROWS = 50_000;

  private final SparkSession spark = LocalSpark.session();
  @TempDir private java.nio.file.Path folder;

  private Dataset<Row> made() {
    return spark
        .range(0, ROWS, 1, 1)
        .selectExpr(
            "concat('file ', id DIV 20000) AS file",
            "IF(id < 0, NULL, id) AS row",
            "IF(id % 7 = 0, NULL, timestamp_micros(id * 999)) AS time",
            "IF(id < 30000, concat('run ', id DIV 100), NULL) AS run_uid",
            "CAST(id % 200 - 100 AS TINYINT) AS `a.b`",
            "CAST(id % 30000 AS SMALLINT) AS s",
            "CAST(id * 7919 % 1000003 AS INT) AS i",
            "id % 3 = 0 AS flag",
            "CAST(id / 3 AS FLOAT) AS f",
            "IF(id % 11 = 0, double('NaN'), id / 7) AS d",
            "CAST(IF(id % 3 = 0, '18446744073709551615', CONCAT('-', id)) AS DECIMAL(20,0)) AS"
                + " big");
  }

  /** The rows as a batch. */
  private static ColumnarBatch batch(Dataset<Row> rows) {
    StructType schema = rows.schema();
    OnHeapColumnVector[] columns = OnHeapColumnVector.allocateColumns(ROWS, schema);
    List<InternalRow> cells = List.of(rows.queryExecution().executedPlan().executeCollect());
    for (int at = 0; at < ROWS; at++) {
      InternalRow row = cells.get(at);
      for (int i = 0; i < columns.length; i++) {
        put(columns[i], at, schema.fields()[i], row, i);
      }
    }
    return new ColumnarBatch(columns, ROWS);
  }

  private static void put(
      OnHeapColumnVector column, int at, StructField field, InternalRow row, int i) {
    if (row.isNullAt(i)) {
      column.putNull(at);
      return;
    }
    switch (field.dataType().simpleString()) {
      case "string" -> column.putByteArray(at, row.getUTF8String(i).getBytes());
      case "tinyint" -> column.putByte(at, row.getByte(i));
      case "smallint" -> column.putShort(at, row.getShort(i));
      case "int" -> column.putInt(at, row.getInt(i));
      case "boolean" -> column.putBoolean(at, row.getBoolean(i));
      case "float" -> column.putFloat(at, row.getFloat(i));
      case "double" -> column.putDouble(at, row.getDouble(i));
      case "decimal(20,0)" -> {
        Decimal exact = row.getDecimal(i, 20, 0);
        column.putDecimal(at, exact, 20);
      }
      default -> column.putLong(at, row.getLong(i));
    }
  }

  private static String sha256(java.nio.file.Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private java.nio.file.Path sparks() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("spark"))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static ParquetFileReader open(java.nio.file.Path file) throws IOException {
    return ParquetFileReader.open(
        HadoopInputFile.fromPath(new Path(file.toUri()), new Configuration()));
  }

  @Test
  void theFileIsThatOfSpark() throws IOException {
    Dataset<Row> rows = made();
    WarehouseParquet.save(rows, List.of(), 300, new Path(folder.resolve("spark").toUri()));
    java.nio.file.Path own = folder.resolve("own.parquet");
    try (ColumnarBatch batch = batch(rows);
        ColumnParquet file =
            new ColumnParquet(new Path(own.toUri()), new Configuration(), rows.schema(), 300)) {
      file.write(batch);
      ColumnParquet.Written written = file.finish();
      assertThat(written.rows()).isEqualTo(ROWS);
      assertThat(written.sha256()).isEqualTo(sha256(own));
    }
    Dataset<Row> read = spark.read().parquet(own.toString());
    assertThat(read.schema()).isEqualTo(rows.schema().asNullable());
    assertThat(read.exceptAll(rows).count()).isZero();
    assertThat(read.count()).isEqualTo(ROWS);
    try (ParquetFileReader mine = open(own);
        ParquetFileReader theirs = open(sparks())) {
      assertThat(mine.getFileMetaData().getSchema())
          .isEqualTo(theirs.getFileMetaData().getSchema());
      assertThat(mine.getFileMetaData().getKeyValueMetaData().keySet())
          .isEqualTo(theirs.getFileMetaData().getKeyValueMetaData().keySet());
      BlockMetaData block = mine.getRowGroups().get(0);
      BlockMetaData other = theirs.getRowGroups().get(0);
      for (int i = 0; i < block.getColumns().size(); i++) {
        ColumnChunkMetaData column = block.getColumns().get(i);
        ColumnChunkMetaData like = other.getColumns().get(i);
        assertThat(column.getStatistics()).as("%s", column).isEqualTo(like.getStatistics());
        assertThat(column.getCodec()).isEqualTo(like.getCodec());
        assertThat(mine.readOffsetIndex(column).getPageCount())
            .isEqualTo(theirs.readOffsetIndex(like).getPageCount());
        assertThat(mine.readColumnIndex(column) == null)
            .isEqualTo(theirs.readColumnIndex(like) == null);
        assertThat(mine.readBloomFilter(column) == null)
            .isEqualTo(theirs.readBloomFilter(like) == null);
      }
    }
  }

  /** Columns that change their kind of page, and what a page may begin or end with. */
  private Dataset<Row> odd() {
    return spark
        .range(0, ROWS, 1, 1)
        .selectExpr(
            "IF(id < 20000, 'all the same', concat('different ', id)) AS file",
            "IF(id BETWEEN 15000 AND 44999, NULL, id * id) AS row",
            "CAST(NULL AS TIMESTAMP) AS time",
            "IF(id DIV 10 % 2 = 0, concat('run ', id DIV 7), NULL) AS run_uid",
            "IF(id < 25000, id % 5, xxhash64(id)) AS turns",
            "IF(id = 7, 9223372036854775807L, -id) AS jumps",
            "CAST(id AS DOUBLE) AS d",
            "IF(id % 2 = 0, 0.0D, double('-0.0')) AS zeros",
            "IF(id = 20000, double('NaN'), IF(id = 3, double('-Infinity'), sin(id))) AS one_nan",
            "IF(id < 20000, float('NaN'), float(id)) AS nans",
            "CAST(id % 256 - 128 AS TINYINT) AS t",
            "CAST(IF(id % 4096 = 0, NULL, id % 60000 - 30000) AS SMALLINT) AS s",
            "CAST(IF(id % 2 = 0, 2147483647, -2147483648) AS INT) AS ends",
            "CAST(id * 30011 AS INT) AS i",
            "CAST(NULL AS DOUBLE) AS nothing");
  }

  @Test
  void pagesOfEveryKindReadBack() throws IOException {
    Dataset<Row> rows = odd();
    java.nio.file.Path own = folder.resolve("odd.parquet");
    try (ColumnarBatch batch = batch(rows);
        ColumnParquet file =
            new ColumnParquet(new Path(own.toUri()), new Configuration(), rows.schema(), 300)) {
      file.write(batch);
      file.write(batch);
      assertThat(file.finish().rows()).isEqualTo(2 * ROWS);
    }
    for (String vectors : List.of("true", "false")) {
      spark.conf().set("spark.sql.parquet.enableVectorizedReader", vectors);
      try {
        Dataset<Row> read = spark.read().parquet(own.toString());
        assertThat(read.exceptAll(rows.union(rows)).count()).isZero();
        assertThat(read.count()).isEqualTo(2 * ROWS);
        assertThat(read.where("isnan(one_nan)").count()).isEqualTo(2);
        assertThat(read.where("zeros = 0").count()).isEqualTo(2 * ROWS);
        assertThat(read.where("turns = 3").count()).isEqualTo(10_000);
        assertThat(read.where("d = 49999 AND i = " + 49999 * 30011).count()).isEqualTo(2);
        assertThat(read.where("run_uid = 'run 7142'").count())
            .isEqualTo(2 * rows.where("run_uid = 'run 7142'").count());
      } finally {
        spark.conf().unset("spark.sql.parquet.enableVectorizedReader");
      }
    }
  }
}
