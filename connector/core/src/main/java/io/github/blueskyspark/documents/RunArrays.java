package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what a run's documents say of external arrays, in both dialects, and ends with one
 * mapping a data key.
 */
final class RunArrays {
  private record Datum(String resource, ObjectNode kwargs) {}

  private record Announced(StreamDatum datum, DocumentPlace place) {}

  private record DatumUse(
      Descriptor descriptor, String key, long seqNum, String datumId, DocumentPlace place) {
    String stream() {
      return descriptor.stream();
    }
  }

  private static final String STREAM_DATUM = DocumentKind.STREAM_DATUM.label();

  private final RunIndex run;
  private final Map<String, StreamResource> modern = new LinkedHashMap<>();
  private final List<Announced> streamDatums = new ArrayList<>();
  private final Map<String, ObjectNode> resources = new LinkedHashMap<>();
  private final Map<String, Datum> datums = new HashMap<>();
  private final List<DatumUse> uses = new ArrayList<>();
  private final Map<String, Long> carried = new HashMap<>();

  RunArrays(RunIndex run) {
    this.run = run;
  }

  void addStreamResource(ObjectNode doc) throws MalformedDocument {
    String mimetype = Json.textOr(doc, "mimetype", "");
    if (mimetype.isEmpty() && doc.has("spec")) {
      ObjectNode old = doc.deepCopy();
      old.set(
          "resource_kwargs",
          old.has("resource_kwargs") ? old.get("resource_kwargs") : old.get("parameters"));
      StreamResource made = LegacyResource.of(old, Json.text(doc, "data_key"));
      modern.put(made.uid(), made);
      return;
    }
    JsonNode said = doc.get("parameters");
    ObjectNode parameters =
        said instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    String uid = Json.text(doc, "uid");
    String type =
        mimetype.isEmpty() ? LegacyResource.OPAQUE : mimetype.toLowerCase(java.util.Locale.ROOT);
    modern.put(
        uid,
        new StreamResource(
            uid,
            Json.text(doc, "data_key"),
            type,
            Json.text(doc, "uri"),
            LegacyResource.renamed(type, parameters)));
  }

  void addStreamDatum(StreamDatum datum, DocumentPlace place) {
    streamDatums.add(new Announced(datum, place));
  }

  void addResource(ObjectNode doc) throws MalformedDocument {
    resources.put(Json.text(doc, "uid"), doc);
  }

  void addDatum(String datumId, String resource, ObjectNode kwargs) {
    datums.put(datumId, new Datum(resource, kwargs));
  }

  /** An event's value of an external key that names a datum. */
  void use(Descriptor descriptor, long seqNum, JsonNode data, DocumentPlace place) {
    for (DataKey key : descriptor.keys()) {
      JsonNode value = key.isExternal() ? data.get(key.name()) : null;
      if (value != null && value.isTextual()) {
        uses.add(new DatumUse(descriptor, key.name(), seqNum, value.asText(), place));
      }
    }
  }

  /** Datums that events name and that did not come with this run. */
  List<String> missingDatums() {
    if (uses.isEmpty()) {
      return List.of();
    }
    return uses.stream()
        .map(DatumUse::datumId)
        .filter(d -> !datums.containsKey(d))
        .distinct()
        .toList();
  }

  /** The row of a datum that came with this run. */
  Optional<DatumRow> rowOf(String datumId, long seqNum) {
    Datum datum = datums.get(datumId);
    ObjectNode resource = datum == null ? null : resources.get(datum.resource());
    if (resource == null) {
      return Optional.empty();
    }
    try {
      Long row = carried.get(datumId);
      long index = row == null ? LegacyResource.index(resource, datum.kwargs(), seqNum) : row;
      return Optional.of(new DatumRow(datum.resource(), index));
    } catch (MalformedDocument e) {
      return Optional.empty(); // told when the rows were laid out
    }
  }

  /** Adds the uids of the resources of those datums that came with this run and are not there. */
  void tellResources(Set<String> wanted, Map<String, String> resources) {
    Set<String> fewer = wanted.size() < datums.size() ? wanted : datums.keySet();
    for (String datum : fewer) {
      if (wanted.contains(datum) && datums.containsKey(datum)) {
        resources.putIfAbsent(datum, datums.get(datum).resource());
      }
    }
  }

  /**
   * One mapping a data key, by stream.
   *
   * @param refusals takes what refers to documents that did not come, or means no row
   */
  Map<String, Map<String, ExternalKey>> build(Refusals refusals) {
    if (modern.isEmpty() && streamDatums.isEmpty() && uses.isEmpty() && !declaresArrays()) {
      return Map.of();
    }
    Map<String, Map<String, Building>> all = new LinkedHashMap<>();
    for (Descriptor d : run.descriptorList()) {
      for (DataKey key : d.keys()) {
        if (key.isExternal()) {
          all.computeIfAbsent(d.stream(), s -> new LinkedHashMap<>())
              .computeIfAbsent(key.name(), k -> new Building(key));
        }
      }
    }
    Map<String, String> streamOf = new HashMap<>();
    run.descriptorList().forEach(d -> streamOf.put(d.uid(), d.stream()));
    modern.values().forEach(r -> offer(all, r));
    streamDatums.forEach(a -> announce(all, streamOf, a, refusals));
    uses.forEach(use -> place(all, use, refusals));
    return finished(all, refusals);
  }

  private boolean declaresArrays() {
    return run.descriptorList().stream()
        .flatMap(d -> d.keys().stream())
        .anyMatch(DataKey::isExternal);
  }

  private void announce(
      Map<String, Map<String, Building>> all,
      Map<String, String> streamOf,
      Announced announced,
      Refusals refusals) {
    StreamDatum datum = announced.datum();
    StreamResource resource = modern.get(datum.resource());
    String stream = streamOf.get(datum.descriptor());
    if (resource == null || stream == null) {
      String rule = resource == null ? "unknown-resource" : "unknown-descriptor";
      String missing =
          resource == null
              ? "stream_resource '" + Json.shorten(datum.resource())
              : "descriptor '" + Json.shorten(datum.descriptor());
      refusals.document(
          announced.place(),
          STREAM_DATUM,
          new Fault(rule, "there is no " + missing + "' in this run", run.uid()));
      return;
    }
    Building key = all.getOrDefault(stream, Map.of()).get(resource.dataKey());
    if (key == null) {
      run.tally(
          "stream_datum documents of resource '"
              + resource.uid()
              + "': stream '"
              + stream
              + "' has no external key '"
              + resource.dataKey()
              + "'");
    } else {
      key.resources.putIfAbsent(resource.uid(), resource);
      key.datums.add(announced);
    }
  }

  private static void offer(Map<String, Map<String, Building>> all, StreamResource resource) {
    List<Building> takers =
        all.values().stream()
            .map(keys -> keys.get(resource.dataKey()))
            .filter(b -> b != null)
            .toList();
    if (takers.size() == 1) {
      takers.get(0).resources.putIfAbsent(resource.uid(), resource);
    }
  }

  private void place(Map<String, Map<String, Building>> all, DatumUse use, Refusals refusals) {
    Datum datum = datums.get(use.datumId());
    ObjectNode resource = datum == null ? null : resources.get(datum.resource());
    if (resource == null) {
      String found =
          datum == null
              ? "there is no datum '" + Json.shorten(use.datumId()) + "'"
              : "there is no resource '" + Json.shorten(datum.resource()) + "'";
      refuse(use, datum == null ? "unknown-datum" : "unknown-resource", found, refusals);
      return;
    }
    Building key = all.getOrDefault(use.stream(), Map.of()).get(use.key());
    try {
      if (!key.resources.containsKey(datum.resource())) {
        key.resources.put(datum.resource(), LegacyResource.of(resource, use.key(), datum.kwargs()));
      }
      long index = key.rows.row(resource, use.datumId(), datum.kwargs(), use.seqNum());
      if (index != LegacyResource.index(resource, datum.kwargs(), use.seqNum())) {
        carried.put(use.datumId(), index);
      }
      StreamDatum made =
          new StreamDatum(
              use.datumId(),
              datum.resource(),
              use.descriptor().uid(),
              use.seqNum(),
              use.seqNum() + 1,
              index,
              index + 1);
      key.datums.add(new Announced(made, use.place()));
    } catch (MalformedDocument e) {
      run.tally("resource '" + datum.resource() + "': " + e.getMessage());
    }
  }

  private void refuse(DatumUse use, String rule, String found, Refusals refusals) {
    String reason =
        "stream '"
            + use.stream()
            + "', key '"
            + use.key()
            + "', seq_num "
            + use.seqNum()
            + ": "
            + found;
    run.note(reason);
    refusals.part(use.place(), "event", new Fault(rule, reason, run.uid()));
  }

  private Map<String, Map<String, ExternalKey>> finished(
      Map<String, Map<String, Building>> all, Refusals refusals) {
    Map<String, Map<String, ExternalKey>> done = new LinkedHashMap<>();
    all.forEach(
        (stream, keys) -> {
          Map<String, ExternalKey> of = new LinkedHashMap<>();
          keys.forEach((name, b) -> of.put(name, b.finish(stream, run.uid(), refusals)));
          done.put(stream, of);
        });
    return done;
  }

  private static final class Building {
    private final DataKey key;
    private final Map<String, StreamResource> resources = new LinkedHashMap<>();
    private final List<Announced> datums = new ArrayList<>();
    private final LegacyRows rows = new LegacyRows();

    Building(DataKey key) {
      this.key = key;
    }

    ExternalKey finish(String stream, String runUid, Refusals refusals) {
      FrameMapBuilder frames = FrameMapBuilder.of(resources.keySet());
      datums.forEach(d -> frames.add(d.datum()));
      FrameMap map = frames.build();
      if (!map.faults().isEmpty()) {
        refuse(map, runUid, refusals);
      }
      return new ExternalKey(stream, key, resources, map);
    }

    private void refuse(FrameMap map, String runUid, Refusals refusals) {
      IdentityHashMap<StreamDatum, DocumentPlace> places = new IdentityHashMap<>();
      datums.forEach(d -> places.put(d.datum(), d.place()));
      for (FrameMap.Fault found : map.faults()) {
        Fault fault = new Fault(found.rule().label(), found.reason(), runUid);
        refusals.part(places.get(found.datum()), STREAM_DATUM, fault);
      }
    }
  }
}
