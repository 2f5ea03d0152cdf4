package io.github.blueskyspark.converters.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.panda.PandaConverter;
import io.github.blueskyspark.converters.panda.PandaRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What SPEC §7 says of every Parquet file of a warehouse, looked at in the files themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarehouseFilesIT {
  private static final Set<String> TABLES =
      Set.of("runs", "streams", "data_keys", "configuration", "assets", "documents", "panda");

  private final SparkSession spark = LocalSpark.session();
  private Path warehouse;
  private List<Path> data;

  @BeforeAll
  void convertEverything(@TempDir Path folder) throws IOException {
    warehouse = folder.resolve("warehouse");
    Path samples = LocalSpark.samples();
    Map<String, String> options = Map.of("rootMap", "/data/bluesky-samples=" + samples);
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(
                    samples.resolve("documents/archive").toString(),
                    samples.resolve("fly-scan-with-camera/archive").toString()),
                warehouse.toString(),
                options,
                Optional.empty(),
                Frames.COPIED));
    new PandaConverter(spark)
        .convert(
            new PandaRequest(
                List.of(samples.resolve("panda-files/archive").toString()),
                warehouse.toString(),
                Optional.empty(),
                options));
    try (Stream<Path> files = Files.walk(warehouse)) {
      data = files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private String table(Path file) {
    return warehouse.relativize(file).getName(0).toString();
  }

  @Test
  void everyTableIsThere() {
    Set<String> tables = new TreeSet<>();
    data.forEach(f -> tables.add(table(f)));
    assertThat(tables).containsAll(TABLES).contains("stream", "frames");
  }

  @Test
  void columnsAreZstdAndHavePageIndexes() throws IOException {
    int indexed = 0;
    for (Path file : data) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : group.getColumns()) {
            String what = warehouse.relativize(file) + " " + column.getPath();
            assertThat(column.getCodec()).as(what).isEqualTo(CompressionCodecName.ZSTD);
            assertThat(reader.readOffsetIndex(column)).as("offset index of " + what).isNotNull();
            // Parquet writes no least and greatest value, and so no index, of doubles with a NaN.
            if (column.getStatistics().hasNonNullValue()) {
              assertThat(reader.readColumnIndex(column)).as("column index of " + what).isNotNull();
              indexed++;
            }
          }
        }
      }
    }
    assertThat(indexed).isGreaterThan(200);
  }

  @Test
  void pagesHaveChecksums() throws IOException {
    for (Path file : data) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : group.getColumns()) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
              in.skipNBytes(column.getStartingPos());
              PageHeader page = Util.readPageHeader(in);
              assertThat(page.isSetCrc()).as(file + " " + column.getPath()).isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  void runUidHasABloomFilterAndTheFooterSaysWhoWrote() throws IOException {
    for (Path file : data) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        Map<String, String> said = reader.getFooter().getFileMetaData().getKeyValueMetaData();
        assertThat(said).containsKeys("bluesky.schema-version", "bluesky.converter-version");
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : group.getColumns()) {
            boolean filled = column.getStatistics().getNumNulls() < column.getValueCount();
            if (column.getPath().toDotString().equals("run_uid") && filled) {
              assertThat(reader.readBloomFilter(column)).as(file.toString()).isNotNull();
            }
          }
        }
      }
    }
  }

  /** Order of a row: start of the run, its uid, and the number in its stream. */
  private record Place(double start, String uid, long number) {
    static final Comparator<Place> ORDER =
        Comparator.comparingDouble(Place::start)
            .thenComparing(Place::uid)
            .thenComparingLong(Place::number);
  }

  @Test
  void rowsAreSortedByStartRunAndNumber() {
    Map<String, Double> starts = new HashMap<>();
    spark
        .read()
        .parquet(warehouse.resolve("runs").toString())
        .selectExpr("run_uid", "CAST(start_time AS DOUBLE)")
        .collectAsList()
        .forEach(r -> starts.put(r.getString(0), r.isNullAt(1) ? 0 : r.getDouble(1)));
    Set<String> tables = new HashSet<>(TABLES);
    tables.addAll(Set.of("stream", "frames"));
    tables.remove("panda");
    for (Path file : data) {
      if (tables.contains(table(file))) {
        Dataset<Row> rows = spark.read().parquet(file.toString());
        boolean numbered = List.of(rows.columns()).contains("seq_num");
        List<Place> places = new ArrayList<>();
        rows.selectExpr("run_uid", numbered ? "coalesce(seq_num, 0L)" : "0L")
            .collectAsList()
            .forEach(
                r ->
                    places.add(
                        new Place(
                            starts.getOrDefault(r.getString(0), 0.0),
                            r.getString(0),
                            r.getLong(1))));
        assertThat(places).as(file.toString()).isSortedAccordingTo(Place.ORDER);
      }
    }
  }
}
