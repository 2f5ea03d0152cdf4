package io.github.blueskyspark.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import io.github.blueskyspark.spark.vectors.VectorRowWriter;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten frames of 24 x 30 in chunks of 4 x 12 x 11: 18 chunks, each for four frames. */
class DecodedOnceTest {
  private static final int CHUNKS = 18;
  private static final String KEY = "det_chunk4_split";
  private static final String ROOT = System.getProperty("bluesky.root") + "/sample-data";
  private static final Path DOCUMENTS = Path.of(ROOT, "hdf5-layouts/archive/documents.jsonl");
  @TempDir Path folder;

  @Test
  void imageAndStatisticsOfFramesShareWhatIsDecoded() throws IOException {
    List<String> columns = List.of("image", "min", "max", "sum", "mean");
    assertThat(chunks(TableName.FRAMES, KEY, columns, Map.of())).isEqualTo(CHUNKS);
  }

  @Test
  void regionsOfFramesThatShareChunksAreCutFromChunksDecodedOnce() throws IOException {
    List<String> columns = List.of("image", "sum");
    assertThat(chunks(TableName.FRAMES, KEY, columns, Map.of("roi", "6:20,4:28")))
        .isEqualTo(CHUNKS);
    assertThat(chunks(TableName.FRAMES, KEY, columns, Map.of("roi", "0:3,0:9"))).isEqualTo(3);
  }

  @Test
  void rowsOfAStreamThatShareChunksAreCutFromChunksDecodedOnce() throws IOException {
    List<String> columns = List.of("seq_num", KEY);
    assertThat(chunks(TableName.STREAM, "primary", columns, Map.of())).isEqualTo(CHUNKS);
    assertThat(chunks(TableName.STREAM, "primary", columns, Map.of("roi", "6:20,4:28")))
        .isEqualTo(CHUNKS);
  }

  @Test
  void columnsOfOneDatasetShareWhatIsDecoded() throws IOException {
    Path moved = Files.createTempDirectory(folder, "documents").resolve("documents.jsonl");
    String text = Files.readString(DOCUMENTS);
    Files.writeString(
        moved,
        text.replace("/chunk4.h5", "/chunk4_gzip.h5")
            .replace("/earliest_gzip.h5", "/latest_gzip.h5"));
    assertThat(ofBoth(moved, "det_chunk4_gzip", "det_chunk4")).isEqualTo(3);
    assertThat(ofBoth(moved, "det_latest_gzip", "det_earliest_gzip")).isEqualTo(5);
  }

  /** Chunks that a query decodes of two columns; of the first alone they must be as many. */
  private static long ofBoth(Path documents, String first, String second) throws IOException {
    Map<String, String> none = Map.of();
    List<String> both = List.of(first, second);
    long decoded = chunks(documents, TableName.STREAM, "primary", both, none);
    assertThat(chunks(documents, TableName.STREAM, "primary", List.of(first), none))
        .isEqualTo(decoded);
    return decoded;
  }

  @Test
  void columnsThatNeedNoPixelsDecodeNothing() throws IOException {
    assertThat(chunks(TableName.FRAMES, KEY, List.of("index", "frame"), Map.of())).isZero();
  }

  private static long chunks(
      TableName table, String member, List<String> names, Map<String, String> more)
      throws IOException {
    return chunks(DOCUMENTS, table, member, names, more);
  }

  private static long chunks(
      Path file, TableName table, String member, List<String> names, Map<String, String> more)
      throws IOException {
    Map<String, String> given = new LinkedHashMap<>(more);
    given.put("path", file.toUri().toString());
    given.put("rootMap", "/data/bluesky-samples=" + ROOT);
    given.put("allowedRoots", ROOT);
    OptionValues options = OptionValues.parse(given);
    HadoopStorage storage = new HadoopStorage(new Configuration(false));
    List<FileRef> files = List.of(new FileRef(file.toUri().toString(), Files.size(file), 0));
    Archive archive = new Archive(options, files, storage, TaskRunner.inline());
    List<Column> columns =
        archive.schema(table, member).stream().filter(c -> names.contains(c.name())).toList();
    TableQuery query =
        new TableQuery(table, member, columns, List.of(), List.of(), List.of(), archive.options());
    ReadMetrics metrics = new ReadMetrics();
    VectorRowWriter rows = new VectorRowWriter(columns, SparkTypes.schema(columns));
    for (Split split : archive.splits(query)) {
      try (RowSource source = Archive.open(split, query, storage, metrics)) {
        while (source.next(rows)) {
          rows.endRow();
        }
      }
    }
    assertThat(rows.rows()).isEqualTo(10);
    return metrics.get(Counter.CHUNKS_DECODED);
  }
}
