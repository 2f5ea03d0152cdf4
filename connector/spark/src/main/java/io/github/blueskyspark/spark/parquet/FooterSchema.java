package io.github.blueskyspark.spark.parquet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The columns of a Parquet file as Spark wrote them down in its footer. */
public final class FooterSchema {
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private FooterSchema() {}

  /** Reads the footer; empty when Spark has not written the file. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged footers as unchecked exceptions
  public static Optional<StructType> of(String uri, Configuration conf) throws IOException {
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(uri), conf))) {
      return of(file);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw DamagedFile.of(uri, e);
    }
  }

  /** The columns of an open file; empty when Spark has not written it. */
  public static Optional<StructType> of(ParquetFileReader file) {
    String json = file.getFileMetaData().getKeyValueMetaData().get(SPARK_SCHEMA);
    return json == null ? Optional.empty() : Optional.of((StructType) DataType.fromJson(json));
  }
}
