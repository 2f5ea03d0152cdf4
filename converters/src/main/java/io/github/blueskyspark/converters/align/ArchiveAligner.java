package io.github.blueskyspark.converters.align;

import io.github.blueskyspark.converters.panda.PandaConverter;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Joins streams of an archive, and PandA rows, as of their times. */
public final class ArchiveAligner {
  private static final String PANDA = "panda:";

  private final SparkSession spark;

  /** An aligner that runs in this session. */
  public ArchiveAligner(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * The left side with the columns of each right side, sorted as {@link StreamAlignment#join} says.
   *
   * @throws OptionException when a stream or column is not there
   */
  public Dataset<Row> align(AlignRequest request) throws IOException {
    Dataset<Row> aligned = side(request, request.left());
    for (String right : request.right()) {
      String name = right.startsWith(PANDA) ? "panda" : right;
      AsOf asOf = request.asOf().suffix(request.suffix().orElse("_" + name));
      if (asOf.rightOrder().isEmpty()) {
        asOf = right.startsWith(PANDA) ? asOf.rightOrder("file", "row") : asOf.rightOrder("seq_num");
      }
      aligned = StreamAlignment.join(aligned, side(request, right), asOf);
    }
    return aligned;
  }

  private Dataset<Row> side(AlignRequest request, String name) throws IOException {
    if (name.startsWith(PANDA)) {
      return panda(request, name.substring(PANDA.length()));
    }
    Set<String> streams = new HashSet<>();
    table(request, "streams", Map.of())
        .select("stream")
        .distinct()
        .collectAsList()
        .forEach(row -> streams.add(row.getString(0)));
    if (!streams.contains(name)) {
      throw new OptionException(
          Location.file(request.source()),
          "align stream '" + name + "'",
          "it has the streams " + streams.stream().sorted().toList(),
          "Name one of them, or panda:PATH for PandA rows");
    }
    Dataset<Row> rows = table(request, "stream", Map.of(Options.STREAM.key(), name));
    return request.arrays() == AlignRequest.Arrays.COPIED
        ? rows
        : without(rows, arrays(request, name));
  }

  /** PandA rows of a warehouse are Parquet; anything else are the files themselves. */
  private Dataset<Row> panda(AlignRequest request, String path) throws IOException {
    Path folder = path.isEmpty() ? new Path(request.source(), "panda") : new Path(path);
    if (path.isEmpty() || PandaConverter.isFolderOfRows(spark, folder)) {
      return spark.read().parquet(folder.toString()).drop("year", "month");
    }
    Optional<String> documents = Optional.of(request.source());
    return new PandaConverter(spark).rows(List.of(path), documents, request.options());
  }

  /** Columns of external arrays, frames above all. */
  private Set<String> arrays(AlignRequest request, String stream) {
    Set<String> columns = new HashSet<>();
    table(request, "data_keys", Map.of())
        .where("external IS NOT NULL")
        .select("stream", "column", "spark_type")
        .distinct()
        .collectAsList()
        .forEach(
            row -> {
              boolean isArray = row.getString(2).matches("ndarray|struct<dtype.*|array<.*");
              if (row.getString(0).equals(stream) && isArray) {
                columns.add(row.getString(1));
              }
            });
    return columns;
  }

  private Dataset<Row> table(AlignRequest request, String table, Map<String, String> more) {
    return spark
        .read()
        .format("bluesky")
        .options(request.options())
        .options(more)
        .option(Options.TABLE.key(), table)
        .load(request.source());
  }

  private static Dataset<Row> without(Dataset<Row> rows, Set<String> columns) {
    return rows.select(
        Arrays.stream(rows.columns())
            .filter(c -> !columns.contains(c))
            .map(Side::quoted)
            .toArray(Column[]::new));
  }
}
