package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.KnownArray;
import io.github.blueskyspark.spi.KnownArrays;
import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * Arrays that table {@code chunks} of a warehouse tells of: what {@code convert --references} wrote
 * down. Reads the commit log when it is asked for the first time.
 */
final class WarehouseArrays implements KnownArrays {
  /** Chunks of one array that are held in memory; about 100 bytes each. */
  private static final int MOST_CHUNKS = 200_000;

  private static final double MICROS_A_MILLI = 1000.0;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIST = " (LIST) { repeated group list { optional int64 element; } }";
  private static final String SCHEMA =
      "message chunks { optional binary run_uid (STRING); optional binary stream (STRING);"
          + " optional binary data_key (STRING); optional binary resource_uid (STRING);"
          + " optional binary dataset (STRING); optional binary dtype (STRING);"
          + " optional group shape"
          + LIST
          + " optional group chunk_shape"
          + LIST
          + " optional binary filters (STRING); optional binary fill_value; optional group chunk"
          + LIST
          + " optional binary path (STRING); optional int64 offset; optional int64 length;"
          + " optional int64 filter_mask; optional int64 size;"
          + " optional int64 modification_time (TIMESTAMP(MICROS,true)); }";

  private final List<FileRef> group;
  private final Configuration conf;
  private Optional<List<StoredFile>> files = Optional.empty();

  /**
   * @param group files of the documents of the runs that are asked for
   */
  WarehouseArrays(List<FileRef> group, Configuration conf) {
    this.group = List.copyOf(group);
    this.conf = conf;
  }

  @Override
  public Optional<KnownArray> of(String run, String stream, String key, String resource)
      throws IOException {
    FilterPredicate wanted =
        FilterApi.and(
            FilterApi.and(is("run_uid", run), is("resource_uid", resource)),
            FilterApi.and(is("stream", stream), is("data_key", key)));
    List<Group> rows = new ArrayList<>();
    for (StoredFile file : files()) {
      try (ParquetRows parquet =
          new ParquetRows(
              FileUris.of(new Path(file.uri())), conf, SCHEMA, FilterCompat.get(wanted))) {
        for (Optional<Group> row = parquet.next(); row.isPresent(); row = parquet.next()) {
          rows.add(row.get());
          if (rows.size() > MOST_CHUNKS) {
            return Optional.empty();
          }
        }
      }
    }
    return array(rows);
  }

  private static FilterPredicate is(String column, String value) {
    return FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(value));
  }

  /** Files of the table that may hold these runs: those of the same months. */
  private List<StoredFile> files() throws IOException {
    if (files.isEmpty()) {
      files = Optional.of(look());
    }
    return files.get();
  }

  private List<StoredFile> look() throws IOException {
    Set<String> documents = group.stream().map(FileRef::uri).collect(Collectors.toSet());
    Optional<String> root =
        documents.stream()
            .filter(uri -> uri.contains("/documents/"))
            .map(uri -> uri.substring(0, uri.lastIndexOf("/documents/")))
            .findFirst();
    if (root.isEmpty()) {
      return List.of();
    }
    WarehouseFiles all = WarehouseFiles.read(root.get(), conf);
    Set<Integer> months =
        all.of("documents").stream()
            .filter(f -> documents.contains(FileUris.of(new Path(f.uri()))))
            .map(StoredFile::month)
            .collect(Collectors.toSet());
    return all.of("chunks").stream().filter(f -> months.contains(f.month())).toList();
  }

  /** Empty where the rows are of several files or layouts, or say no chunk. */
  private static Optional<KnownArray> array(List<Group> rows) throws IOException {
    if (rows.isEmpty() || !isOneLayout(rows)) {
      return Optional.empty();
    }
    Group first = rows.get(0);
    Optional<DType> dtype = DTypes.parse(ParquetRows.text(first, "dtype"));
    if (dtype.isEmpty() || !ParquetRows.has(first, "chunk_shape")) {
      return Optional.empty();
    }
    List<StoredChunk> chunks = new ArrayList<>();
    for (Group row : rows) {
      if (ParquetRows.has(row, "chunk")) {
        chunks.add(
            new StoredChunk(
                longs(row, "chunk"),
                row.getLong("offset", 0),
                row.getLong("length", 0),
                (int) row.getLong("filter_mask", 0)));
      }
    }
    List<Step> filters = filters(ParquetRows.text(first, "filters"));
    ArrayInfo info =
        new ArrayInfo(
            ParquetRows.text(first, "dataset"),
            dtype.get(),
            longs(first, "shape"),
            longs(first, "chunk_shape"),
            filters.stream().map(Step::name).toList(),
            chunks.stream().mapToLong(StoredChunk::length).sum(),
            JsonNodeFactory.instance.objectNode());
    FileRef file =
        new FileRef(
            ParquetRows.text(first, "path"),
            first.getLong("size", 0),
            Math.round(first.getLong("modification_time", 0) / MICROS_A_MILLI));
    return Optional.of(new KnownArray(info, filters, fill(first), file, chunks));
  }

  private static boolean isOneLayout(List<Group> rows) {
    Group first = rows.get(0);
    return ParquetRows.has(first, "size")
        && ParquetRows.has(first, "modification_time")
        && rows.stream()
            .allMatch(
                row ->
                    List.of("path", "dtype", "filters", "dataset").stream()
                            .allMatch(
                                c -> ParquetRows.text(row, c).equals(ParquetRows.text(first, c)))
                        && longs(row, "shape").equals(longs(first, "shape"))
                        && longs(row, "chunk_shape").equals(longs(first, "chunk_shape")));
  }

  private static String fill(Group row) {
    return ParquetRows.has(row, "fill_value")
        ? Base64.getEncoder().encodeToString(row.getBinary("fill_value", 0).getBytes())
        : "";
  }

  private static List<Step> filters(String json) throws IOException {
    List<Step> filters = new ArrayList<>();
    for (JsonNode step : JSON.readTree(json)) {
      List<Integer> values = new ArrayList<>();
      step.path("values").forEach(v -> values.add(v.asInt()));
      filters.add(new Step(step.path("id").asInt(), step.path("name").asText(), values));
    }
    return filters;
  }

  private static List<Long> longs(Group row, String column) {
    if (!ParquetRows.has(row, column)) {
      return List.of();
    }
    Group list = row.getGroup(column, 0);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      values.add(list.getGroup("list", i).getLong("element", 0));
    }
    return values;
  }
}
