package io.github.blueskyspark.converters.panda;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.FrameMapBuilder;
import io.github.blueskyspark.documents.StreamDatum;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds in an archive of documents which events the rows of PandA files belong to. */
final class RunArchive {
  /** One data key of one stream of a run. */
  private record Key(String runUid, String stream, String dataKey) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final String path;
  private final Map<String, String> options;

  RunArchive(SparkSession spark, String path, Map<String, String> options) {
    this.spark = spark;
    this.path = path;
    this.options = options;
  }

  /** The events of the rows of these files; none without an archive. */
  static PandaLinks links(SparkSession spark, PandaRequest request, List<String> files)
      throws IOException {
    return request.runArchive().isEmpty() || files.isEmpty()
        ? PandaLinks.none()
        : new RunArchive(spark, request.runArchive().get(), request.options()).links(files);
  }

  private PandaLinks links(List<String> files) throws IOException {
    HadoopStorage storage = new HadoopStorage(spark.sessionState().newHadoopConf());
    Map<String, String> byUri = new HashMap<>();
    for (String file : files) {
      byUri.put(plain(storage.realUri(new Path(file).toUri().toString())), file);
    }
    Map<Key, Set<String>> resources = new LinkedHashMap<>();
    Map<String, String> fileOf = new HashMap<>();
    Map<Key, String> datasets = new HashMap<>();
    for (Row row :
        table("assets")
            .select(
                "run_uid", "stream", "data_key", "resource_uid", "resolved_uri", "uri", "dataset")
            .collectAsList()) {
      String uri = row.isNullAt(4) ? row.getString(5) : row.getString(4);
      Key key = new Key(row.getString(0), row.getString(1), row.getString(2));
      resources.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(row.getString(3));
      if (uri != null && byUri.containsKey(plain(uri))) {
        fileOf.put(row.getString(3), byUri.get(plain(uri)));
        datasets.put(key, row.isNullAt(6) ? "" : row.getString(6));
      }
    }
    PandaLinks links = new PandaLinks();
    if (fileOf.isEmpty()) {
      return links;
    }
    resources.keySet().removeIf(key -> resources.get(key).stream().noneMatch(fileOf::containsKey));
    map(resources, fileOf, described(datasets, links), links);
    links.finish();
    return links;
  }

  private void map(
      Map<Key, Set<String>> resources,
      Map<String, String> fileOf,
      Map<Key, Long> rowsAnEvent,
      PandaLinks links)
      throws IOException {
    Map<String, List<StreamDatum>> datums =
        datums(resources.keySet().stream().map(Key::runUid).distinct().toList());
    Set<String> done = new LinkedHashSet<>();
    for (Map.Entry<Key, Set<String>> entry : resources.entrySet()) {
      Key key = entry.getKey();
      FrameMapBuilder builder = FrameMapBuilder.of(entry.getValue());
      entry.getValue().forEach(r -> datums.getOrDefault(r, List.of()).forEach(builder::add));
      Set<String> touched = new LinkedHashSet<>();
      entry.getValue().stream()
          .filter(fileOf::containsKey)
          .forEach(r -> links.use(fileOf.get(r), key.runUid()));
      for (FrameMap.Span span : builder.build().spans()) {
        String file = fileOf.get(span.resource());
        // Every column of a file has the same mapping: the first that has one speaks for all.
        if (file != null && !done.contains(key.runUid() + file)) {
          touched.add(key.runUid() + file);
          long k = rowsAnEvent.getOrDefault(key, 1L);
          long from = Math.multiplyExact(span.fileIndexStart(), k);
          links.add(
              file,
              new PandaLinks.Span(key.runUid(), from, from + span.count() * k, k, span.seqStart()));
        }
      }
      done.addAll(touched);
    }
  }

  private Map<String, List<StreamDatum>> datums(List<String> runs) throws IOException {
    Map<String, List<StreamDatum>> datums = new HashMap<>();
    Dataset<Row> documents =
        table("documents")
            .where(col("name").equalTo("stream_datum").and(col("run_uid").isin(runs.toArray())));
    for (Row row : documents.orderBy("run_uid", "position").select("json").collectAsList()) {
      JsonNode doc = JSON.readTree(row.getString(0));
      JsonNode seqNums = doc.path("seq_nums");
      JsonNode indices = doc.path("indices");
      StreamDatum datum =
          new StreamDatum(
              doc.path("uid").asText(),
              doc.path("stream_resource").asText(),
              doc.path("descriptor").asText(),
              seqNums.path("start").asLong(),
              seqNums.path("stop").asLong(),
              indices.path("start").asLong(),
              indices.path("stop").asLong());
      datums.computeIfAbsent(datum.resource(), r -> new ArrayList<>()).add(datum);
    }
    return datums;
  }

  /**
   * The first length of a declared shape {@code [k]}: so many samples are one event. What the data
   * keys say of units goes to the links.
   *
   * @param datasets of the files, by data key
   */
  private Map<Key, Long> described(Map<Key, String> datasets, PandaLinks links) {
    Map<Key, Long> found = new HashMap<>();
    for (Row row :
        table("data_keys")
            .where("external IS NOT NULL")
            .select("run_uid", "stream", "data_key", "shape", "units")
            .collectAsList()) {
      List<Long> shape = row.isNullAt(3) ? List.of() : row.getList(3);
      long k = shape.isEmpty() || shape.get(0) == null ? 1 : Math.max(1, shape.get(0));
      Key key = new Key(row.getString(0), row.getString(1), row.getString(2));
      found.put(key, k);
      if (datasets.containsKey(key) && !row.isNullAt(4)) {
        links.units("/" + datasets.get(key).replaceFirst("^/+", ""), row.getString(4));
      }
    }
    return found;
  }

  private Dataset<Row> table(String name) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .option(Options.TABLE.key(), name)
        .load(path);
  }

  /** URIs of one local file differ in slashes and in {@code localhost}. */
  private static String plain(String uri) {
    return java.net.URLDecoder.decode(
            uri.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8)
        .replaceFirst("^file:(//localhost)?/*", "file:/");
  }
}
