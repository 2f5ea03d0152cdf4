package io.github.blueskyspark.spark.parquet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** How many values of a column are null, as the statistics in a Parquet file's footer say. */
public final class ColumnNulls {
  private ColumnNulls() {}

  /**
   * Reads the footer.
   *
   * @param column of the file's top level
   * @return empty when the file does not say it, or has no such column
   */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged footers as unchecked exceptions
  public static OptionalLong of(String uri, String column, Configuration conf) throws IOException {
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(uri), conf))) {
      long nulls = 0;
      for (BlockMetaData group : file.getRowGroups()) {
        OptionalLong more = of(group, column);
        if (more.isEmpty()) {
          return OptionalLong.empty();
        }
        nulls += more.getAsLong();
      }
      return OptionalLong.of(nulls);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw DamagedFile.of(uri, e);
    }
  }

  private static OptionalLong of(BlockMetaData group, String column) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      String[] path = chunk.getPath().toArray();
      if (path.length == 1 && path[0].equals(column)) {
        Statistics<?> known = chunk.getStatistics();
        return known != null && known.isNumNullsSet()
            ? OptionalLong.of(known.getNumNulls())
            : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
