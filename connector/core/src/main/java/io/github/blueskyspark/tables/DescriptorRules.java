package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.Descriptor;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules about what descriptors say: whether their parts agree with each other. */
final class DescriptorRules {
  private static final Set<String> DTYPES =
      Set.of("string", "number", "integer", "boolean", "array");

  private final RunIndex run;
  private final Findings findings;

  DescriptorRules(RunIndex run, Findings findings) {
    this.run = run;
    this.findings = findings;
  }

  void check() {
    Map<String, Descriptor> first = new HashMap<>();
    for (Descriptor d : run.descriptorList()) {
      Descriptor before = first.putIfAbsent(d.stream(), d);
      if (before != null && !names(before).equals(names(d))) {
        warning(d, "data-keys-changed", "has other data keys than the one before");
      }
      time(d);
      objects(d);
      configuration(d);
      d.keys().forEach(k -> key(d, k));
    }
  }

  private static Set<String> names(Descriptor d) {
    Set<String> names = new HashSet<>();
    d.keys().forEach(k -> names.add(k.name()));
    return names;
  }

  private static String subject(Descriptor d, String more) {
    return d.stream() + '\u0000' + more;
  }

  private String where(Descriptor d) {
    return Location.run(run.uid()).stream(d.stream()).toString();
  }

  private void error(Descriptor d, String rule, String message) {
    findings.error(
        run.uid(), rule, where(d), subject(d, message), "descriptor '" + d.uid() + "' " + message);
  }

  private void warning(Descriptor d, String rule, String message) {
    findings.warning(
        run.uid(), rule, where(d), subject(d, message), "descriptor '" + d.uid() + "' " + message);
  }

  private void time(Descriptor d) {
    JsonNode time = d.doc().path("time");
    if (!time.isNumber() || !Double.isFinite(time.asDouble())) {
      error(d, "time", "has time " + time + ", which is none");
    } else if (time.asDouble() < run.startTime()) {
      warning(d, "time-order", "is older than the start document");
    }
  }

  private void objects(Descriptor d) {
    Set<String> keys = names(d);
    Set<String> objects = new HashSet<>();
    for (Map.Entry<String, JsonNode> object : d.doc().path("object_keys").properties()) {
      objects.add(object.getKey());
      for (JsonNode name : object.getValue()) {
        if (!keys.contains(name.asText())) {
          error(
              d,
              "object-keys",
              "gives object '" + object.getKey() + "' key '" + name.asText() + "', which is none");
        }
      }
    }
    for (Map.Entry<String, JsonNode> object : d.doc().path("hints").properties()) {
      for (JsonNode field : object.getValue().path("fields")) {
        if (!keys.contains(field.asText())) {
          warning(d, "hints", "hints at field '" + field.asText() + "', which is no data key");
        }
      }
    }
    for (Map.Entry<String, JsonNode> object : d.doc().path("configuration").properties()) {
      if (!objects.contains(object.getKey())) {
        warning(d, "configuration", "configures '" + object.getKey() + "', which has no keys");
      }
    }
  }

  private void configuration(Descriptor d) {
    for (Map.Entry<String, JsonNode> object : d.doc().path("configuration").properties()) {
      Set<String> declared = fields(object.getValue().path("data_keys"));
      for (String part : List.of("data", "timestamps")) {
        if (!fields(object.getValue().path(part)).equals(declared)) {
          error(
              d,
              "configuration-keys",
              "has other keys in configuration." + object.getKey() + "." + part + " than declared");
        }
      }
    }
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void key(Descriptor d, DataKey key) {
    String named = "data key '" + key.name() + "' ";
    if (!DTYPES.contains(key.dtype())) {
      error(d, "dtype", named + "has dtype '" + key.dtype() + "'");
    }
    boolean says = key.about().hasNonNull("dtype_numpy") || key.about().hasNonNull("dtype_descr");
    if (says && key.numpy().isEmpty()) {
      error(d, "dtype-numpy", named + "has a dtype_numpy that numpy does not know");
    }
    List<Long> shape = key.shape();
    if (!key.isExternal() && !key.dtype().equals("array") && !shape.isEmpty()) {
      error(d, "shape", "of scalar " + named + "says shape " + shape);
    }
    if (key.dtype().equals("array") && shape.isEmpty()) {
      warning(d, "shape", "of array " + named + "says no shape");
    }
    if (TableSchemas.STREAM_FIXED.contains(key.name())) {
      warning(d, "reserved-name", named + "has a reserved name: its column has a trailing _");
    }
    if (d.doc().get("object_keys") instanceof ObjectNode && d.objectOf(key).isEmpty()) {
      warning(d, "object-keys", named + "belongs to no object");
    }
    if (key.isExternal() && hasNoRows(d, key)) {
      warning(d, "no-rows", named + "is external, and no row of a file was announced");
    }
  }

  private boolean hasNoRows(Descriptor d, DataKey key) {
    List<Object> found = new ArrayList<>();
    var external = run.external(d.stream()).get(key.name());
    if (external != null) {
      found.addAll(external.frames().spans().stream().limit(1).toList());
    }
    return found.isEmpty() && run.census(d.stream()).events() > 0;
  }
}
