package io.github.blueskyspark.converters.panda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What there is to read: all that {@link PandaSource} needs, as text, because a data source is
 * given nothing but options. Files share their layouts, so that a file costs some hundred bytes.
 *
 * @param schema of the rows
 * @param files in the order of their rows, without notes
 * @param events of the rows by file; files without any may be missing
 * @param bits columns that show one bit of another one
 */
record PandaPlan(
    StructType schema,
    List<PandaFile> files,
    Map<String, PandaLinks.Events> events,
    List<PandaBits.Bit> bits) {
  private static final ObjectMapper JSON = new ObjectMapper();

  PandaPlan {
    files = List.copyOf(files);
    events = Map.copyOf(events);
    bits = List.copyOf(bits);
  }

  PandaLinks.Events eventsOf(PandaFile file) {
    return events.getOrDefault(file.path(), PandaLinks.Events.none());
  }

  String text() {
    ObjectNode plan = JSON.createObjectNode();
    plan.put("schema", schema.json());
    Map<JsonNode, Integer> layouts = new LinkedHashMap<>();
    ArrayNode all = plan.putArray("files");
    for (PandaFile file : files) {
      ArrayNode layout = JSON.createArrayNode();
      file.columns()
          .forEach(c -> layout.addArray().add(c.name()).add(c.path()).add(c.dtype().toString()));
      int number = layouts.computeIfAbsent(layout, l -> layouts.size());
      PandaClock clock = file.clock();
      all.addArray()
          .add(file.path())
          .add(number)
          .add(file.rows())
          .add(clock.startNanos())
          .add(clock.hasStart())
          .add(clock.stamp());
    }
    ArrayNode shared = plan.putArray("layouts");
    layouts.keySet().forEach(shared::add);
    ObjectNode told = plan.putObject("events");
    events.forEach((path, of) -> told.set(path, json(of)));
    ArrayNode single = plan.putArray("bits");
    bits.forEach(b -> single.addArray().add(b.name()).add(b.source()).add(b.bit()));
    return plan.toString();
  }

  private static JsonNode json(PandaLinks.Events events) {
    ObjectNode node = JSON.createObjectNode().put("run", events.onlyRun());
    ArrayNode spans = node.putArray("spans");
    for (PandaLinks.Span span : events.spans()) {
      spans
          .addArray()
          .add(span.runUid())
          .add(span.from())
          .add(span.to())
          .add(span.rowsAnEvent())
          .add(span.seqNum());
    }
    return node;
  }

  static PandaPlan of(String text) {
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the plan is no JSON: please report", e);
    }
  }

  private static PandaPlan of(JsonNode plan) {
    List<List<PandaColumn>> layouts = new ArrayList<>();
    for (JsonNode layout : plan.path("layouts")) {
      List<PandaColumn> columns = new ArrayList<>();
      layout.forEach(column -> columns.add(column(column)));
      layouts.add(columns);
    }
    List<PandaFile> files = new ArrayList<>();
    for (JsonNode file : plan.path("files")) {
      PandaClock clock =
          new PandaClock(file.get(3).asLong(), file.get(4).asBoolean(), file.get(5).asText());
      List<PandaColumn> columns = layouts.get(file.get(1).asInt());
      files.add(
          new PandaFile(file.get(0).asText(), columns, file.get(2).asLong(), clock, List.of()));
    }
    Map<String, PandaLinks.Events> events = new HashMap<>();
    plan.path("events").properties().forEach(e -> events.put(e.getKey(), events(e.getValue())));
    List<PandaBits.Bit> bits = new ArrayList<>();
    for (JsonNode bit : plan.path("bits")) {
      bits.add(new PandaBits.Bit(bit.get(0).asText(), bit.get(1).asText(), bit.get(2).asInt()));
    }
    return new PandaPlan(
        (StructType) DataType.fromJson(plan.path("schema").asText()), files, events, bits);
  }

  private static PandaColumn column(JsonNode column) {
    return new PandaColumn(
        column.get(0).asText(),
        column.get(1).asText(),
        DTypes.parse(column.get(2).asText()).orElseThrow(),
        0,
        Map.of());
  }

  private static PandaLinks.Events events(JsonNode node) {
    ArrayList<PandaLinks.Span> spans = new ArrayList<>();
    for (JsonNode span : node.path("spans")) {
      spans.add(
          new PandaLinks.Span(
              span.get(0).asText(),
              span.get(1).asLong(),
              span.get(2).asLong(),
              span.get(3).asLong(),
              span.get(4).asLong()));
    }
    return new PandaLinks.Events(node.path("run").asText(), spans);
  }
}
