package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.Descriptor;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules about single events: keys, times, types and shapes of their values. Not thread safe. */
final class EventRules {
  private final EventWalk walk;
  private final Findings findings;
  private final Uids uids;
  private final DeclaredTypes types = new DeclaredTypes();
  private final Probe probe = new Probe();
  private final Map<String, Double> times = new HashMap<>();

  EventRules(EventWalk walk, Findings findings, Uids uids) {
    this.walk = walk;
    this.findings = findings;
    this.uids = uids;
  }

  /** Looks at every event that the walk still has. */
  void check() throws IOException {
    while (walk.next()) {
      header();
      try (JsonParser parser = walk.open()) {
        body(parser);
      }
    }
  }

  private String subject(String about) {
    return walk.descriptor().stream() + '\u0000' + about;
  }

  private String where() {
    return Location.file(walk.file().uri()).at(walk.position()).toString();
  }

  private String text(String message) {
    return "event "
        + walk.header().seqNum()
        + " of stream '"
        + walk.descriptor().stream()
        + "' "
        + message;
  }

  private void error(String rule, String about, String message) {
    findings.error(walk.run().uid(), rule, where(), subject(about), text(message));
  }

  private void warning(String rule, String about, String message) {
    findings.warning(walk.run().uid(), rule, where(), subject(about), text(message));
  }

  private void header() {
    Descriptor d = walk.descriptor();
    String uid = walk.header().uid();
    if (!uid.isEmpty() && !uids.add(uid)) {
      error("duplicate-uid", "", "has uid '" + uid + "', which another document has");
    }
    double time = walk.header().time();
    if (!Double.isFinite(time)) {
      error("time", "", "has no time");
      return;
    }
    if (time < walk.run().startTime()) {
      warning("time-order", "start", "is older than the start document");
    }
    if (!walk.superseded()) {
      Double before = times.put(d.runUid() + '\u0000' + d.stream(), time);
      if (before != null && time < before) {
        warning("time-order", "", "is older than the event before it");
      }
    }
  }

  private void body(JsonParser parser) throws IOException {
    Set<String> data = Set.of();
    Set<String> stamps = Set.of();
    Set<String> filled = Set.of();
    parser.nextToken();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      if (isObject && field.equals("data")) {
        data = data(parser);
      } else if (isObject && field.equals("timestamps")) {
        stamps = timestamps(parser);
      } else if (isObject && field.equals("filled")) {
        filled = names(parser);
      } else {
        parser.skipChildren();
      }
    }
    keys(data, stamps, filled);
  }

  private void keys(Set<String> data, Set<String> stamps, Set<String> filled) {
    Set<String> missing = new TreeSet<>();
    Set<String> more = new TreeSet<>(data);
    for (DataKey key : walk.descriptor().keys()) {
      if (!more.remove(key.name()) && !key.text("external").startsWith("STREAM")) {
        missing.add(key.name());
      }
    }
    if (!missing.isEmpty()) {
      error("data-keys", "missing" + missing, "lacks declared data keys " + missing);
    }
    if (!more.isEmpty()) {
      error("data-keys", "more" + more, "has data keys that are not declared: " + more);
    }
    if (!stamps.equals(data)) {
      error("timestamps-keys", "", "has timestamps of other keys than data");
    }
    if (!data.containsAll(filled)) {
      error("filled-keys", "", "says 'filled' of keys that it does not have");
    }
  }

  private Set<String> data(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      names.add(key);
      parser.nextToken();
      value(key, parser);
    }
    return names;
  }

  private void value(String name, JsonParser parser) throws IOException {
    String stream = walk.descriptor().stream();
    Optional<DeclaredTypes.Declared> type = types.of(walk.run(), stream, name);
    if (type.isEmpty()) {
      parser.skipChildren();
      return;
    }
    try (TokenBuffer copy = new TokenBuffer(parser)) {
      copy.copyCurrentStructure(parser);
      if (copy.firstToken() == JsonToken.START_ARRAY) {
        shape(name, copy);
      }
      try (JsonParser again = copy.asParser()) {
        again.nextToken();
        if (!type.get().value().write(again, probe)) {
          error("data-type", name, "has a value of '" + name + "' that is no " + type.get().type());
        }
      }
    }
  }

  private void shape(String name, TokenBuffer copy) throws IOException {
    Optional<DataKey> key = walk.descriptor().key(name);
    if (key.isEmpty() || !key.get().dtype().equals("array") || key.get().shape().isEmpty()) {
      return;
    }
    try (JsonParser parser = copy.asParser()) {
      parser.nextToken();
      ValueShape found = ValueShape.of(parser);
      if (!found.fits(key.get().shape())) {
        String declared = key.get().shape().toString().replace("-1", "null");
        error(
            "data-shape",
            name,
            "has a value of '" + name + "' with shape " + found + ", declared is " + declared);
      }
    }
  }

  private Set<String> timestamps(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      names.add(key);
      JsonToken token = parser.nextToken();
      if (!token.isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
        error("timestamp", key, "has a timestamp of '" + key + "' that is no time");
        parser.skipChildren();
      }
    }
    return names;
  }

  private static Set<String> names(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      names.add(key);
      parser.nextToken();
      parser.skipChildren();
    }
    return names;
  }
}
