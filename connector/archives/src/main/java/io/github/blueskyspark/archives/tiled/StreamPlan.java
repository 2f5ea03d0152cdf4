package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the descriptors and events of one stream are rebuilt.
 *
 * <p>Tiled keeps one descriptor a stream and of later ones uid, time and configuration; which event
 * belongs to which is told by time. It renames keys that are called as its own columns, and says so
 * in a note of the run.
 */
final class StreamPlan {
  /**
   * A descriptor.
   *
   * @param time seconds since the epoch; NaN when it is not kept
   */
  record Version(String uid, double time) {}

  private final RunNode run;
  private final StreamNode stream;
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private final List<Made> descriptors = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  StreamPlan(RunNode run, StreamNode stream) {
    this.run = run;
    this.stream = stream;
    for (String key : List.of("time", "seq_num")) {
      String note = "Renamed data_key '" + key + "' to '" + key + "_' in stream " + stream.name();
      for (JsonNode said : run.metadata().path("notes")) {
        if (said.asText().equals(note)) {
          renamed.put(key + "_", key);
        }
      }
    }
    build();
  }

  StreamNode stream() {
    return stream;
  }

  RunNode run() {
    return run;
  }

  /** The descriptors as documents. */
  List<Made> descriptors() {
    return descriptors;
  }

  /** The key that Tiled keeps under that name. */
  String original(String key) {
    return renamed.getOrDefault(key, key);
  }

  /** uid of the first descriptor. */
  String firstDescriptor() {
    return versions.get(0).uid();
  }

  /** uid of the descriptor of an event: the latest that was made before it. */
  String descriptorAt(double time) {
    String uid = firstDescriptor();
    for (Version v : versions) {
      if (v.time() <= time) {
        uid = v.uid();
      }
    }
    return uid;
  }

  /** Whether the stream declares a key, by Tiled's name of it. */
  boolean declares(String key) {
    return stream.metadata().path("data_keys").has(key);
  }

  private void build() {
    ObjectNode metadata = stream.metadata();
    ObjectNode keys = dataKeys();
    add(metadata, keys, metadata.path("configuration"));
    for (JsonNode update : metadata.path("_config_updates")) {
      if (update instanceof ObjectNode object) {
        add(object, keys.deepCopy(), object.path("configuration"));
      }
    }
    if (versions.size() > 1) {
      notes.add(
          "stream '"
              + stream.name()
              + "': Tiled does not keep which of its "
              + versions.size()
              + " descriptors an event belongs to; the latest made before the event is taken");
    }
    for (String key : names(metadata.path("data_keys"))) {
      if (key.startsWith("ts_") && declares(key.substring(3)) && !stream.tables().isEmpty()) {
        notes.add(
            "stream '"
                + stream.name()
                + "': values of '"
                + key
                + "' are lost; Tiled wrote the timestamps of '"
                + key.substring(3)
                + "' over them");
      }
    }
    Made first = descriptors.get(0);
    descriptors.set(0, new Made(run.uid(), first.name(), first.doc(), notes));
  }

  private void add(ObjectNode said, ObjectNode keys, JsonNode configuration) {
    String uid = said.path("uid").asText("");
    if (uid.isEmpty()) {
      uid = "descriptor-" + run.uid() + "-" + stream.name() + "-" + versions.size();
      notes.add("stream '" + stream.name() + "': the descriptor's uid is made up");
    }
    ObjectNode doc = keys.objectNode();
    doc.put("run_start", run.uid());
    doc.put("name", stream.name());
    doc.put("uid", uid);
    if (said.has("time")) {
      doc.set("time", said.get("time"));
    }
    doc.set("data_keys", keys);
    doc.set("configuration", configuration.isObject() ? configuration : keys.objectNode());
    doc.set(
        "hints",
        stream.metadata().path("hints").isObject()
            ? stream.metadata().get("hints")
            : keys.objectNode());
    doc.set("object_keys", objectKeys(keys));
    stream.metadata().properties().stream()
        .filter(e -> !e.getKey().startsWith("_") && !doc.has(e.getKey()))
        .filter(e -> !e.getKey().equals("uid") && !e.getKey().equals("time"))
        .forEach(e -> doc.set(e.getKey(), e.getValue()));
    descriptors.add(new Made(run.uid(), "descriptor", doc));
    versions.add(new Version(uid, said.path("time").asDouble(Double.NaN)));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectNode objectKeys(ObjectNode keys) {
    ObjectNode objects = keys.objectNode();
    for (Map.Entry<String, JsonNode> key : keys.properties()) {
      String object = key.getValue().path("object_name").asText("");
      if (!object.isEmpty()) {
        ArrayNode of =
            objects.get(object) instanceof ArrayNode known ? known : objects.putArray(object);
        of.add(key.getKey());
      }
    }
    return objects;
  }

  private ObjectNode dataKeys() {
    ObjectNode keys = stream.metadata().objectNode();
    for (Map.Entry<String, JsonNode> key : stream.metadata().path("data_keys").properties()) {
      keys.set(original(key.getKey()), key.getValue());
    }
    for (DataNode table : stream.tables()) {
      // keys that only later descriptors had
      for (Map.Entry<String, JsonNode> key : table.metadata().properties()) {
        if (key.getValue().path("dtype").isTextual() && !keys.has(original(key.getKey()))) {
          keys.set(original(key.getKey()), key.getValue());
        }
      }
    }
    for (DataNode array : stream.arrays()) {
      String key = original(array.key());
      ObjectNode declared =
          keys.get(key) instanceof ObjectNode known ? known.deepCopy() : undeclared(array);
      if (!declared.path("external").asText("").startsWith("STREAM")) {
        declared.put("external", "STREAM:");
      }
      keys.set(key, declared);
    }
    for (DataNode ragged : stream.ragged()) {
      String key = original(ragged.key());
      if (!keys.has(key)) {
        keys.set(key, undeclared(ragged));
      }
    }
    return keys;
  }

  private ObjectNode undeclared(DataNode array) {
    ObjectNode made = array.metadata().deepCopy();
    if (!made.path("dtype").isTextual()) {
      made.put("source", "tiled");
      made.put("dtype", "array");
      JsonNode shape = array.structure().path("shape");
      ArrayNode row = made.putArray("shape");
      for (int i = 1; i < shape.size(); i++) {
        row.add(shape.get(i));
      }
      notes.add("stream '" + stream.name() + "': no descriptor declares '" + array.key() + "'");
    }
    return made;
  }

  /** The dtype of an array's elements as numpy writes it; empty where the structure has none. */
  static Optional<String> dtype(DataNode array) {
    JsonNode type = array.structure().path("data_type");
    String kind = type.path("kind").asText("");
    int size = type.path("itemsize").asInt(0);
    if (kind.length() != 1 || size <= 0) {
      return Optional.empty();
    }
    String order =
        switch (type.path("endianness").asText("")) {
          case "little" -> "<";
          case "big" -> ">";
          default -> "|";
        };
    return Optional.of(order + kind + (kind.equals("U") ? size / 4 : size));
  }
}
