package io.github.blueskyspark.archives.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.archives.files.FileRun.Range;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.StoreReading;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes up the documents of one run: what its files hold is asked of the asset readers. */
final class RunDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern LAST_NUMBER = Pattern.compile("([0-9]{1,18})[^0-9]*$");
  private static final String STREAM = "primary";

  private final FileRun run;
  private final StoreReading reading;
  private final Location where;
  private final List<MadeDocument.Text> documents = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  RunDocuments(FileRun run, StoreReading reading) {
    this.run = run;
    this.reading = reading;
    this.where = Location.file(run.first());
  }

  List<MadeDocument.Text> documents() {
    return documents;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  void make() throws IOException {
    PlaceFiles files = new PlaceFiles(reading.storage(), run.directory(), reading.options());
    List<DataArray> arrays = List.of();
    Optional<Double> said = Optional.empty();
    Optional<AssetReader> reader = AssetReaders.load().byName(run.first());
    try {
      if (reader.isEmpty()) {
        reject("unknown-format", "no reader lists files of that name");
      } else {
        List<ArrayInfo> found = reader.get().list(run.first(), where, files);
        arrays = run.isNumbered() ? DataArray.ofSequence(found) : DataArray.ofFile(run, found);
        said = time(reader.get().attributes(run.first(), where, files));
      }
    } catch (AssetException | IOException e) {
      reject("unreadable-file", String.valueOf(e.getMessage()));
    }
    long rows = run.isNumbered() ? run.files() : DataArray.rows(arrays);
    double time = said.orElse(run.oldest() / 1e3);
    add("start", start(time));
    if (!arrays.isEmpty()) {
      add("descriptor", descriptor(time, arrays));
      for (DataArray array : arrays) {
        add(array, rows);
      }
    }
    add("stop", stop(Math.max(time, run.newest() / 1e3), arrays.isEmpty() ? 0 : rows));
  }

  private void reject(String rule, String reason) {
    rejections.add(new Rejection(run.first(), 0, 0, run.uid(), "", rule, reason, new byte[0]));
  }

  private void add(String name, ObjectNode doc) throws IOException {
    documents.add(MadeDocument.Text.of(name, doc));
  }

  /** When the file says that it was begun, as PandA files do. */
  private static Optional<Double> time(ObjectNode attributes) {
    for (String name : List.of("start_time", "arm_time")) {
      JsonNode value = attributes.path(name);
      if (value.isTextual()) {
        try {
          Instant at = OffsetDateTime.parse(value.asText()).toInstant();
          return Optional.of(at.getEpochSecond() + at.getNano() / 1e9);
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private ObjectNode start(double time) {
    ObjectNode doc = JSON.objectNode();
    doc.put("uid", run.uid());
    doc.put("time", time);
    doc.put("plan_name", "files");
    Matcher number = LAST_NUMBER.matcher(run.run());
    if (number.find()) {
      doc.put("scan_id", Long.parseLong(number.group(1)));
    }
    doc.put("file_series", run.run());
    return doc;
  }

  private ObjectNode descriptor(double time, List<DataArray> arrays) {
    ObjectNode doc = JSON.objectNode();
    doc.put("uid", run.made("descriptor"));
    doc.put("run_start", run.uid());
    doc.put("time", time);
    doc.put("name", STREAM);
    ObjectNode keys = doc.putObject("data_keys");
    arrays.forEach(a -> keys.set(a.key(), a.dataKey(run.first())));
    doc.putObject("configuration");
    doc.putObject("hints");
    doc.putObject("object_keys");
    return doc;
  }

  private void add(DataArray array, long rows) throws IOException {
    FileKind kind = FileKind.of(run.first()).orElseThrow();
    ObjectNode resource = JSON.objectNode();
    String uid = run.made("resource " + array.key());
    resource.put("uid", uid);
    resource.put("run_start", run.uid());
    resource.put("data_key", array.key());
    resource.put("mimetype", kind.mimetype());
    resource.put("uri", uri(run.isNumbered() ? run.directory() : run.first()));
    ObjectNode parameters = resource.putObject("parameters");
    if (!array.dataset().isEmpty()) {
      parameters.put("dataset", array.dataset());
    }
    if (run.isNumbered()) {
      parameters.put("template", run.template());
      parameters.put("files_per_datum", 1);
      parameters.put("join_method", "stack");
    }
    List<Long> chunk = run.isNumbered() ? array.row() : array.info().chunkShape();
    if (!chunk.isEmpty()) {
      ArrayNode axes = parameters.putArray("chunk_shape");
      chunk.forEach(axes::add);
    }
    add("stream_resource", resource);
    List<Range> ranges = run.isNumbered() ? run.ranges() : List.of(new Range(0, rows));
    long first = ranges.get(0).from();
    int number = 0;
    for (Range range : ranges) {
      if (range.to() > range.from()) {
        ObjectNode datum = JSON.objectNode();
        datum.put("uid", uid + "/" + number++);
        datum.put("stream_resource", uid);
        datum.put("descriptor", run.made("descriptor"));
        range(datum.putObject("indices"), range.from(), range.to());
        // an index that is missing leaves its seq_num out
        range(datum.putObject("seq_nums"), range.from() - first + 1, range.to() - first + 1);
        add("stream_datum", datum);
      }
    }
  }

  /** With the host that event-model's consumers expect. */
  private static String uri(String uri) {
    return uri.startsWith("file:/") && !uri.startsWith("file://")
        ? "file://localhost" + uri.substring("file:".length())
        : uri;
  }

  private static void range(ObjectNode node, long start, long stop) {
    node.put("start", start);
    node.put("stop", stop);
  }

  private ObjectNode stop(double time, long rows) {
    ObjectNode doc = JSON.objectNode();
    doc.put("uid", run.made("stop"));
    doc.put("run_start", run.uid());
    doc.put("time", time);
    doc.put("exit_status", "success");
    doc.put("reason", "");
    doc.putObject("num_events").put(STREAM, rows);
    return doc;
  }
}
