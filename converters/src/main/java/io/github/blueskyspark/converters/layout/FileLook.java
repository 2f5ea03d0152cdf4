package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.parquet.DamagedFile;
import io.github.blueskyspark.spark.parquet.FooterSchema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What the footer of a data file says.
 *
 * @param columns of the file
 * @param great columns that hold, or may hold, an integer that a double cannot tell from its
 *     neighbours
 * @param rows in the file
 */
record FileLook(StructType columns, Set<String> great, long rows) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

  FileLook {
    great = new HashSet<>(great);
  }

  /** Looks into footers, in tasks; the same order. */
  static List<FileLook> of(SparkSession spark, List<String> uris) {
    if (uris.isEmpty()) {
      return List.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration conf = spark.sessionState().newHadoopConf();
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    return context
        .parallelize(uris, Math.min(uris.size(), context.defaultParallelism() * 4))
        .map(uri -> look(uri, shared.value().value()))
        .collect();
  }

  @SuppressWarnings("IllegalCatch") // Parquet reports damaged footers as unchecked exceptions
  private static FileLook look(String uri, Configuration conf) throws IOException {
    Set<String> great = new HashSet<>();
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(uri), conf))) {
      for (BlockMetaData block : file.getFooter().getBlocks()) {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          if (isGreat(chunk)) {
            great.add(chunk.getPath().toArray()[0]);
          }
        }
      }
      StructType columns = FooterSchema.of(file).orElseGet(StructType::new);
      return new FileLook(columns, great, file.getRecordCount());
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw DamagedFile.of(uri, e);
    }
  }

  private static boolean isGreat(ColumnChunkMetaData chunk) {
    List<BigInteger> ends = new ArrayList<>();
    Statistics<?> statistics = chunk.getStatistics();
    switch (chunk.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64, BINARY, FIXED_LEN_BYTE_ARRAY -> {
        if (statistics == null || statistics.isEmpty()) {
          return true;
        }
        if (statistics.hasNonNullValue()) {
          ends.add(integer(statistics.genericGetMin()));
          ends.add(integer(statistics.genericGetMax()));
        }
      }
      case INT32, BOOLEAN, FLOAT, DOUBLE, INT96 -> {
        return false;
      }
    }
    return ends.stream().anyMatch(n -> n.abs().compareTo(EXACT) > 0);
  }

  private static BigInteger integer(Object end) {
    return end instanceof Binary bytes
        ? new BigInteger(bytes.length() == 0 ? new byte[1] : bytes.getBytes())
        : BigInteger.valueOf(((Number) end).longValue());
  }
}
