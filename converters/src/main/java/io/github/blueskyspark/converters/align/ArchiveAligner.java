package io.github.blueskyspark.converters.align;

import static org.apache.spark.sql.functions.count;

import io.github.blueskyspark.converters.layout.RowCounter;
import io.github.blueskyspark.converters.layout.SqlNames;
import io.github.blueskyspark.converters.layout.WarehouseParquet;
import io.github.blueskyspark.converters.panda.PandaConverter;
import io.github.blueskyspark.converters.panda.PandaRequest;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Joins streams of an archive, and PandA rows, as of their times. */
public final class ArchiveAligner {
  private static final String PANDA = "panda:";
  private static final long RUNS_A_FILE = 1_000;

  private final SparkSession spark;
  private final Optional<Consumer<String>> rejected;

  /** An aligner that runs in this session; a PandA file that cannot be read is an error. */
  public ArchiveAligner(SparkSession spark) {
    this.spark = spark;
    this.rejected = Optional.empty();
  }

  /**
   * An aligner that leaves out PandA files that cannot be read, unless {@code mode=FAILFAST}.
   *
   * @param rejected takes a message for each of them
   */
  public ArchiveAligner(SparkSession spark, Consumer<String> rejected) {
    this.spark = spark;
    this.rejected = Optional.of(rejected);
  }

  /**
   * The left side with the columns of each right side, sorted as {@link StreamAlignment#join} says.
   *
   * @throws OptionException when a stream or column is not there
   */
  public Dataset<Row> align(AlignRequest request) throws IOException {
    return align(request, new LinkedHashMap<>());
  }

  /**
   * Writes the joined rows into a directory as Parquet files whose names sort as the rows do.
   *
   * @throws OptionException when a stream or column is not there
   * @throws ArchiveException when the directory holds something already
   */
  public AlignReport write(AlignRequest request, String target) throws IOException {
    Path folder = new Path(target);
    FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
    if (!written(files, folder).isEmpty()) {
      throw new ArchiveException(
          Location.file(target),
          "write aligned rows",
          "the directory is not empty",
          "Name another one, or empty it");
    }
    Map<String, Column> found = new LinkedHashMap<>();
    Dataset<Row> aligned = align(request, found);
    RowCounter counter = new RowCounter();
    List<Column> counts = new ArrayList<>();
    found.forEach((side, matched) -> counts.add(count(matched).as(side)));
    WarehouseParquet.save(counter.watch(aligned, counts), List.of(), RUNS_A_FILE, folder);
    List<FileStatus> parts = written(files, folder);
    Map<String, Long> matched = new LinkedHashMap<>();
    Map<String, Long> counted = counter.others();
    found.keySet().forEach(side -> matched.put(side, counted.getOrDefault(side, 0L)));
    return new AlignReport(
        counter.rows().orElse(0),
        matched,
        parts.size(),
        parts.stream().mapToLong(FileStatus::getLen).sum());
  }

  /** What lies in the folder; marks and remains of writers do not count. */
  private static List<FileStatus> written(FileSystem files, Path folder) throws IOException {
    return files.exists(folder)
        ? Arrays.stream(files.listStatus(folder))
            .filter(f -> !f.getPath().getName().matches("[._].*"))
            .toList()
        : List.of();
  }

  /**
   * @param found takes, for each right side, the column that is null where no row counts
   */
  private Dataset<Row> align(AlignRequest request, Map<String, Column> found) throws IOException {
    Dataset<Row> aligned = side(request, request.left());
    for (String right : request.right()) {
      String name = right.startsWith(PANDA) ? "panda" : right;
      AsOf asOf = request.asOf().suffix(request.suffix().orElse("_" + name));
      if (asOf.rightOrder().isEmpty()) {
        asOf =
            right.startsWith(PANDA) ? asOf.rightOrder("file", "row") : asOf.rightOrder("seq_num");
      }
      Dataset<Row> other = side(request, right);
      int width = aligned.columns().length;
      aligned = StreamAlignment.join(aligned, other, asOf);
      List<String> by = asOf.by();
      int at =
          Arrays.stream(other.columns())
              .filter(c -> !by.contains(c))
              .toList()
              .indexOf(asOf.rightOn());
      if (at >= 0) {
        found.put(right, SqlNames.column(aligned.columns()[width + at]));
      }
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

  private Dataset<Row> panda(AlignRequest request, String path) throws IOException {
    String place = path.isEmpty() ? request.source() : path;
    PandaConverter pandas = new PandaConverter(spark);
    Optional<Dataset<Row>> converted = pandas.converted(place);
    if (converted.isPresent()) {
      return converted.get();
    }
    Optional<String> archive = Optional.of(request.source());
    return rejected.isPresent()
        ? pandas.rows(
            new PandaRequest(List.of(place), "", archive, request.options()), rejected.get())
        : pandas.rows(List.of(place), archive, request.options());
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
            .map(SqlNames::column)
            .toArray(Column[]::new));
  }
}
