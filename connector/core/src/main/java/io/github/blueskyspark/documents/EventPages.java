package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes pages and bulk documents apart into single events and datums (semantics: parallel arrays of
 * equal length).
 */
public final class EventPages {
  /** One datum of a datum, datum_page or bulk_datum document. */
  record DatumRow(String datumId, String resource, ObjectNode kwargs) {}

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The events of a page, in order; each an event document with the page's descriptor. */
  List<ObjectNode> events(ObjectNode page) throws MalformedDocument {
    JsonNode seqNums = page.get("seq_num");
    if (seqNums == null || !seqNums.isArray()) {
      throw new MalformedDocument(
          "seq-num", "'seq_num' is " + Json.shown(seqNums) + ", not an array");
    }
    int rows = seqNums.size();
    List<ObjectNode> events = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      events.add(NODES.objectNode());
    }
    for (Map.Entry<String, JsonNode> field : page.properties()) {
      switch (field.getKey()) {
        case "descriptor" -> events.forEach(e -> e.set("descriptor", field.getValue()));
        case "data", "timestamps", "filled" -> spread(field.getKey(), field.getValue(), events);
        default -> column(field.getKey(), field.getValue(), events);
      }
    }
    for (ObjectNode event : events) {
      checkSeqNum(event.get("seq_num"));
    }
    return events;
  }

  private static void checkSeqNum(JsonNode seqNum) throws MalformedDocument {
    if (!seqNum.isIntegralNumber() || !seqNum.canConvertToLong() || seqNum.asLong() < 1) {
      throw new MalformedDocument(
          "seq-num", "'seq_num' is " + Json.shown(seqNum) + ", it counts from 1");
    }
  }

  private static void column(String field, JsonNode values, List<ObjectNode> events)
      throws MalformedDocument {
    if (!values.isArray()) {
      events.forEach(e -> e.set(field, values));
      return;
    }
    if (values.size() != events.size()) {
      throw new MalformedDocument(
          "page-lengths",
          "'" + field + "' has " + values.size() + " values for " + events.size() + " events");
    }
    for (int i = 0; i < events.size(); i++) {
      events.get(i).set(field, values.get(i));
    }
  }

  private static void spread(String field, JsonNode columns, List<ObjectNode> events)
      throws MalformedDocument {
    for (ObjectNode event : events) {
      event.set(field, NODES.objectNode());
    }
    if (!columns.isObject()) {
      throw new MalformedDocument("page-lengths", "'" + field + "' is no object of columns");
    }
    for (Map.Entry<String, JsonNode> column : columns.properties()) {
      JsonNode values = column.getValue();
      if (!values.isArray() || values.size() != events.size()) {
        throw new MalformedDocument(
            "page-lengths",
            "'"
                + field
                + "."
                + column.getKey()
                + "' has "
                + (values.isArray() ? values.size() : "no")
                + " values for "
                + events.size()
                + " events");
      }
      for (int i = 0; i < events.size(); i++) {
        ((ObjectNode) events.get(i).get(field)).set(column.getKey(), values.get(i));
      }
    }
  }

  /** The events of a bulk_events document by descriptor uid. */
  Map<String, List<ObjectNode>> bulk(ObjectNode doc) throws MalformedDocument {
    Map<String, List<ObjectNode>> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : doc.properties()) {
      List<ObjectNode> events = new ArrayList<>();
      for (JsonNode event : entry.getValue()) {
        if (!(event instanceof ObjectNode object) || !object.has("seq_num")) {
          throw new MalformedDocument(
              "seq-num", "an event of descriptor '" + entry.getKey() + "' has no 'seq_num'");
        }
        checkSeqNum(object.get("seq_num"));
        ObjectNode copy = object.deepCopy();
        copy.put("descriptor", entry.getKey());
        events.add(copy);
      }
      all.put(entry.getKey(), events);
    }
    return all;
  }

  /** Single events of any kind of event document. */
  public List<ObjectNode> singles(DocumentKind kind, ObjectNode doc) {
    try {
      return switch (kind) {
        case EVENT_PAGE -> events(doc);
        case BULK_EVENTS -> bulk(doc).values().stream().flatMap(List::stream).toList();
        case EVENT -> List.of(doc);
        case START,
            DESCRIPTOR,
            STREAM_RESOURCE,
            STREAM_DATUM,
            RESOURCE,
            DATUM,
            DATUM_PAGE,
            BULK_DATUM,
            STOP ->
            List.of();
      };
    } catch (MalformedDocument e) {
      throw new IllegalStateException(
          "a page that was accepted is malformed: " + e.getMessage() + "; please report", e);
    }
  }

  List<DatumRow> datums(DocumentKind kind, ObjectNode doc) throws MalformedDocument {
    return switch (kind) {
      case DATUM ->
          List.of(
              new DatumRow(
                  Json.text(doc, "datum_id"),
                  Json.text(doc, "resource"),
                  kwargs(doc.get("datum_kwargs"))));
      case DATUM_PAGE -> page(doc);
      case BULK_DATUM -> bulkDatum(doc);
      case START,
          DESCRIPTOR,
          EVENT,
          EVENT_PAGE,
          BULK_EVENTS,
          STREAM_RESOURCE,
          STREAM_DATUM,
          RESOURCE,
          STOP ->
          List.of();
    };
  }

  private static ObjectNode kwargs(JsonNode said) {
    return said instanceof ObjectNode object ? object : NODES.objectNode();
  }

  private static JsonNode ids(ObjectNode doc, String field) throws MalformedDocument {
    JsonNode ids = doc.get(field);
    if (ids == null || !ids.isArray()) {
      throw new MalformedDocument(
          "missing-field", "'" + field + "' is " + Json.shown(ids) + ", not an array");
    }
    for (JsonNode id : ids) {
      if (!id.isTextual()) {
        throw new MalformedDocument(
            "missing-field", "'" + field + "' holds " + Json.shown(id) + ", not a text");
      }
    }
    return ids;
  }

  private static List<DatumRow> page(ObjectNode doc) throws MalformedDocument {
    String resource = Json.text(doc, "resource");
    JsonNode ids = ids(doc, "datum_id");
    List<DatumRow> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      ObjectNode kwargs = NODES.objectNode();
      for (Map.Entry<String, JsonNode> column : doc.path("datum_kwargs").properties()) {
        if (!column.getValue().isArray() || column.getValue().size() != ids.size()) {
          throw new MalformedDocument(
              "page-lengths",
              "'datum_kwargs."
                  + column.getKey()
                  + "' has "
                  + column.getValue().size()
                  + " values for "
                  + ids.size()
                  + " datums");
        }
        kwargs.set(column.getKey(), column.getValue().get(i));
      }
      rows.add(new DatumRow(ids.get(i).asText(), resource, kwargs));
    }
    return rows;
  }

  /** bulk_datum: {@code {resource, datum_ids, datum_kwarg_list}}. */
  private static List<DatumRow> bulkDatum(ObjectNode doc) throws MalformedDocument {
    String resource = Json.text(doc, "resource");
    JsonNode ids = ids(doc, "datum_ids");
    JsonNode kwargs = doc.path("datum_kwarg_list");
    if (!kwargs.isArray() || ids.size() != kwargs.size()) {
      throw new MalformedDocument(
          "page-lengths",
          "'datum_kwarg_list' has " + kwargs.size() + " values for " + ids.size() + " datums");
    }
    List<DatumRow> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      rows.add(new DatumRow(ids.get(i).asText(), resource, kwargs(kwargs.get(i))));
    }
    return rows;
  }
}
